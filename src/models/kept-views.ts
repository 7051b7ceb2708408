import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import {
  createTempTable,
  createTempView,
  dropTempTables,
  dropTempView,
} from '../duckdb/write-select.ts';
import { refreshDayMarts } from './day-marts.ts';
import { loadModels } from './registry.ts';

/**
 * Views that say which account came with which device, and whose it is: they look at all there is. Each
 * follows those it reads. Ingest keeps their rows at the end of a run, in a table `kept_<view>` each; the
 * views themselves stay, and say the same.
 */
export const keptViews = [
  'accounts',
  'devices',
  'subjects',
  'client_subjects',
  'device_owners',
] as const;

/** What several of them read, and nobody else: kept while they are computed. */
const helpers = ['sightings', 'device_spellings'];

export function keptTable(view: string): string {
  return `kept_${view}`;
}

/** The fact in `meta` that the kept rows are those of the views: gone with whatever changes them. */
const kept = { name: 'kept_views' };

/** Whether the kept rows are those of the views. */
export async function areViewsKept(db: Database): Promise<boolean> {
  return (await db.value('select count(*) from meta where name = $name', kept)) === 1;
}

/**
 * Drops the kept tables because rows, exports or settings changed. Run it in the transaction that changes
 * them.
 */
export async function forgetKeptViews(db: Database): Promise<void> {
  await db.run('delete from meta where name = $name', kept);
  // A run that was killed may have left some of them without the fact.
  for (const view of keptViews) await db.run(dropStatement(view));
}

/**
 * Computes anew, after a run, what is kept of days and of views. Until then, and if we are killed, the
 * requests themselves are read.
 */
export async function refreshDerived(db: Database, rowsAtATime?: number): Promise<void> {
  await refreshDayMarts(db, rowsAtATime);
  if (await areViewsKept(db)) return;
  const catalog = quotedIdentifier((await db.value('select current_database()')) as string);
  try {
    for (const view of helpers) await createTempTable(db, view, await sqlOf(view));
    // Each is committed by itself: DuckDB holds in memory what a transaction has written.
    for (const view of keptViews) {
      await db.run(keepStatement(`${catalog}.main`, view, await sqlOf(view)));
      await shadowView(db, catalog, view);
    }
    const at = new Date().toISOString();
    await db.run('insert into meta values ($name, $at)', { ...kept, at });
  } finally {
    for (const view of keptViews) await dropTempView(db, view);
    await dropTempTables(db, helpers);
  }
}

/** As it is written: what DuckDB stores of a view forgets which of its parts are to be worked out for themselves. */
async function sqlOf(view: string): Promise<string> {
  const model = (await loadModels()).find(({ name }) => name === view);
  if (model?.sql === undefined) throw new Error(`${view} is no view`);
  return model.sql;
}

function keepStatement(schema: string, view: string, sql: string): string {
  return `create or replace table ${schema}.${keptTable(view)} as ${sql}`;
}

function dropStatement(view: string): string {
  return `drop table if exists ${keptTable(view)}`;
}

/** Lets SQL of this connection that names `view` find its kept rows, until the temporary view of that name is dropped. */
export async function shadowView(db: Database, catalog: string, view: string): Promise<void> {
  await createTempView(db, view, `from ${catalog}.main.${keptTable(view)}`);
}

/**
 * Lets SQL that a person wrote find the kept rows of the views it names: the views themselves look at all
 * requests, each for itself, and a SELECT that joins several of them may not end. SQL that creates anything is
 * left alone, as it may use their names.
 */
export async function shadowNamedViews(db: Database, sql: string): Promise<void> {
  const says = (word: string): boolean => new RegExp(`\\b${word}\\b`, 'i').test(sql);
  const named = keptViews.filter(says);
  if (named.length === 0 || says('create') || !(await areViewsKept(db))) return;
  const catalog = quotedIdentifier((await db.value('select current_database()')) as string);
  for (const view of named) await shadowView(db, catalog, view);
}
