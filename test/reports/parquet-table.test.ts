import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { copyToParquet } from '../../src/duckdb/parquet-file.ts';
import { createTempTable } from '../../src/duckdb/write-select.ts';
import { groupsSection, rowsSection, type Section } from '../../src/reports/define-report.ts';
import { count, max, ratio, sum } from '../../src/reports/measure.ts';
import {
  parquetTable,
  writeParquetTable,
  type ParquetTable,
} from '../../src/reports/parquet-table.ts';
import { sectionColumns, sectionSql, withFacts } from '../../src/reports/section-sql.ts';
import { sectionView } from '../../src/reports/section-rows.ts';
import { loadFactsTable } from './load-facts.ts';
import { createMeasureMacros } from './measure-macros.ts';
import { factsOf } from './typed-facts.ts';

let db: Database;
let folder: string;
beforeEach(async () => {
  db = await Database.open(':memory:', { threads: 2 });
  await createMeasureMacros(db);
  folder = mkdtempSync(path.join(os.tmpdir(), 'easel-parquet-table-'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const facts = factsOf({
  id: 'integer',
  txt: 'string',
  day: 'date',
  ts: 'timestamp',
  flag: 'boolean',
});
const rows = rowsSection({ id: 'rows', title: 'Rows', facts });
const groups = groupsSection({
  id: 'groups',
  title: 'Groups',
  facts,
  by: ['txt', 'flag'],
  measures: {
    n: { measure: count(), doc: '' },
    sum: { measure: sum('id'), doc: '' },
    last: { measure: max('ts'), doc: '' },
    part: { measure: ratio(sum('id'), count()), doc: '' },
  },
  sort: [{ column: 'part', descending: true }],
});

/** A page's rows of the section over the table `facts`; null where they are left to the engine. */
async function tableOf(section: Section): Promise<ParquetTable | null> {
  const view = sectionView(section, await loadFactsTable(db, facts, 'facts'), null);
  return parquetTable(sectionColumns(section), view.columns(0, view.length));
}

const different = `select count(*) from (
  (select *, row_number() over () as place from read_parquet($one))
  except
  (select *, row_number() over () as place from read_parquet($other)))`;

/** What each column of a file is, and how many rows there are. */
async function shapeOf(file: string): Promise<unknown[]> {
  const columns = await db.rows('describe from read_parquet($file)', { file });
  const count = await db.value('select count(*) from read_parquet($file)', { file });
  return [count, ...columns.map((one) => [one['column_name'], one['column_type']])];
}

async function createFacts(values: string): Promise<void> {
  const typed =
    'select id::bigint as id, txt::varchar as txt, day::date as day, ts::timestamp as ts, flag::boolean as flag';
  await createTempTable(
    db,
    'facts',
    [typed, 'from (', values, ') as rows(id, txt, day, ts, flag)'].join(' '),
  );
}

const odd = `values
  (1, 'plain', date '2024-02-29', timestamp '2024-05-01 07:00:00', true),
  (2, '=1+1', date '1969-12-31', timestamp '2024-05-01 07:00:00.5', false),
  (3, 'a,"b"' || chr(10), null, timestamp '2024-05-01 07:00:00.12', null),
  (-4, '', date '1000-01-01', timestamp '2024-05-01 07:00:00.000120', true),
  (5, repeat('="€', 300_000), date '9999-12-31', timestamp '1969-12-31 23:59:59.999999', null),
  (null, '-', null, null, false),
  (6, 'a' || chr(0) || 'b', null, null, null)`;

it.each([
  ['odd values', odd],
  [
    'values that many rows share',
    `select i % 7, 'n' || i % 7, null, null, i % 2 = 0 from range(3000) as numbers(i)`,
  ],
  [
    'more values than one dictionary has',
    `select i * 7919 % 150_000, 'n' || i, date '2024-01-01' + i::integer, timestamp '2024-05-01' + to_seconds(i * 13), null from range(150_000) as numbers(i)`,
  ],
  [
    'far numbers',
    `values (-4000000000, 'a', null, null, null), (40000000000, 'b', null, null, null)`,
  ],
  ['one value', "values (0, 'a', date '1970-01-01', timestamp '1970-01-01', true)"],
  ['nothing known', 'values (null, null, null, null, null)'],
  ['no rows', "select 1, 'a', date '1970-01-01', timestamp '1970-01-01', true where false"],
])('writes a page’s rows as the engine would: %s', async (_what, values) => {
  await createFacts(values);
  for (const section of [rows, groups]) {
    const table = await tableOf(section);
    if (table === null) throw new Error(`${section.id} was left to the engine`);
    const ours = path.join(folder, `${section.id}.parquet`);
    await writeParquetTable(ours, table);
    const theirs = path.join(folder, `${section.id}.engine.parquet`);
    const sql = withFacts('select * from temp.facts', sectionSql(section));
    await copyToParquet(db, sql, theirs);
    expect(await shapeOf(ours)).toEqual(await shapeOf(theirs));
    expect(await db.value(different, { one: ours, other: theirs })).toBe(0);
  }
});

it('leaves to the engine what numbers of JavaScript are not', async () => {
  await createFacts("values (9007199254740993, 'a', null, null, true)");
  expect(await tableOf(rows)).toBe(null);
});

it('ends when it is told to', async () => {
  await createFacts("values (1, 'a', null, null, true)");
  const table = await tableOf(rows);
  const stop = AbortSignal.abort(new Error('stopped'));
  const written = writeParquetTable(path.join(folder, 'a.parquet'), table ?? [], stop);
  await expect(written).rejects.toThrow('stopped');
});
