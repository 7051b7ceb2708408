import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { inTransaction } from '../duckdb/transaction.ts';
import { refreshDerived } from '../models/kept-views.ts';
import { pairTouched } from '../models/pair-touched.ts';
import { dropUnusedDimensions } from '../models/write-requests.ts';
import { pathTest } from './glob.ts';
import { takeLock, type LockOptions } from './lock.ts';
import { namedFiles } from './named-files.ts';
import { isRewriteDue, rewriteDue, rewriteOrSay } from './rewrite.ts';
import { openWarehouse, requireWarehouse } from './warehouse.ts';

export interface RemovedFile {
  readonly path: string;
  readonly rows: number;
  readonly rejects: number;
}

export interface RemoveOptions extends LockOptions {
  readonly warehouse: string;
  readonly paths: readonly string[];
  readonly cwd: string;
}

/**
 * Takes files out of the warehouse with all they brought, and rewrites it so that the bytes are gone. Where an
 * earlier removal got no further than the rows, the same command does the rest.
 * @throws AppError `not-in-warehouse`, `ambiguous-path`; `not-rewritten`, with what to do.
 */
export async function removeFiles(options: RemoveOptions): Promise<RemovedFile[]> {
  requireWarehouse(options.warehouse);
  const lock = await takeLock(options.warehouse, options);
  try {
    const removed = await removeRows(options);
    await rewriteOrSay(options.warehouse);
    return removed;
  } finally {
    await lock.release();
  }
}

async function removeRows({ warehouse, paths, cwd }: RemoveOptions): Promise<RemovedFile[]> {
  const db = await openWarehouse(warehouse, { access: 'read-write', waitMs: 600_000 });
  try {
    const isDue = await isRewriteDue(db);
    const files = await db.rows(
      'select file_id, path, coalesce(rows, 0) as rows, coalesce(rejects, 0) as rejects from files order by path, file_id',
    );
    const known = files.map((file) => file['path'] as string);
    // What an unfinished removal has taken already must not lead to a namesake elsewhere.
    const tests = paths.map((argument) =>
      isDue ? pathTest(argument, cwd) : namedFiles(argument, cwd, known),
    );
    const chosen = files.filter((file) => tests.some((test) => test(file['path'] as string)));
    await deleteFiles(
      db,
      chosen.map((file) => Number(file['file_id'])),
    );
    return chosen.map((file) => ({
      path: file['path'] as string,
      rows: Number(file['rows']),
      rejects: Number(file['rejects']),
    }));
  } finally {
    db.close();
  }
}

async function deleteFiles(db: Database, ids: readonly number[]): Promise<void> {
  const tables = await db.rows(
    `select distinct columns.table_name as name
     from duckdb_columns() as columns
     join duckdb_tables() as tables using (database_name, schema_name, table_name)
     where columns.column_name = 'file_id' and not tables.temporary`,
  );
  await inTransaction(db, async () => {
    await db.run('create or replace temp table removed_files (file_id bigint)');
    await db.run('delete from meta where name = $name', { name: rewriteDue });
    await db.run("insert into meta values ($name, 'true')", { name: rewriteDue });
    for (const fileId of ids) {
      await db.run('insert into removed_files values ($fileId)', { fileId });
    }
    const [period] = await db.rows(
      'select min(requested_at)::varchar as "from", max(requested_at)::varchar as "to" from request_facts where file_id in (select file_id from removed_files)',
    );
    for (const { name } of tables) {
      const sql = `delete from ${quotedIdentifier(name as string)} where file_id in (select file_id from removed_files)`;
      await db.run(sql);
    }
    await pairTouched(db, {
      from: (period?.['from'] ?? null) as string | null,
      to: (period?.['to'] ?? null) as string | null,
      fileIds: ids,
    });
    // Merged requests let go of theirs only now.
    await dropUnusedDimensions(db);
    await db.run('drop table removed_files');
  });
  await refreshDerived(db);
}
