import { Database } from '../../duckdb/database.ts';
import { quotedIdentifier } from '../../duckdb/sql-text.ts';
import type { Value } from '../../duckdb/values.ts';
import { relationOf } from './sql-duckdb.ts';
import type { SqlOptions } from './sql-options.ts';
import { type Write, replaced, columnNames, existingTable } from './sql-table.ts';

const sqliteTypes = {
  INTEGER: 'INTEGER',
  REAL: 'REAL',
  STRING: 'TEXT',
  TIMESTAMP: 'TEXT',
  NULL: 'TEXT',
};

export function sqliteWriter(options: SqlOptions, file: string): Write {
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
