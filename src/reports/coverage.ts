import type { Value } from '../duckdb/values.ts';
import type { Database, Row } from '../duckdb/database.ts';
import { shownMinute } from './cell-text.ts';
import { microsNumber } from './columns.ts';
import type { Period } from './period.ts';
import { counted } from '../support/counted.ts';
import { utcText } from '../support/utc-text.ts';
import { unknownValue } from '../models/unknown-value.ts';

/** Hours (as UTC instants, `until` exclusive) in which a server logged nothing. */
export interface Gap {
  readonly server: string;
  readonly from: string;
  readonly until: string;
}

export interface ServerCoverage {
  readonly server: string;
  readonly first_at: string;
  readonly last_at: string;
  readonly requests: number;
  readonly files: number;
}

/** What the reports know and what they miss, for the head of a page and the JSON. */
export interface Coverage {
  readonly statement: string;
  readonly servers: readonly ServerCoverage[];
  readonly gaps: readonly Gap[];
  readonly rejected_lines: number;
  /** Of the back rows, how many found no front row; null without back rows. */
  readonly unpaired_back_rows: number | null;
  readonly back_rows: number;
  /** Exports of devices from after the as-of time, which states leave out, and the earliest of their times. */
  readonly later_exports: number;
  readonly later_exports_from: string | null;
}

const hourMs = 3_600_000;

/** What one server logged into one file in one hour. */
const hoursSql = `
select
  server,
  epoch_ms(quarter_at) // ${hourMs} * ${hourMs} as hour,
  file_id,
  sum(requests)::bigint as requests,
  min(first_at)::varchar as first_at,
  max(last_at)::varchar as last_at,
  sum(back_rows)::bigint as back_rows,
  sum(unpaired_rows)::bigint as unpaired
from logged_quarter_hours($since::timestamp, $until::timestamp)
group by all
order by server, hour, first_at, file_id`;

const laterSql = `
select count(distinct file_id)::bigint as exports, min(as_of)::varchar as first_at
from device_statistics_rows
where as_of > $asOf::timestamp`;

/** Measures coverage over the period, whatever the filters. */
export async function loadCoverage(db: Database, period: Period): Promise<Coverage> {
  const hours = await db.rows(hoursSql, { since: period.since, until: period.until });
  const rejected = Number(await db.value('select count(*) from rejects'));
  const [later] = await db.rows(laterSql, { asOf: period.asOf });
  const servers = serverCoverage(hours);
  const gaps = findGaps(hours);
  const total = (column: string): number =>
    hours.reduce((sum, row) => sum + Number(row[column]), 0);
  const backRows = total('back_rows');
  const unpaired = backRows === 0 ? null : total('unpaired');
  const measured = {
    servers,
    gaps,
    rejected_lines: rejected,
    unpaired_back_rows: unpaired,
    back_rows: backRows,
    later_exports: Number(later?.['exports'] ?? 0),
    later_exports_from: (later?.['first_at'] ?? null) as string | null,
  };
  return { statement: statementOf(measured, period), ...measured };
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : unknownValue;
}

interface ServerTotals {
  first: string;
  last: string;
  requests: number;
  readonly files: Set<unknown>;
}

function serverCoverage(hours: readonly Row[]): ServerCoverage[] {
  const byServer = new Map<string, ServerTotals>();
  for (const row of hours) {
    const server = textOf(row['server']);
    const [first, last] = [textOf(row['first_at']), textOf(row['last_at'])];
    const known = byServer.get(server) ?? { first, last, requests: 0, files: new Set() };
    byServer.set(server, known);
    if (first < known.first) known.first = first;
    if (last > known.last) known.last = last;
    known.requests += Number(row['requests']);
    known.files.add(row['file_id']);
  }
  return [...byServer].map(([server, { first, last, requests, files }]) => ({
    server,
    first_at: first,
    last_at: last,
    requests,
    files: files.size,
  }));
}

/**
 * A gap is a run of hours without a row inside a server's first and last hour. A server that logs in
 * fewer than half of its hours has no gaps worth naming: its silence says nothing.
 */
function findGaps(hours: readonly Row[]): Gap[] {
  const byServer = new Map<string, number[]>();
  for (const row of hours) {
    const server = textOf(row['server']);
    const own = byServer.get(server) ?? [];
    byServer.set(server, own);
    const hour = Number(row['hour']);
    if (own.at(-1) !== hour) own.push(hour);
  }
  const gaps: Gap[] = [];
  for (const [server, own] of byServer) {
    const first = own[0] ?? 0;
    const last = own.at(-1) ?? 0;
    if (own.length * 2 < (last - first) / hourMs + 1) continue;
    for (const [index, hour] of own.entries()) {
      const next = own[index + 1];
      if (next === undefined || next - hour <= hourMs) continue;
      gaps.push({ server, from: utc(hour + hourMs), until: utc(next) });
    }
  }
  return gaps.sort(
    (a, b) =>
      length(b) - length(a) ||
      (a.from < b.from ? -1 : a.from > b.from ? 1 : a.server < b.server ? -1 : 1),
  );
}

function utc(ms: number): string {
  return utcText(new Date(ms));
}

function length(gap: Gap): number {
  return microsNumber(gap.until) - microsNumber(gap.from);
}

function statementOf(measured: Omit<Coverage, 'statement'>, { tz, asOf }: Period): string {
  const { servers, gaps, later_exports: later, later_exports_from: laterFrom } = measured;
  const { rejected_lines: rejected, unpaired_back_rows: unpaired, back_rows: backRows } = measured;
  const leftOut =
    laterFrom === null
      ? []
      : [
          `${counted(later, 'export')} of devices, from ${shownMinute(laterFrom, tz)} on, left out: states are as of ${shownMinute(asOf, tz)}`,
        ];
  const rejects = rejected > 0 ? [`${counted(rejected, 'line')} rejected`] : [];
  if (servers.length === 0)
    return ['no requests in this period', ...rejects, ...leftOut].join('; ');
  const first = servers.map((server) => server.first_at).sort()[0] ?? '';
  const last =
    servers
      .map((server) => server.last_at)
      .sort()
      .at(-1) ?? '';
  const parts = [
    `${counted(servers.length, 'server')}, ${shownMinute(first, tz)} to ${shownMinute(last, tz)} ${tz}`,
    ...gaps.slice(0, 3).map((gap) => `${gap.server} has no data ${gapText(gap, tz)}`),
  ];
  if (gaps.length > 3) parts.push(`${counted(gaps.length - 3, 'shorter gap')} more`);
  parts.push(...rejects);
  if (unpaired !== null && unpaired > 0) {
    const share = ((unpaired / backRows) * 100).toFixed(1);
    parts.push(`${share} % of back-end rows found no front-end row`);
  }
  return [...parts, ...leftOut].join('; ');
}

function gapText(gap: Gap, tz: string): string {
  const from = shownMinute(gap.from, tz);
  const until = shownMinute(gap.until, tz);
  const [fromDay, fromTime] = splitDay(from);
  const [untilDay, untilTime] = splitDay(until);
  return fromDay === untilDay || untilTime === '00:00'
    ? `${fromTime}–${untilTime === '00:00' ? '24:00' : untilTime} on ${fromDay}`
    : `${from} to ${until}`;
}

function splitDay(text: string): [string, string] {
  return [text.slice(0, -6), text.slice(-5)];
}
