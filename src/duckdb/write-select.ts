import type { Bindings, Database } from './database.ts';
import { quotedIdentifier } from './sql-text.ts';

/** Makes the temporary table `name` anew from the SELECT `sql`. */
export async function createTempTable(
  db: Database,
  name: string,
  sql: string,
  bindings?: Bindings,
): Promise<void> {
  const statement = `create or replace temp table ${quotedIdentifier(name)} as ${sql}`;
  await db.run(statement, bindings);
}

/** Makes the temporary view `name` anew from the SELECT `sql`. */
export async function createTempView(db: Database, name: string, sql: string): Promise<void> {
  const statement = `create or replace temp view ${quotedIdentifier(name)} as ${sql}`;
  await db.run(statement);
}

/** Appends the rows of the SELECT `sql` to `table`, column by name. */
export async function insertInto(
  db: Database,
  table: string,
  sql: string,
  bindings?: Bindings,
): Promise<void> {
  const statement = `insert into ${quotedIdentifier(table)} by name ${sql}`;
  await db.run(statement, bindings);
}

/** Drops the temporary table `name`, if there is one. */
export async function dropTempTable(db: Database, name: string): Promise<void> {
  const statement = `drop table if exists temp.${quotedIdentifier(name)}`;
  await db.run(statement);
}
