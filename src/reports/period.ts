import type { Database } from '../duckdb/database.ts';
import { AppError, UsageError } from '../support/errors.ts';
import { parseTime } from '../support/time-text.ts';
import { checkedZone } from '../support/checked-zone.ts';
import { wallClock } from '../support/zone.ts';
import { microsNumber, timestampText } from './columns.ts';
import type { ReportParameters } from './facts-sql.ts';

/** The flags of `easel report` that say which time is meant, as typed. */
export interface PeriodOptions {
  readonly since?: string;
  readonly until?: string;
  readonly tz?: string;
  readonly generatedAt?: string;
  readonly probes?: boolean;
  readonly now: Date;
}

export interface Period extends ReportParameters {
  /** `2024-05-04 07:00:00`, UTC. */
  readonly generatedAt: string;
  /** The earliest and latest request there is at all, UTC; null in a warehouse without requests. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** What was asked for, apart from what there is. */
  readonly isWhole: boolean;
}

const dayMs = 86_400_000;

/** A period before it is known whether it is big. */
export type AskedPeriod = Omit<Period, 'big'>;

/** Finds the period, the as-of time (docs/definitions.md, "As-of time") and the zone. */
export async function resolvePeriod(db: Database, options: PeriodOptions): Promise<AskedPeriod> {
  const tz = checkedZone(options.tz ?? 'UTC');
  const now = options.now.getTime();
  const generated =
    options.generatedAt === undefined
      ? Math.floor(now / 1000) * 1000
      : parseTime(options.generatedAt, '--generated-at', tz, now).ms;
  const until =
    options.until === undefined ? undefined : parseTime(options.until, '--until', tz, generated);
  const end = until === undefined ? undefined : endOf(until.ms, until.isDate, tz);
  const asOf = end === undefined ? generated : until?.isDate === true ? end - 1000 : end;
  const since =
    options.since === undefined
      ? undefined
      : parseTime(options.since, '--since', tz, end ?? generated).ms;
  if (since !== undefined && end !== undefined && since >= end) {
    throw new UsageError('empty-period', '--since lies after --until');
  }
  const { firstAt, lastAt } = await dataPeriod(db);
  const first = firstAt === null ? generated : microsNumber(firstAt) / 1000;
  const last = lastAt === null ? generated : microsNumber(lastAt) / 1000;
  const period: AskedPeriod = {
    since: text(since ?? Math.floor(first / 1000) * 1000),
    until: text(end ?? Math.floor(last / 1000) * 1000 + 1000),
    asOf: text(asOf),
    tz,
    probes: options.probes ?? false,
    generatedAt: text(generated),
    firstAt,
    lastAt,
    isWhole: since === undefined && end === undefined,
  };
  if (firstAt !== null && lastAt !== null && !period.isWhole)
    await refuseEmpty(db, period, end !== undefined);
  return period;
}

function text(ms: number): string {
  return timestampText(ms * 1000);
}

/** A day ends at the next local midnight, 23 to 25 hours later. */
function endOf(ms: number, isDate: boolean, tz: string): number {
  if (!isDate) return ms;
  let end = ms + dayMs;
  // Clocks that went forward or back in between: step to where they show midnight again.
  const shown = wallClock(end, tz) % dayMs;
  if (shown !== 0) end += shown > dayMs / 2 ? dayMs - shown : -shown;
  return end;
}

async function dataPeriod(
  db: Database,
): Promise<{ firstAt: string | null; lastAt: string | null }> {
  const [row] = await db.rows(
    'select min(requested_at)::varchar as first_at, max(requested_at)::varchar as last_at from request_facts',
  );
  return {
    firstAt: (row?.['first_at'] ?? null) as string | null,
    lastAt: (row?.['last_at'] ?? null) as string | null,
  };
}

async function refuseEmpty(db: Database, period: AskedPeriod, hasEnd: boolean): Promise<void> {
  const found = await db.value(
    'select true from request_facts where requested_at >= $since::timestamp and requested_at < $until::timestamp limit 1',
    { since: period.since, until: period.until },
  );
  if (found === true) return;
  const asked =
    period.since < period.until
      ? `from ${period.since} to ${period.until}`
      : hasEnd
        ? `before ${period.until}`
        : `since ${period.since}`;
  throw new AppError('empty-period', `there are no requests ${asked} UTC`, {
    hint: `the warehouse has requests from ${period.firstAt ?? ''} to ${period.lastAt ?? ''} UTC`,
  });
}
