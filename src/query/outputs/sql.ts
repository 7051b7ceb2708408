import path from 'node:path';
import type { Value } from '../../duckdb/values.ts';
import { UsageError } from '../../support/errors.ts';
import type { Settings } from '../command-line-parameters.ts';
import { nativePath } from '../native-path.ts';
import { RecordFile } from '../inputs/record-file.ts';
import { cellTexts, plainText } from './cell-text.ts';
import type { OutputColumn, RecordOutput } from './output.ts';
import { parquetWriter, duckdbWriter } from './sql-duckdb.ts';
import type { SqlOptions } from './sql-options.ts';
import type { Write } from './sql-table.ts';
import { sqliteWriter } from './sql-sqlite.ts';

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
  if (/\.parquet$/i.test(target))
    return parquetWriter(options, path.resolve(cwd, nativePath(target, cwd)));
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
