import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Database } from '../../src/duckdb/database.ts';
import type { Value } from '../../src/duckdb/values.ts';
import { quotedIdentifier } from '../../src/duckdb/sql-text.ts';
import type { Entity } from '../../src/query/ast.ts';
import { QueryError } from '../../src/query/query-error.ts';
import type { Source, SourceField } from '../../src/query/source.ts';
import type { OutputColumn } from '../../src/query/translate.ts';

export const casesFolder = path.join(import.meta.dirname, 'cases');

/** A case: a query, the SQL it becomes, and its rows or the error it meets. */
export interface QueryCase {
  readonly file: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly query: string;
  readonly duckdb: string;
  readonly rows: string | undefined;
  readonly error: string | undefined;
}

export function caseFiles(): string[] {
  return readdirSync(casesFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql') && file !== 'tables.sql')
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

/** Parts are marked by lines of their own: `-- Log Parser`, `-- DuckDB`, `-- rows` or `-- error`. */
export function readCase(file: string): QueryCase {
  const text = readFileSync(path.join(casesFolder, file), 'utf8').replaceAll('\r\n', '\n');
  const [head = '', ...parts] = text.split(/^(?=-- (?:Log Parser|DuckDB|rows|error)$)/m);
  const part = (name: string): string | undefined => {
    const found = parts.find((one) => one.startsWith(`-- ${name}\n`));
    return found?.slice(name.length + 4).replace(/\n$/, '');
  };
  const [title = '', ...optionLines] = head
    .trim()
    .split('\n')
    .map((line) => line.replace(/^-- /, ''));
  const options = Object.fromEntries(
    optionLines.map((line) => [line.split(': ')[0] ?? '', line.split(': ')[1] ?? '']),
  );
  return {
    file,
    title,
    options,
    query: part('Log Parser') ?? '',
    duckdb: part('DuckDB') ?? '',
    rows: part('rows'),
    error: part('error'),
  };
}

export async function openTables(): Promise<Database> {
  const database = await Database.open(':memory:', { threads: 2 });
  await database.run(readFileSync(path.join(casesFolder, 'tables.sql'), 'utf8'));
  return database;
}

/** The tables of a database as inputs. */
export async function tableSources(database: Database): Promise<(entity: Entity) => Source> {
  const columns = await database.rows(
    'select table_name, column_name, data_type from duckdb_columns() where not internal order by table_oid, column_index',
  );
  const fields = new Map<string, SourceField[]>();
  for (const row of columns) {
    const table = row['table_name'] as string;
    const list = fields.get(table) ?? [];
    fields.set(table, [...list, fieldOf(row['column_name'] as string, row['data_type'] as string)]);
  }
  return (entity) => {
    const name = entity.entries[0]?.text ?? '';
    const found = fields.get(name);
    if (!found) throw new QueryError('no-input', `Cannot open <from-entity>: ${name}`);
    return { name: 'TEST', fields: found, relation: () => quotedIdentifier(name) };
  };
}

function fieldOf(name: string, type: string): SourceField {
  switch (type) {
    case 'BIGINT':
      return { name, type: 'INTEGER' };
    case 'DOUBLE':
      return { name, type: 'REAL' };
    case 'TIMESTAMP':
      return { name, type: 'TIMESTAMP', kind: 'full' };
    case 'DATE':
      return { name, type: 'TIMESTAMP', kind: 'date' };
    case 'TIME':
      return { name, type: 'TIMESTAMP', kind: 'time' };
    default:
      return { name, type: 'STRING' };
  }
}

/** Rows as the case files write them: a line of names and types, then a line a row. */
export function printRows(columns: readonly OutputColumn[], rows: readonly Value[][]): string {
  const head = columns.map(({ name, type, kind }) => {
    const suffix = kind === undefined || kind === 'full' ? '' : ` ${kind}`;
    return `${name} ${type}${suffix}`;
  });
  return [head, ...rows.map((row) => row.map((value, i) => printCell(value, columns[i]?.type)))]
    .map((cells) => cells.join(' | '))
    .join('\n');
}

function printCell(value: Value | undefined, type: string | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'REAL') return Number(value).toFixed(6);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (type !== 'STRING') return text;
  return /^[^\s"|][^"|\n\r\t]*[^\s"|]$|^[^\s"|]$/.test(text) && text !== 'NULL'
    ? text
    : JSON.stringify(text);
}

/** An error as the case files write it. */
export function printError(error: unknown): string {
  if (!(error instanceof QueryError)) throw error;
  const at = error.position ? ` at ${error.position.line}:${error.position.column}` : '';
  const caret = error.position
    ? `\n${error.position.text ?? ''}\n${' '.repeat(error.position.column - 1)}${'^'.repeat(error.position.length ?? 1)}`
    : '';
  const hint = error.hint === undefined ? '' : `\nhelp: ${error.hint}`;
  return `[${error.code}]${at}\n${error.legacyText}${caret}${hint}`;
}
