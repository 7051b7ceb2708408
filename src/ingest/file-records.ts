import type { Database } from '../duckdb/database.ts';
import { insertRecords } from '../duckdb/write-select.ts';
import fileLoads from '../models/file-loads.model.ts';
import files from '../models/files.model.ts';
import type { ModelColumn } from '../models/model.ts';
import type { FileRecord } from './ledger.ts';

/** The counts of `files`, and the period of the rows. */
export interface FileCounts {
  readonly lines: number;
  readonly directives: number;
  readonly blank: number;
  readonly data: number;
  readonly rows: number;
  readonly filtered: number;
  readonly rejects: number;
  readonly pending: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

/** Writes what became of files into `files` and `file_loads`, in place of what stood there. */
export async function writeRecords(
  db: Database,
  records: readonly FileRecord[],
  counts: ReadonlyMap<number, FileCounts>,
  loadedAt: Date,
): Promise<void> {
  const ids = JSON.stringify(records.map(({ fileId }) => fileId));
  await db.run('delete from files where file_id in (select unnest($ids::bigint[]))', { ids });
  await db.run('delete from file_loads where file_id in (select unnest($ids::bigint[]))', { ids });
  const at = loadedAt.toISOString().replace('T', ' ').replace('Z', '');
  await insertRecords(
    db,
    'files',
    typesOf(files.columns),
    records.map((record) => fileRow(record, counts.get(record.fileId), at)),
  );
  await insertRecords(
    db,
    'file_loads',
    typesOf(fileLoads.columns),
    records.flatMap(({ fileId, loads }) =>
      loads.map(({ firstLine, lastLine, filter }) => ({
        file_id: fileId,
        first_line: firstLine,
        last_line: lastLine,
        traffic: filter.traffic,
        since_at: filter.since ?? null,
        until_at: filter.until ?? null,
      })),
    ),
  );
}

function fileRow(record: FileRecord, counts: FileCounts | undefined, loadedAt: string) {
  return {
    file_id: record.fileId,
    path: record.path,
    server: record.server,
    format: record.format,
    state: record.state,
    reason: record.reason,
    lines: counts?.lines ?? null,
    directives: counts?.directives ?? null,
    blank: counts?.blank ?? null,
    data: counts?.data ?? null,
    rows: counts?.rows ?? null,
    filtered: counts?.filtered ?? null,
    rejects: counts?.rejects ?? null,
    pending: counts?.pending ?? null,
    first_at: counts?.firstAt ?? null,
    last_at: counts?.lastAt ?? null,
    content_hash: record.identity,
    loaded_at: loadedAt,
    site: record.site,
    server_from: record.serverFrom,
    prefix_bytes: record.prefixBytes,
    prefix_hash: record.prefixHash,
    resume: record.resume === null ? null : JSON.stringify(record.resume),
  };
}

function typesOf(columns: Readonly<Record<string, ModelColumn>>): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
}
