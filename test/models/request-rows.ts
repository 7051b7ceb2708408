import type { Database } from '../../src/duckdb/database.ts';

/** A row of request_rows as a test writes it; what is left out is NULL. */
export interface TestRow {
  readonly file_id: number;
  readonly line_no: number;
  readonly requested_at: string;
  readonly tier: 'proxy' | 'front' | 'back' | 'single';
  readonly [column: string]: string | number | boolean | null;
}

const types: Readonly<Record<string, string>> = {
  file_id: 'BIGINT',
  line_no: 'BIGINT',
  requested_at: 'TIMESTAMP',
  status: 'INTEGER',
  substatus: 'INTEGER',
  win32_status: 'BIGINT',
  eas_status: 'INTEGER',
  heartbeat_s: 'INTEGER',
  bytes_sent: 'BIGINT',
  bytes_received: 'BIGINT',
  time_taken_ms: 'BIGINT',
  is_probe: 'BOOLEAN',
  is_eas: 'BOOLEAN',
};

/** Inserts ActiveSync rows, and their files into `files` where they are not there yet. */
export async function insertRows(db: Database, rows: readonly TestRow[]): Promise<void> {
  if (rows.length === 0) return;
  const filled = rows.map((row) => ({ source: 'iis', is_eas: true, is_probe: false, ...row }));
  const columns = [...new Set(filled.flatMap((row) => Object.keys(row)))];
  const structure = Object.fromEntries(columns.map((name) => [name, types[name] ?? 'VARCHAR']));
  await db.run(
    `insert into request_rows by name
     select unnest(from_json($rows::json, $structure), recursive := true)`,
    { rows: JSON.stringify(filled), structure: JSON.stringify([structure]) },
  );
}

/** Writes a file into the ledger; its content hash is its name. */
export async function insertFile(db: Database, fileId: number, path: string): Promise<void> {
  await db.run(
    `insert into files by name
     select $id::bigint as file_id, $path as path, $path as content_hash, 'loaded' as state`,
    { id: fileId, path },
  );
}
