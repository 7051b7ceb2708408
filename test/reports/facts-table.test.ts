import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { createTempTable, insertRecords } from '../../src/duckdb/write-select.ts';
import { cellOf, type Table } from '../../src/reports/columns.ts';
import type { ColumnType, FactColumn } from '../../src/reports/define-report.ts';
import { loadFactsTable } from './load-facts.ts';

const column = (type: ColumnType): FactColumn => ({ type, doc: '' });
const band = { ...column('string'), order: ['low', 'high'] };
const tables = [
  {
    relation: 'one',
    facts: {
      columns: { who: column('string'), n: column('integer'), ts: column('timestamp'), band },
    },
  },
  {
    relation: 'two',
    facts: {
      columns: {
        x: column('number'),
        band: column('string'),
        who: column('string'),
        day: column('date'),
      },
    },
  },
];

const who = fc.constantFrom(null, '', 'a', 'A', 'é', '\u{1f600}', 'z"', 'null');
const bands = fc.constantFrom(null, 'low', 'high', 'other');
const integers = fc.oneof(
  fc.constantFrom(null, 0, 1, -1, 254, 255, 65_535, 2 ** 32 - 1, 2 ** 51, -(2 ** 51)),
  fc.integer({ min: -3, max: 3 }).map((number) => number * 1000),
);
const times = fc.constantFrom(
  ...[null, '2024-05-01 07:00:00', '2024-05-01 07:00:01', '2024-05-08 07:00:00.5'],
  ...['1900-01-01 00:00:00', '2100-12-31 23:59:59', '1969-12-31 23:59:59.999999'],
);
const days = fc.constantFrom(null, '2024-05-01', '2024-05-03', '0001-01-01', '1969-12-31');
const numbers = fc.constantFrom(null, 0, 0.5, -1e-7, 1e21, 3);
const rows = { minLength: 0, maxLength: 12 };

it('loads rows of several facts as they are, in one order, with the values of each for itself', async () => {
  const db = await Database.open(':memory:', { threads: 2 });
  const types = [
    { who: 'varchar', n: 'bigint', ts: 'timestamp', band: 'varchar' },
    { x: 'double', band: 'varchar', who: 'varchar', day: 'date' },
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ who, n: integers, ts: times, band: bands }), rows),
      fc.array(fc.record({ x: numbers, band: bands, who, day: days }), rows),
      async (...filled) => {
        for (const [index, { relation }] of tables.entries()) {
          const own = Object.entries(types[index] ?? {});
          const empty = own.map(([name, type]) => `null::${type} as ${name}`).join(', ');
          await createTempTable(db, relation, `select ${empty} limit 0`);
          await insertRecords(db, relation, types[index] ?? {}, filled[index] ?? []);
        }
        const again = await loaded(db);
        for (const [index, table] of again.entries()) {
          const asRead = filled[index]?.map((row) => Object.values(row)) ?? [];
          expect(sorted(cells(table))).toEqual(sorted(asRead));
          for (const { values, codes, top } of table.columns.values()) {
            if (values === null) continue;
            expect(new Set(codes.filter((code) => code > 0)).size).toBe(values.length);
            expect(top).toBe(values.length);
          }
        }
        expect(again[0]?.columns.get('band')?.values).toEqual(
          ['low', 'high', 'other'].filter((one) => filled[0].some((row) => row.band === one)),
        );
        for (const { relation } of tables) {
          await createTempTable(db, relation, `from ${relation} order by random()`);
        }
        expect((await loaded(db)).map(cells)).toEqual(again.map(cells));
      },
    ),
    { numRuns: 60 },
  );
  expect(
    await db.value("select count(*) from duckdb_tables() where table_name like '%dict%'"),
  ).toBe(0);
  db.close();
});

async function loaded(db: Database): Promise<Table[]> {
  return Promise.all(tables.map(({ facts, relation }) => loadFactsTable(db, facts, relation)));
}

function cells(table: Table): unknown[][] {
  return Array.from({ length: table.rows }, (_, row) =>
    [...table.columns.values()].map((one) => cellOf(one, one.codes[row] ?? 0)),
  );
}

function sorted(all: unknown[][]): string[] {
  return all.map((row) => JSON.stringify(row)).sort();
}
