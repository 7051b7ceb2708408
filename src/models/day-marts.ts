import type { Database } from '../duckdb/database.ts';
import { inTransaction } from '../duckdb/transaction.ts';

/**
 * Tables that hold, by day, what a function of the same columns counts from the requests of a period; of
 * pushes first, which others read.
 */
export const dayMarts = [
  { table: 'push_requests', counted: 'counted_pushes' },
  { table: 'client_days', counted: 'counted_days' },
  { table: 'quarter_hours', counted: 'counted_quarter_hours' },
  { table: 'busy_hours', counted: 'counted_busy_hours' },
  { table: 'error_requests', counted: 'counted_errors' },
  { table: 'push_days', counted: 'counted_push_days' },
  { table: 'push_hours', counted: 'counted_push_hours' },
] as const;

type DayMart = (typeof dayMarts)[number];

/** Requests of which the days are counted at a time: what DuckDB then knows of them fits into memory. */
const usualRowsAtATime = 5_000_000;

/**
 * Notes that requests of these days came, went or changed: no mart speaks for them any more. An error
 * belongs to the day a minute later (counted-errors.sql).
 */
export async function markStale(db: Database, from: string, to: string): Promise<void> {
  await db.run(markStatement(), { from, to });
}

/** The same for the rows that pairing has just looked at, wherever they lie. */
export async function markPairedStale(db: Database): Promise<void> {
  await db.run(
    `insert into stale_days
     select requested_at::date from pairing_outcome
     union
     select (requested_at + to_seconds(60))::date from pairing_outcome
     except
     select day from stale_days`,
  );
}

/**
 * Fills the marts anew for the days that changed, some at a time, each time in transactions of their
 * own: until then, and if we are killed, those days are read from the requests.
 */
export async function refreshDayMarts(db: Database, rowsAtATime = usualRowsAtATime): Promise<void> {
  if ((await db.value('select count(*) from stale_days')) === 0) return;
  const days = await db.rows(
    `select stale_days.day::varchar as day, count(facts.requested_at) as rows
     from stale_days
     left join (
       select requested_at
       from request_facts
       where requested_at >= (select min(day) from stale_days)::timestamp
     ) as facts on facts.requested_at::date = stale_days.day
     group by stale_days.day
     order by stale_days.day`,
  );
  let some: string[] = [];
  let sum = 0;
  for (const { day, rows } of days) {
    if (some.length > 0 && sum + Number(rows) > rowsAtATime) {
      await refreshDays(db, some);
      some = [];
      sum = 0;
    }
    some.push(day as string);
    sum += Number(rows);
  }
  await refreshDays(db, some);
}

/**
 * Days in ascending order. Nobody reads a stale day's rows, so pushes can be committed first; the other marts
 * then read them faster.
 */
async function refreshDays(db: Database, days: readonly string[]): Promise<void> {
  const list = JSON.stringify(days);
  const bounds = { days: list, first: days[0] ?? '', last: days.at(-1) ?? '' };
  const [pushes, ...others] = dayMarts;
  await inTransaction(db, () => refreshMart(db, pushes, bounds));
  await inTransaction(db, async () => {
    // The marts counted from pushes must read the new rows of `push_requests`, so these days are no longer stale.
    await db.run('delete from stale_days where list_contains($days::date[], day)', { days: list });
    for (const mart of others) await refreshMart(db, mart, bounds);
  });
}

async function refreshMart(
  db: Database,
  mart: DayMart,
  bounds: { readonly days: string; readonly first: string; readonly last: string },
): Promise<void> {
  await db.run(deleteStatement(mart), { days: bounds.days });
  await db.run(insertStatement(mart), bounds);
}

/** Days whose last request has gone are known to the marts alone. Minutes are fewer than requests. */
function markStatement(): string {
  const kept = dayMarts.map(({ table }) => `select day from ${table}`).join(' union all ');
  return `insert into stale_days
    with minutes as (
      select distinct epoch_ms(requested_at) // 60_000 as minute
      from request_facts
      where requested_at >= $from::timestamp and requested_at <= $to::timestamp
    )
    select make_timestamp(minute * 60_000_000)::date as day
    from minutes
    union
    select make_timestamp((minute + 1) * 60_000_000)::date
    from minutes
    union
    select day
    from (${kept})
    where day between $from::timestamp::date and ($to::timestamp + to_seconds(60))::date
    except
    select day from stale_days`;
}

function deleteStatement({ table }: DayMart): string {
  return `delete from ${table} where list_contains($days::date[], day)`;
}

function insertStatement({ table, counted }: DayMart): string {
  return `insert into ${table} by name
    from ${counted}($first::date::timestamp, $last::date + time '23:59:59.999999')
    where list_contains($days::date[], day)`;
}
