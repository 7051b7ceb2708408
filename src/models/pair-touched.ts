import type { Database } from '../duckdb/database.ts';
import { dropTempTables } from '../duckdb/write-select.ts';
import { markPairedStale, markStale } from './day-marts.ts';
import { forgetKeptViews } from './kept-views.ts';
import { dropUnusedMerged, mergeRequests } from './merge-requests.ts';
import { pairRows } from './pairing.ts';

/** What a load or a removal changed: the UTC period of the rows added or gone, and their files. */
export interface Touched {
  readonly from: string | null;
  readonly to: string | null;
  readonly fileIds: readonly number[];
}

/** Rows that are paired at a time: of so many, all that pairing knows of them fits into memory. */
const usualRowsAtATime = 1_000_000;

/**
 * What DuckDB may take where more rows are paired: it holds in memory what a transaction has changed, until
 * it ends. With 300MB, 3 million rows of one day were too many; with this they had 1.2 GB resident.
 */
const memoryOfMany = '600MB';

/**
 * Redoes the pairing of rows (docs/definitions.md, "Counting a request once") for the touched hours and
 * one heartbeat around them, and notes that `refreshDerived` has to compute the kept tables anew. Run it in
 * a transaction.
 *
 * A long period is gone through in stretches of `rowsAtATime` rows. Rows that pair across the end of a stretch
 * are looked at in both, and come out the same.
 */
export async function pairTouched(
  db: Database,
  touched: Touched,
  rowsAtATime = usualRowsAtATime,
): Promise<void> {
  await forgetKeptViews(db);
  if (touched.from === null || touched.to === null) return;
  await markStale(db, touched.from, touched.to);
  const [period] = await db.rows(
    `select
       (date_trunc('hour', $from::timestamp) - interval 3540 second)::varchar as "from",
       (date_trunc('hour', $to::timestamp) + interval 1 hour + interval 3540 second)::varchar as "to"`,
    { from: touched.from, to: touched.to },
  );
  const from = period?.['from'] as string;
  const to = period?.['to'] as string;
  if (!(await hasPairs(db, from, to))) return;
  const starts = await stretches(db, from, to, rowsAtATime);
  if (starts.length > 1) await db.allowMemory(memoryOfMany);
  for (const [i, start] of starts.entries()) await pairStretch(db, start, starts[i + 1] ?? to);
  await dropUnusedMerged(db);
}

/** Where stretches of about so many ActiveSync rows begin, `from` first; they end at whole minutes. */
async function stretches(
  db: Database,
  from: string,
  to: string,
  rowsAtATime: number,
): Promise<string[]> {
  const minutes = await db.rows(
    `select date_trunc('minute', requested_at)::varchar as minute, count(*) as rows
     from request_facts
     join request_endpoints using (endpoint_id)
     where is_eas and requested_at >= $from::timestamp and requested_at < $to::timestamp
     group by all
     order by minute`,
    { from, to },
  );
  const starts = [from];
  let sum = 0;
  for (const { minute, rows } of minutes) {
    if (sum > 0 && sum + Number(rows) > rowsAtATime) {
      starts.push(minute as string);
      sum = 0;
    }
    sum += Number(rows);
  }
  return starts;
}

async function pairStretch(db: Database, from: string, to: string): Promise<void> {
  await pairRows(db, from, to);
  await db.run(
    `update request_facts
     set
       counted = pairing_outcome.counted,
       group_file_id = pairing_outcome.group_file_id,
       group_line_no = pairing_outcome.group_line_no
     from pairing_outcome
     where request_facts.rowid = pairing_outcome.id and pairing_outcome.changed`,
  );
  await db.run(
    `delete from merged_facts
     where requested_at >= $from::timestamp and requested_at < $to::timestamp`,
    { from, to },
  );
  await db.run(
    `delete from merged_facts
     where (file_id, line_no) in (select (file_id, line_no) from pairing_outcome)`,
  );
  await markPairedStale(db);
  await dropTempTables(db, ['pairing_outcome']);
  await mergeRequests(db);
}

/** Most warehouses hold one tier only: then this one look is all that pairing costs. */
async function hasPairs(db: Database, from: string, to: string): Promise<boolean> {
  const found = await db.value(
    `select
       count(*) filter (where tier = 'proxy') > 0 and count(*) filter (where tier <> 'proxy') > 0
       or count(*) filter (where tier = 'back') > 0
         and count(*) filter (where tier in ('front', 'single')) > 0
       or count(distinct case when tier = 'front' then source end) > 1
       or count(group_file_id) > 0
       or exists (
         from merged_facts
         where requested_at >= $from::timestamp and requested_at < $to::timestamp
       )
     from request_facts
     join request_endpoints using (endpoint_id)
     where is_eas and requested_at >= $from::timestamp and requested_at < $to::timestamp`,
    { from, to },
  );
  return found === true;
}
