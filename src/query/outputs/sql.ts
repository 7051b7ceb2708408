import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Database } from '../../duckdb/database.ts';
import { quotedIdentifier, quotedString } from '../../duckdb/sql-text.ts';
import type { Value } from '../../duckdb/values.ts';
import { AppError, UsageError } from '../../support/errors.ts';
import { nearest } from '../../support/suggest.ts';
import type { Parameter, Settings } from '../command-line-parameters.ts';
import { RecordFile, recordRelation } from '../inputs/record-file.ts';
import type { OutputColumn, RecordOutput } from './output.ts';
import { cellTexts, plainText } from './cell-text.ts';

export const sqlParameters: readonly Parameter[] = [
  { name: 'server', kind: 'text', default: '.', doc: 'Of a database server: refused.' },
  {
    name: 'database',
    kind: 'text',
    default: '',
    doc: 'The file: .duckdb, .sqlite or .db; for a Parquet file INTO names it.',
  },
  { name: 'driver', kind: 'text', default: '', doc: 'Of ODBC: refused.' },
  { name: 'dsn', kind: 'text', default: '', doc: 'Of ODBC: refused.' },
  { name: 'username', kind: 'text', default: '', doc: 'Of a database server: refused.' },
  { name: 'password', kind: 'text', default: '', doc: 'Of a database server: refused.' },
  { name: 'oConnString', kind: 'text', default: '', doc: 'Of ODBC: refused.' },
  {
    name: 'createTable',
    kind: 'switch',
    default: 'OFF',
    doc: 'Make the table where it does not exist.',
  },
  { name: 'clearTable', kind: 'switch', default: 'OFF', doc: 'Empty the table first.' },
  {
    name: 'fixColNames',
    kind: 'switch',
    default: 'ON',
    doc: 'Take characters out of column names that SQL would have to quote.',
  },
  {
    name: 'maxStrFieldLen',
    kind: 'number',
    default: '255',
    doc: 'Longest text of the original; easel cuts nothing.',
  },
  {
    name: 'transactionRowCount',
    kind: 'number',
    default: '0',
    doc: 'Of no meaning here: all rows are one transaction.',
  },
  { name: 'ignoreMinWarns', kind: 'switch', default: 'ON', doc: 'Of no meaning here.' },
  { name: 'ignoreIdCols', kind: 'switch', default: 'OFF', doc: 'Of no meaning here.' },
];

export interface SqlOptions {
  readonly settings: Settings;
  readonly columns: readonly OutputColumn[];
  /** INTO: a table's name, or a Parquet file. */
  readonly target: string;
  readonly cwd: string;
  temporaryPath(): string;
}

/**
 * Rows into a table of a DuckDB or SQLite file, matched by position, or into a Parquet file. The
 * file is changed in a copy that takes its place at the end.
 */
export async function sqlOutput(options: SqlOptions): Promise<RecordOutput> {
  refuseServers(options.settings);
  const write = writerFor(options);
  const textsOf = cellTexts(options.columns, 'yyyy-MM-dd hh:mm:ss.lll');
  const records = await RecordFile.create(options.temporaryPath());
  return {
    async write(rows) {
      for (const row of rows) await records.add(exactTexts(options.columns, row, textsOf));
    },
    async commit() {
      await records.close();
      if (records.count > 0) await write(records);
    },
    abort: () => records.close(),
  };
}

type Records = Pick<RecordFile, 'path' | 'longest'>;
type Write = (records: Records) => Promise<void>;

/** A REAL keeps all its digits and a TIMESTAMP its fraction on the way into a database. */
function exactTexts(
  columns: readonly OutputColumn[],
  row: readonly Value[],
  textsOf: (row: readonly Value[]) => (string | null)[],
): (string | null)[] {
  const texts = textsOf(row);
  return texts.map((text, i) => {
    const value = row[i] ?? null;
    if (value === null) return null;
    return columns[i]?.type === 'REAL' || columns[i]?.type === 'TIMESTAMP'
      ? plainText(value)
      : text;
  });
}

function refuseServers(settings: Settings): void {
  const odd = ['dsn', 'driver', 'oConnString', 'username', 'password', 'server'].find((name) =>
    settings.isGiven(name),
  );
  if (odd === undefined) return;
  throw new UsageError('not-here', `easel has no ODBC, so -${odd} of SQL leads nowhere`, {
    hint: 'write a file instead: -database:out.duckdb (or out.sqlite), or INTO out.parquet; BULK INSERT and bcp read -o:CSV',
  });
}

function writerFor(options: SqlOptions): Write {
  const { settings, target, cwd } = options;
  if (/\.parquet$/i.test(target)) return parquetWriter(options, path.resolve(cwd, target));
  const name = settings.text('database');
  if (name === '') {
    throw new UsageError(
      'no-database',
      `the SQL output format needs a file for the table ${target}`,
      {
        hint: 'add -database:out.duckdb (or out.sqlite), or write INTO out.parquet',
      },
    );
  }
  const file = path.resolve(cwd, name);
  return /\.(?:sqlite3?|db3?|s3db)$/i.test(file)
    ? sqliteWriter(options, file)
    : duckdbWriter(options, file);
}

async function replaced(file: string, change: (copy: string) => Promise<void>): Promise<void> {
  const copy = path.join(path.dirname(file), `.easel-${process.pid}-${path.basename(file)}.tmp`);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    if ((await stat(file).catch(() => undefined)) !== undefined) await copyFile(file, copy);
    await change(copy);
    await rename(copy, file);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
}

