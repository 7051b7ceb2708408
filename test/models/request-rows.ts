import type { Database } from '../../src/duckdb/database.ts';
import { insertInto } from '../../src/duckdb/write-select.ts';
import { markStale } from '../../src/models/day-marts.ts';
import { insertRequests } from '../../src/models/write-requests.ts';
import { loadModels } from '../../src/models/registry.ts';

/** A row of request_rows as a test writes it; what is left out is NULL. */
export interface TestRow {
  readonly file_id: number;
  readonly line_no: number;
  readonly requested_at: string;
  readonly tier: 'proxy' | 'front' | 'back' | 'single';
  readonly [column: string]: string | number | boolean | null;
}

/** Inserts ActiveSync rows; what is left out is NULL. */
export async function insertRows(db: Database, rows: readonly TestRow[]): Promise<void> {
  const filled = rows.map((row) => ({ source: 'iis', is_eas: true, is_probe: false, ...row }));
  await insertTyped(db, 'request_rows', filled);
}

/** Inserts rows into the table of a model, its types taken from the model. */
export async function insertTyped(
  db: Database,
  table: string,
  rows: readonly Readonly<Record<string, string | number | boolean | null>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const model = (await loadModels()).find(({ name }) => name === table);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const structure = columns.map((name) => [name, model?.columns[name]?.type ?? 'unknown column']);
  const sql = 'select unnest(from_json($rows::json, $structure), recursive := true)';
  const bindings = {
    rows: JSON.stringify(rows),
    structure: JSON.stringify([Object.fromEntries(structure)]),
  };
  if (table !== 'request_rows') {
    await insertInto(db, table, sql, bindings);
    return;
  }
  await insertRequests(db, sql, bindings);
  const times = rows.map((row) => row['requested_at'] as string).sort();
  await markStale(db, times[0] ?? '', times.at(-1) ?? '');
}

/** Writes a file into the ledger; its content hash is its name. */
export async function insertFile(db: Database, fileId: number, path: string): Promise<void> {
  await db.run(
    `insert into files by name
     select $id::bigint as file_id, $path as path, $path as content_hash, 'loaded' as state`,
    { id: fileId, path },
  );
}
