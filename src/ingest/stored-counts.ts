import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import type { FileCounts } from './file-records.ts';
import type { Filter } from './filter.ts';
import type { FileRecord } from './ledger.ts';
import type { Progress } from './segmenter.ts';

/** What the tables hold of a file. */
export interface Stored {
  readonly rows: number;
  readonly rejects: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

const nothing: Stored = { rows: 0, rejects: 0, firstAt: null, lastAt: null };

/** Counts what `request_facts`, `tables` and `rejects` hold of files; those that have nothing are missing. */
export async function storedCounts(
  db: Database,
  ids: readonly number[],
  tables: ReadonlySet<string>,
): Promise<Map<number, Stored>> {
  const stored = new Map<number, Stored>();
  if (ids.length === 0) return stored;
  const list = { from: Math.min(...ids), to: Math.max(...ids) };
  const rows = await db.rows(
    `select file_id, count(*) as n, min(requested_at)::varchar as first, max(requested_at)::varchar as last from request_facts where file_id between $from and $to group by file_id`,
    list,
  );
  for (const table of tables) {
    const sql = `select file_id, count(*) as n, null as first, null as last from ${quotedIdentifier(table)} where file_id between $from and $to group by file_id`;
    rows.push(...(await db.rows(sql, list)));
  }
  const rejects = await db.rows(
    `select file_id, count(*) as n from rejects where file_id between $from and $to group by file_id`,
    list,
  );
  const wanted = new Set(ids);
  for (const row of rows) {
    const fileId = Number(row['file_id']);
    if (!wanted.has(fileId)) continue;
    stored.set(fileId, {
      rows: Number(row['n']),
      rejects: 0,
      firstAt: row['first'] as string | null,
      lastAt: row['last'] as string | null,
    });
  }
  for (const row of rejects) {
    const fileId = Number(row['file_id']);
    if (!wanted.has(fileId)) continue;
    stored.set(fileId, { ...(stored.get(fileId) ?? nothing), rejects: Number(row['n']) });
  }
  return stored;
}

/** Every data line that is neither row nor reject nor pending was filtered out. */
export function countsOf(
  record: FileRecord,
  progress: Progress,
  stored: Stored = nothing,
): FileCounts {
  const { directives, blank } = progress;
  const { pending } = record;
  const { rows, rejects, firstAt, lastAt } = stored;
  const lines = progress.lines + pending;
  const data = lines - directives - blank;
  const filtered = data - rows - rejects - pending;
  return { lines, directives, blank, data, rows, filtered, rejects, pending, firstAt, lastAt };
}

/** @throws Error where rows came up that are no lines, or lines went that no filter took. */
export function checkCounts({ path, loads }: FileRecord, counts: FileCounts, filter: Filter): void {
  if (counts.filtered < 0) throw new Error(`${path}: more rows than lines`);
  const isWhole = filter.traffic === 'all' && !filter.since && !filter.until;
  if (isWhole && counts.filtered > 0 && loads.length === 1) {
    throw new Error(`${path}: ${counts.filtered} lines are nowhere`);
  }
}
