import { expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { outputResult } from '../../src/duckdb/raw-result.ts';
import { runStatements } from '../../src/duckdb/statements.ts';
import { csvPieces } from '../../src/reports/csv-table.ts';
import { count, max, ratio, sum } from '../../src/reports/measure.ts';
import { SectionTables } from '../../src/reports/section-table.ts';
import { createTempTable } from '../../src/duckdb/write-select.ts';
import {
  defineFacts,
  groupsSection,
  rowsSection,
  type ColumnType,
  type Section,
} from '../../src/reports/define-report.ts';
import type { Table } from '../../src/reports/columns.ts';
import type { Figures } from '../../src/reports/measure-loop.ts';
import { loadFactsTable } from './load-facts.ts';
import { sectionColumns, sectionSql, withFacts } from '../../src/reports/section-sql.ts';
import { sectionView } from '../../src/reports/section-rows.ts';
import { csvText } from '../../src/support/output/csv.ts';
import { createMeasureMacros } from './measure-macros.ts';

const column = (type: ColumnType) => ({ type, doc: '' });
const facts = defineFacts({
  sql: 'facts.sql',
  grain: 'a row',
  columns: {
    id: column('integer'),
    txt: column('string'),
    num: column('number'),
    day: column('date'),
    ts: column('timestamp'),
    flag: column('boolean'),
    names: column('list'),
  },
});

const plain = defineFacts({
  ...facts,
  columns: Object.fromEntries(
    Object.entries(facts.columns).filter(([, { type }]) => type !== 'list' && type !== 'number'),
  ),
});

it('gives the engine a page’s rows as it would work them out', async () => {
  const db = await Database.open(':memory:', { threads: 2 });
  await createMeasureMacros(db);
  const tables = new SectionTables(db);
  try {
    await db.run(`create table facts as
      select * from (values
        (1, 'plain', date '2024-02-29', timestamp '2024-05-01 07:00:00', true),
        (2, '=1+1', date '1969-12-31', timestamp '2024-05-01 07:00:00.5', false),
        (3, 'a,"b"' || chr(10), null, timestamp '2024-05-01 07:00:00.12', null),
        (-4, '', date '1000-01-01', timestamp '2024-05-01 07:00:00.000120', true),
        (5, repeat('="€', 300_000), date '9999-12-31', timestamp '1969-12-31 23:59:59.999999', null),
        (null, '-', null, null, false)
      ) as rows(id, txt, day, ts, flag)
      union all
      select i * 7 % 150_000, 'n' || i % 7, null, timestamp '2024-05-01' + to_seconds(i), null
      from range(150_000) as numbers(i)`);
    const rows = rowsSection({ id: 'rows', title: 'Rows', facts: plain });
    const types = groupsSection({
      id: 'types',
      title: 'Types',
      facts: plain,
      by: ['txt', 'flag'],
      measures: {
        n: { measure: count(), doc: '' },
        sum: { measure: sum('id'), doc: '' },
        last: { measure: max('ts'), doc: '' },
        part: { measure: ratio(sum('id'), count()), doc: '' },
      },
      sort: [{ column: 'part', descending: true }],
    });
    const table = await loadFactsTable(db, plain, 'facts');
    for (const section of [rows, types]) {
      const found = await tables.of(sectionColumns(section), figuresOf(section, table));
      if (found === null) throw new Error(`${section.id} was left to the engine`);
      const sql = withFacts('select * from main.facts', sectionSql(section));
      expect(await different(db, found, sql)).toBe(0);
    }
    expect(
      await db.value(
        "select count(*) from duckdb_tables() where table_name like 'report_section%'",
      ),
    ).toBeGreaterThan(0);
    await tables.drop();
    expect(
      await db.value(
        "select count(*) from duckdb_tables() where table_name like 'report_section%'",
      ),
    ).toBe(0);
  } finally {
    db.close();
  }
});

function figuresOf(section: Section, table: Table): readonly Figures[] {
  const view = sectionView(section, table, null);
  return view.columns(0, view.length);
}

/** How many rows of one are not in the same place of the other. */
async function different(db: Database, one: string, other: string): Promise<unknown> {
  const placed = (sql: string) => `select *, row_number() over () as place from (${sql})`;
  const sql = `select count(*) from ((${placed(one)}) except (${placed(other)}))`;
  return db.value(sql);
}

it.each([
  ['a great number', "'a'", '9007199254740993'],
  ['U+0000', "'a' || chr(0)", 1],
  ['a separator', "'a' || chr(31)", 1],
])('leaves to the engine what would not be the same: %s', async (_what, txt, id) => {
  const db = await Database.open(':memory:', { threads: 2 });
  await createMeasureMacros(db);
  const rows = `select ${id}::bigint as id, ${txt} as txt, null::date as day, null::timestamp as ts, true as flag
    union all select 0, 'b', null, null, null`;
  await createTempTable(db, 'facts', rows);
  const section = rowsSection({ id: 'rows', title: 'Rows', facts: plain });
  const tables = new SectionTables(db);
  const figures = figuresOf(section, await loadFactsTable(db, plain, 'facts'));
  expect(await tables.of(sectionColumns(section), figures)).toBe(null);
  await tables.drop();
  db.close();
});

/** With columns that say the same in all rows. */
const withEqual = defineFacts({
  ...facts,
  columns: {
    ...facts.columns,
    fixed: column('integer'),
    none: column('string'),
    text: column('string'),
  },
});

it.each([false, true])('writes a page’s rows as the command line does (raw: %s)', async (raw) => {
  const db = await Database.open(':memory:', { threads: 2 });
  await createMeasureMacros(db);
  await db.run(`create table facts as
    select *, 7 as fixed, null::varchar as none, '=x' as text from (
    select * from (values
      (1, 'plain', 0.5, date '2024-02-29', timestamp '2024-05-01 07:00:00', true, ['a', '=b']),
      (2, '=1+1', -1e-7, date '1969-12-31', timestamp '2024-05-01 07:00:00.5', false, []),
      (3, 'a,"b"' || chr(10), 1e21, null, timestamp '2024-05-01 07:00:00.12', null, null),
      (4, '', 3, date '2024-02-29', timestamp '2024-05-01 07:00:00.000120', true, ['a, b', null]),
      (5, repeat('="€', 300_000), -0.0, null, timestamp '1969-12-31 23:59:59.999999', null, ['"']),
      (null, '-', 0.1 + 0.2, null, null, false, null)
    ) as rows(id, txt, num, day, ts, flag, names)
    union all
    select i + 10, 'n' || i % 7, i / 3, null, timestamp '2024-05-01' + to_seconds(i), null, null
    from range(30_000) as numbers(i))`);
  const section = rowsSection({ id: 'rows', title: 'Rows', facts: withEqual });
  const figures = figuresOf(section, await loadFactsTable(db, withEqual, 'facts'));
  const pieces = [...csvPieces(sectionColumns(section), figures, raw)];
  const sql = withFacts('select * from main.facts', sectionSql(section));
  let expected = '';
  for await (const { raw: result } of runStatements(db, sql, 'rows')) {
    for await (const piece of csvText(outputResult(result), { guardFormulas: !raw })) {
      expected += piece;
    }
  }
  expect(Buffer.concat(pieces).toString()).toBe(expected);
  expect(pieces.length).toBeGreaterThan(2);
  db.close();
});
