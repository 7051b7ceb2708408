import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { createTempTable, createTempView, insertRecords } from '../../src/duckdb/write-select.ts';
import { gunzipSync } from 'node:zlib';
import type { Table } from '../../src/reports/columns.ts';
import { lookupIn, type FactColumn } from '../../src/reports/define-report.ts';
import { lookedUp, numberColumns } from '../../src/reports/lookups.ts';
import { packTable } from '../../src/reports/page-data.ts';
import { unpackTable } from '../../src/reports/packed.ts';
import { loadFactsTable } from './load-facts.ts';
import { createMeasureMacros } from './measure-macros.ts';

const text: FactColumn = { type: 'string', doc: '' };
const integer: FactColumn = { type: 'integer', doc: '' };
const ofPerson = lookupIn('people', 'person_no');
const columns = {
  name: ofPerson('name', text),
  n: integer,
  initial: ofPerson("coalesce(name[1], '?')", text),
  age: ofPerson('age', integer),
  is_tall: ofPerson('height > 180', { type: 'boolean', doc: '' }),
  place: lookupIn('places', 'place_no')('name', { ...text, order: ['north', 'south'] }),
  size: {
    ...text,
    order: ['small', 'great'],
    lookup: { by: 'n', value: "case when n < 2 then 'small' when n >= 2 then 'great' end" },
  },
};

const names = fc.constantFrom(null, '', 'a', 'ab', 'b', 'Ä');
const people = fc.uniqueArray(
  fc.record({
    person_no: fc.integer({ min: 1, max: 8 }),
    name: names,
    age: fc.constantFrom(null, 0, 41, -1, 2 ** 40),
    height: fc.constantFrom(null, 170, 190),
  }),
  { selector: ({ person_no }) => person_no, maxLength: 8 },
);
const rows = fc.array(
  fc.record({
    person_no: fc.constantFrom(null, 1, 2, 3, 4, 9),
    n: fc.constantFrom(null, 1, 2, 3),
    place_no: fc.constantFrom(null, 1, 2, 3),
  }),
  { maxLength: 12 },
);
const types = {
  people: { person_no: 'bigint', name: 'varchar', age: 'bigint', height: 'bigint' },
  given: { person_no: 'bigint', n: 'bigint', place_no: 'bigint' },
};

it('loads what is looked up as if the rows had it', async () => {
  const db = await Database.open(':memory:', { threads: 2 });
  await createMeasureMacros(db);
  await createTempTable(
    db,
    'places',
    "select * from (values (1, 'south'), (2, 'north'), (3, 'elsewhere')) as rows(place_no, name)",
  );
  await fc.assert(
    fc.asyncProperty(people, rows, async (persons, given) => {
      await fill(db, 'people', persons);
      await fill(db, 'given', given);
      await createTempTable(
        db,
        'numbers',
        `select ${numberColumns(columns).join(', ')} from given`,
      );
      await createTempView(db, 'facts_view', lookedUp(columns, 'select * from numbers'));
      const found = await loadFactsTable(db, { columns }, 'facts_view', 'numbers');
      const places = new Map([1, 2, 3].map((no) => [no, ['south', 'north', 'elsewhere'][no - 1]]));
      const expected = given.map(({ person_no, n, place_no }) => {
        const person = persons.find((one) => one.person_no === person_no);
        return {
          name: person?.name ?? null,
          n,
          initial: person === undefined ? null : (person.name?.charAt(0) ?? '?'),
          age: person?.age ?? null,
          is_tall: person?.height == null ? null : person.height > 180,
          place: places.get(place_no ?? 0) ?? null,
          size: n === null ? null : n < 2 ? 'small' : 'great',
        };
      });
      // The same rows as a table that has all of it, with the same codes.
      await createTempTable(db, 'whole', `select * from facts_view`);
      expect((await db.rows('from whole')).map(texts).sort()).toEqual(expected.map(texts).sort());
      const plain = Object.fromEntries(
        Object.entries(columns).map(([id, column]) => [id, { ...column, lookup: undefined }]),
      );
      expect(contents(found)).toEqual(
        contents(await loadFactsTable(db, { columns: plain }, 'whole')),
      );
      // In an order of their own, whatever the engine's is; a page has them so.
      await createTempTable(db, 'turned', 'select * from numbers order by rowid desc');
      const turned = await loadFactsTable(db, { columns }, 'facts_view', 'turned');
      expect(codesOf(turned)).toEqual(codesOf(found));
      const packed = await packTable(found);
      expect(packed.numbers).toHaveLength(1);
      const page = await unpackTable(packed, (bytes) =>
        Promise.resolve(gunzipSync(Buffer.from(bytes, 'base64'))),
      );
      expect(codesOf(page)).toEqual(codesOf(found));
    }),
    { numRuns: 60 },
  );
  const left = "select count(*) from duckdb_tables() where table_name like 'report_%'";
  expect(await db.value(left)).toBe(0);
  db.close();
});

async function fill(db: Database, table: keyof typeof types, records: readonly object[]) {
  const own = Object.entries(types[table]);
  const empty = own.map(([name, type]) => `null::${type} as ${name}`).join(', ');
  await createTempTable(db, table, `select ${empty} limit 0`);
  await insertRecords(db, table, types[table], records as never);
}

function texts(row: object): string {
  return JSON.stringify(Object.values(row).map((value) => (value === null ? null : String(value))));
}

function codesOf({ columns: all }: Table): [string, number[]][] {
  return [...all].map(([name, { codes }]) => [name, [...codes]]);
}

/** The columns without their codes, and the codes of the rows, whatever their order. */
function contents(table: Table) {
  const codes = codesOf(table).map(([, own]) => own);
  const rowsOfCodes = Array.from({ length: table.rows }, (_, row) => codes.map((own) => own[row]));
  return {
    columns: [...table.columns].map(([name, { type, top, base, unit, values }]) => {
      return { name, type, top, base, unit, values };
    }),
    rows: rowsOfCodes.map((row) => JSON.stringify(row)).sort(),
  };
}
