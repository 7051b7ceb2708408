import type { Bindings, Database } from './database.ts';
import type { HeldResult } from './raw-result.ts';
import { quotedIdentifier, quotedString } from './sql-text.ts';

/** Makes the temporary table `name` anew from the SELECT `sql`, and says how many rows it has. */
export async function createTempTable(
  db: Database,
  name: string,
  sql: string,
  bindings?: Bindings,
): Promise<number> {
  const statement = `create or replace temp table ${quotedIdentifier(name)} as ${sql}`;
  return Number(await db.value(statement, bindings));
}

/**
 * Makes temporary tables anew from SELECTs, by name, and runs `query`, all at one go: between statements we
 * might keep the engine waiting.
 */
export async function resultOfTempTables(
  db: Database,
  selects: ReadonlyMap<string, string>,
  query: string,
): Promise<HeldResult> {
  const statements = [...selects].map(
    ([name, sql]) => `create or replace temp table ${quotedIdentifier(name)} as ${sql}`,
  );
  return db.result([...statements, query].join(';\n'));
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

/** Drops these temporary tables, those that there are. */
export async function dropTempTables(db: Database, names: readonly string[]): Promise<void> {
  const statements = names.map((name) => `drop table if exists temp.${quotedIdentifier(name)}`);
  if (statements.length > 0) await db.run(statements.join(';\n'));
}

/** Drops the temporary view `name`, if there is one. */
export async function dropTempView(db: Database, name: string): Promise<void> {
  const statement = `drop view if exists temp.${quotedIdentifier(name)}`;
  await db.run(statement);
}

/** What a column of a record may hold; a date or time as DuckDB reads it. */
export type RecordValue = string | number | boolean | null;

/**
 * Appends records to `table` by one statement, however many they are: each statement would cost a
 * millisecond. `types` names their columns with DuckDB types.
 */
export async function insertRecords(
  db: Database,
  table: string,
  types: Readonly<Record<string, string>>,
  records: readonly Readonly<Record<string, RecordValue>>[],
): Promise<void> {
  if (records.length === 0) return;
  const shape = quotedString(JSON.stringify([types]));
  await insertInto(db, table, `select unnest(from_json($records, ${shape}), recursive := true)`, {
    records: JSON.stringify(records, wellFormed),
  });
}

/** JSON has no half of a surrogate pair, a path of Windows may. */
function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value;
}
