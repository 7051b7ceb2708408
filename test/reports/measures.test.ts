import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { maskOf } from '../../src/reports/condition-mask.ts';
import type { Condition } from '../../src/reports/condition.ts';
import { groupsSection, type Facts } from '../../src/reports/define-report.ts';
import { loadFactsTable } from './load-facts.ts';
import { prepareRollUps } from '../../src/reports/roll-up.ts';
import { groupedColumns, groupsView } from '../../src/reports/section-rows.ts';
import type { Measure } from '../../src/reports/measure.ts';
import { packTable } from '../../src/reports/page-data.ts';
import { unpackTable } from '../../src/reports/packed.ts';
import { sectionSql } from '../../src/reports/section-sql.ts';
import { gunzipSync } from 'node:zlib';
import { createMeasureMacros } from './measure-macros.ts';

const doc = 'x';
const facts: Facts = {
  sql: 'facts.sql',
  grain: 'a row',
  columns: {
    txt: { type: 'string', doc },
    band: { type: 'string', doc, order: ['low', 'high'] },
    path: { type: 'string', doc },
    flag: { type: 'boolean', doc },
    num: { type: 'integer', doc },
    big: { type: 'integer', doc },
    day: { type: 'date', doc },
    ts: { type: 'timestamp', doc },
  },
};

const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4, nil: null });
const txt = fc.oneof(
  fc.constantFrom('a', 'B', 'b', 'é', 'Ä', 'ä', "o'x", '', '𝄞', '\uffee', '%', '{{x}}', 'İ'),
  fc.string({ maxLength: 3, unit: 'binary' }).map((s) => s.replaceAll('\0', '')),
);
const path = fc.constantFrom('a.com', 'a.com/X', 'a.com/X/Y', 'a.com/XY', 'b.com');
const day = fc
  .integer({ min: -3, max: 40 })
  .map((n) => new Date(Date.UTC(2024, 1, 10 + n)).toISOString().slice(0, 10));
const ts = fc
  .tuple(day, fc.constantFrom('00:00:00', '07:30:00.25', '23:59:59.000001'))
  .map(([d, t]) => `${d} ${t}`);
const row = fc.record({
  txt: nullable(txt),
  band: nullable(fc.constantFrom('low', 'high', 'other', 'another')),
  path: nullable(path),
  flag: nullable(fc.boolean()),
  num: nullable(fc.integer({ min: 0, max: 9 })),
  big: nullable(
    fc.oneof(
      fc.integer({ min: 0, max: 3_600_000 }),
      fc.maxSafeNat().map((n) => Math.floor(n / 64)),
    ),
  ),
  day: nullable(day),
  ts: nullable(ts),
});

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('in' as const),
    column: fc.constant('txt'),
    values: fc.array(nullable(txt), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('in' as const),
    column: fc.constant('num'),
    values: fc.array(nullable(fc.integer({ min: 0, max: 9 })), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('in' as const),
    column: fc.constant('flag'),
    values: fc.array(nullable(fc.boolean()), { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('in' as const),
    column: fc.constant('day'),
    values: fc.array(nullable(day), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('range' as const),
    column: fc.constant('day'),
    from: day,
    to: day,
  }),
  fc.record({ kind: fc.constant('range' as const), column: fc.constant('ts'), from: ts }),
  fc.record({
    kind: fc.constant('range' as const),
    column: fc.constant('big'),
    to: fc.integer({ min: 0, max: 3_600_000 }),
  }),
  fc.record({ kind: fc.constant('under' as const), column: fc.constant('path'), path }),
  fc.record({
    kind: fc.constant('known' as const),
    column: fc.constantFrom('txt', 'num', 'day'),
    known: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    columns: fc.constant(['txt', 'path']),
    text: txt,
  }),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.record({ kind: fc.constant('all' as const), of: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('any' as const), of: fc.array(tie('node'), { maxLength: 3 }) }),
  ),
})).node;

const where = fc
  .option(condition, { nil: undefined })
  .map((c) => (c === undefined ? {} : { where: c }));
