import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier, quotedString } from '../duckdb/sql-text.ts';
import { dropUnusedDimensions } from '../models/write-requests.ts';
import { AppError } from '../support/errors.ts';
import { openWarehouse } from './warehouse.ts';

/** In `meta` from the removal of rows until the file is written anew. */
export const rewriteDue = 'rewrite_due';

export async function isRewriteDue(db: Database): Promise<boolean> {
  const sql = 'select count(*) from meta where name = $name';
  return Number(await db.value(sql, { name: rewriteDue })) > 0;
}

/** @throws AppError `not-rewritten`, with what to do. */
export async function rewriteOrSay(warehouse: string): Promise<void> {
  try {
    await rewrite(warehouse);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const what = `the rows are gone, but ${warehouse} was not written anew: ${why}`;
    throw new AppError('not-rewritten', what, {
      hint: 'their text still lies in the file: make room beside it and run the same command again',
      cause,
    });
  }
}

/** Deleted text stays in a DuckDB file until that is written anew. */
async function rewrite(warehouse: string): Promise<void> {
  const fresh = `${path.resolve(warehouse)}.rewrite`;
  await rmFresh(fresh);
  const db = await openWarehouse(warehouse, { access: 'read-write', waitMs: 600_000 });
  try {
    const attach = `attach ${quotedString(fresh)} as fresh`;
    await db.run(attach);
    const current = (await db.value('select current_database()')) as string;
    const copy = `copy from database ${quotedIdentifier(current)} to fresh`;
    await db.run(copy);
    const comments = await db.rows(
      `select 'table' as kind, table_name as name, null as column_name, comment from duckdb_tables() where database_name = current_database() and comment is not null
       union all select 'view', view_name, null, comment from duckdb_views() where database_name = current_database() and comment is not null
       union all select 'column', table_name, column_name, comment from duckdb_columns() where database_name = current_database() and comment is not null`,
    );
    for (const row of comments) {
      const table = `fresh.${quotedIdentifier(row['name'] as string)}`;
      const column = row['column_name'] as string | null;
      const subject = column === null ? table : `${table}.${quotedIdentifier(column)}`;
      const sql = `comment on ${row['kind'] as string} ${subject} is ${quotedString(row['comment'] as string)}`;
      await db.run(sql);
    }
    await dropUnusedDimensions(db);
    await db.run('delete from fresh.meta where name = $name', { name: rewriteDue });
    await db.run('detach fresh');
  } catch (error) {
    db.close();
    await rmFresh(fresh);
    throw error;
  }
  db.close();
  await rename(fresh, path.resolve(warehouse));
}

async function rmFresh(fresh: string): Promise<void> {
  for (const file of [fresh, `${fresh}.wal`]) await rm(file, { force: true });
}
