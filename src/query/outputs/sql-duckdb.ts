import { Database } from '../../duckdb/database.ts';
import { quotedIdentifier, quotedString } from '../../duckdb/sql-text.ts';
import { inTransaction } from '../../duckdb/transaction.ts';
import { refuseDatabase } from '../../support/database-file.ts';
import { AppError, UsageError } from '../../support/errors.ts';
import { recordRelation } from '../inputs/record-file.ts';
import { plainText } from './cell-text.ts';
import type { SqlOptions } from './sql-options.ts';
import { type Write, type Records, replaced, columnNames, existingTable } from './sql-table.ts';

export function relationOf(options: SqlOptions, records: Records): string {
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

export function parquetWriter(options: SqlOptions, file: string): Write {
  return (records) => {
    refuseDatabase(file);
    return replaced(file, async (copy) => {
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
  };
}

/** Tables by which a warehouse is known, of any version. */
const warehouseTables = ['meta', 'files', 'rejects'];

export function duckdbWriter(options: SqlOptions, file: string): Write {
  return (records) =>
    replaced(file, async (copy) => {
      const database = await openDuckdb(copy, file);
      try {
        const tables = await database.rows(
          'select table_name as name from duckdb_tables() where not internal',
        );
        const names = tables.map(({ name }) => plainText(name ?? ''));
        if (warehouseTables.every((name) => names.includes(name))) {
          throw new UsageError(
            'is-warehouse',
            `${file} is an easel warehouse, which only easel ingest and easel remove change`,
            {
              hint: 'give another -database',
            },
          );
        }
        const table = existingTable(options, names);
        const quoted = quotedIdentifier(table.name);
        const list = columnNames(options).map((name, i) => `c${i} as ${quotedIdentifier(name)}`);
        const from = `from ${relationOf(options, records)}`;
        const clear = `delete from ${quoted}`;
        const insert = table.exists
          ? `insert into ${quoted} select * ${from}`
          : `create table ${quoted} as select ${list.join(', ')} ${from}`;
        await inTransaction(database, async () => {
          if (table.exists && options.settings.isOn('clearTable')) await database.run(clear);
          await database.run(insert);
        });
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