const total: fc.Arbitrary<Measure> = fc.oneof(
  where.map((w): Measure => ({ kind: 'count', ...w })),
  fc
    .tuple(fc.constantFrom('num', 'big'), where)
    .map(([column, w]): Measure => ({ kind: 'sum', column, ...w })),
  fc
    .tuple(fc.constantFrom('txt', 'num', 'day', 'big', 'ts', 'flag'), where)
    .map(([column, w]): Measure => ({ kind: 'distinct', column, ...w })),
);
const measure: fc.Arbitrary<Measure> = fc.oneof(
  total,
  fc
    .tuple(
      fc.constantFrom('min' as const, 'max' as const),
      fc.constantFrom('num', 'big', 'day', 'ts'),
      where,
    )
    .map(([kind, column, w]): Measure => ({ kind, column, ...w })),
  fc
    .tuple(
      fc.constantFrom('num', 'big', 'day'),
      fc.integer({ min: 0, max: 100 }),
      fc.boolean(),
      where,
    )
    .map(([column, percent, weighted, w]): Measure => ({
      kind: 'quantile',
      column,
      percent,
      ...(weighted ? { weight: 'num' } : {}),
      ...w,
    })),
  fc.tuple(total, total).map(([of, to]): Measure => ({ kind: 'ratio', of, to })),
  total.map((of): Measure => ({ kind: 'share', of })),
);

/** Its quotient is 27,156,635,806,980 millionths of a million, which no double is: the nearest one is meant. */
const tooLargeToDivide = {
  row: {
    txt: null,
    band: null,
    path: null,
    flag: null,
    num: null,
    big: 27_156_635_806_980,
    day: null,
    ts: '2024-02-10 00:00:00',
  },
  measure: {
    kind: 'ratio',
    of: { kind: 'sum', column: 'big' },
    to: { kind: 'distinct', column: 'ts' },
  } satisfies Measure,
};

let db: Database;
beforeAll(async () => {
  db = await Database.open(':memory:', { threads: 2 });
  await createMeasureMacros(db);
  await db.run(
    'create table facts (txt varchar, band varchar, path varchar, flag boolean, num bigint, big bigint, day date, ts timestamp)',
  );
});
afterAll(() => {
  db.close();
});

describe('the two compilers of measures', () => {
  it('give the same rows in the same order for any data, filter and grouping', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 40 }),
        fc.uniqueArray(fc.constantFrom('txt', 'band', 'num', 'day', 'flag', 'ts'), {
          maxLength: 3,
        }),
        fc.array(measure, { minLength: 1, maxLength: 4 }),
        fc.option(condition, { nil: undefined }),
        fc.option(condition, { nil: undefined }),
        fc.boolean(),
        fc.option(fc.constantFrom(['low'], ['low', 'high']), { freq: 2, nil: undefined }),
        fc.boolean(),
        fc.boolean(),
        async (rows, columns, measures, filter, own, descending, always, byKey, isRolledUp) => {
          // Groups that are always there are values of one column; rows know others beside them.
          const by = always === undefined ? columns : ['band'];
          await db.run('delete from facts');
          for (const r of rows) {
            await db.run(
              'insert into facts values ($txt, $band, $path, $flag, $num::bigint, $big::bigint, $day::date, $ts::timestamp)',
              r,
            );
          }
          const section = groupsSection({
            id: 's',
            title: 's',
            facts,
            by,
            measures: Object.fromEntries(measures.map((m, i) => [`m${i}`, { measure: m, doc }])),
            sort: [{ column: byKey ? (by[0] ?? 'm0') : 'm0', descending }],
            ...(always === undefined ? {} : { always }),
            ...(own === undefined ? {} : { where: own }),
          });
          const packed = await packTable(await loadFactsTable(db, facts, 'facts'));
          const table = await unpackTable(packed, (text) =>
            Promise.resolve(gunzipSync(Buffer.from(text, 'base64'))),
          );
          if (isRolledUp) prepareRollUps(table, [groupedColumns(section), ['num']], Infinity);
          const expected = (await db.rows(sectionSql(section, filter))).map((r) =>
            Object.values(r),
          );
          const view = groupsView(
            section,
            table,
            filter === undefined ? null : maskOf(filter, table),
          );
          expect(view.cells()).toEqual(expected);
          if (always !== undefined) {
            expect(view.cells().map(([band]) => band)).toEqual(expect.arrayContaining([...always]));
          }
        },
      ),
      {
        numRuns: Number(process.env['PROPERTY_RUNS'] ?? 150),
        examples: [
          // prettier-ignore
          [[tooLargeToDivide.row], [], [tooLargeToDivide.measure], undefined, undefined, false, undefined, false, false],
        ],
      },
    );
  });
});
