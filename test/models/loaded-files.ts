import type { Database } from '../../src/duckdb/database.ts';
import { markStale } from '../../src/models/day-marts.ts';
import { insertFile, insertRows, type TestRow } from './request-rows.ts';

/** A row as tests of whole files write it: the file and its lines follow from where it stands. */
export type LoadedRow = Omit<TestRow, 'file_id' | 'line_no' | 'tier'> & { requested_at: string };

/** Loads a file of one tier, as ingest does: its days are known to have changed. */
export async function loadFile(
  db: Database,
  fileId: number,
  rows: readonly LoadedRow[],
): Promise<void> {
  await insertFile(db, fileId, `u_ex${fileId}.log`);
  await insertRows(
    db,
    rows.map((one, i) => ({ ...one, file_id: fileId, line_no: i + 1, tier: 'single' })),
  );
}

/** Takes its requests away again. */
export async function removeFile(db: Database, fileId: number): Promise<void> {
  const [period] = await db.rows(
    'select min(requested_at)::varchar as first, max(requested_at)::varchar as last from request_facts where file_id = $fileId',
    { fileId },
  );
  if (typeof period?.['first'] !== 'string') return;
  await db.run('delete from request_facts where file_id = $fileId', { fileId });
  await markStale(db, period['first'], period['last'] as string);
}