function relationOf(options: SqlOptions, records: Records): string {
  const fields = options.columns.map((column, i) => ({
    name: `c${i}`,
    type: column.type === 'NULL' ? ('STRING' as const) : column.type,
    ...(column.kind === undefined ? {} : { kind: column.kind }),
  }));
  return recordRelation(
    { file: records, fields },
    fields.map(({ name }) => name),
  );
}

function columnNames({ settings, columns }: SqlOptions): string[] {
  const seen = new Set<string>();
  return columns.map(({ name }, i) => {
    const clean = settings.isOn('fixColNames')
      ? name.replaceAll(/[^\p{L}\p{N}_]+/gu, '').replace(/^(?=\d)/, '_')
      : name;
    let unique = clean === '' ? `Column${i + 1}` : clean;
    for (let n = 2; seen.has(unique.toLowerCase()); n++) unique = `${clean}${n}`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}

function parquetWriter(options: SqlOptions, file: string): Write {
  return (records) =>
    replaced(file, async (copy) => {
      const list = columnNames(options).map((name, i) => `c${i} as ${quotedIdentifier(name)}`);
      const database = await Database.open(':memory:');
      try {
        const select = `select ${list.join(', ')} from ${relationOf(options, records)}`;
        const copySql = `copy (${select}) to ${quotedString(copy)} (format parquet)`;
        await database.run(copySql);
      } finally {
        database.close();
      }
    });
}

function duckdbWriter(options: SqlOptions, file: string): Write {
  return (records) =>
    replaced(file, async (copy) => {
      const database = await openDuckdb(copy, file);
      try {
        const tables = await database.rows(
          'select table_name as name from duckdb_tables() where not internal',
        );
        const table = existingTable(
          options,
          tables.map(({ name }) => plainText(name ?? '')),
        );
        const quoted = quotedIdentifier(table.name);
        const list = columnNames(options).map((name, i) => `c${i} as ${quotedIdentifier(name)}`);
        const from = `from ${relationOf(options, records)}`;
        const clear = `delete from ${quoted}`;
        const insert = table.exists
          ? `insert into ${quoted} select * ${from}`
          : `create table ${quoted} as select ${list.join(', ')} ${from}`;
        await database.run('begin');
        if (table.exists && options.settings.isOn('clearTable')) await database.run(clear);
        await database.run(insert);
        await database.run('commit');
        await database.run('checkpoint');
      } catch (cause) {
        throw cause instanceof AppError
          ? cause
          : new AppError(
              'output-not-written',
              `${options.target} in ${file} cannot be filled: ${cause instanceof Error ? cause.message : String(cause)}`,
              { cause },
            );
      } finally {
        database.close();
      }
    });
}

async function openDuckdb(copy: string, file: string): Promise<Database> {
  try {
    return await Database.open(copy);
  } catch (cause) {
    throw new AppError('output-not-written', `${file} is no DuckDB file easel can write to`, {
      hint: 'files named .sqlite, .sqlite3 or .db are written as SQLite',
      cause,
    });
  }
}

function existingTable(
  { settings, target }: SqlOptions,
  names: readonly string[],
): { name: string; exists: boolean } {
  const found = names.find((name) => name.toLowerCase() === target.toLowerCase());
  if (found !== undefined) return { name: found, exists: true };
  if (settings.isOn('createTable')) return { name: target, exists: false };
  const near = nearest(target, names);
  throw new AppError('no-table', `the database has no table ${target}`, {
    hint:
      near === undefined
        ? '-createTable:ON makes it'
        : `did you mean ${near}? -createTable:ON makes it`,
  });
}

const sqliteTypes = {
  INTEGER: 'INTEGER',
  REAL: 'REAL',
  STRING: 'TEXT',
  TIMESTAMP: 'TEXT',
  NULL: 'TEXT',
};

function sqliteWriter(options: SqlOptions, file: string): Write {
  return (records) =>
    replaced(file, async (copy) => {
      const { Database: Sqlite } = (await import('node-sqlite3-wasm')).default;
      const reader = await Database.open(':memory:');
      const sqlite = new Sqlite(copy);
      try {
        const tables = sqlite.all("select name from sqlite_master where type = 'table'");
        const table = existingTable(
          options,
          tables.map(({ name }) => name as string),
        );
        const quoted = quotedIdentifier(table.name);
        const types = columnNames(options).map(
          (name, i) =>
            `${quotedIdentifier(name)} ${sqliteTypes[options.columns[i]?.type ?? 'NULL']}`,
        );
        sqlite.exec('begin');
        if (!table.exists) sqlite.exec(`create table ${quoted} (${types.join(', ')})`);
        else if (options.settings.isOn('clearTable')) sqlite.exec(`delete from ${quoted}`);
        const places = options.columns.map(() => '?').join(', ');
        const insert = sqlite.prepare(`insert into ${quoted} values (${places})`);
        const select = `select * from ${relationOf(options, records)}`;
        const result = await reader.stream(select);
        for await (const rows of result.chunks()) {
          for (const row of rows) insert.run(row.map(sqliteValue));
        }
        insert.finalize();
        sqlite.exec('commit');
      } finally {
        sqlite.close();
        reader.close();
      }
    });
}

function sqliteValue(value: Value): string | number | bigint | null {
  return value === null ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'string'
    ? value
    : JSON.stringify(value);
}
