import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import type { Value } from '../../src/duckdb/values.ts';
import type { Source } from '../../src/query/source.ts';
import { parseQuery } from '../../src/query/parser.ts';
import { translate } from '../../src/query/translate.ts';

// The semantics that differ most from SQL's, computed a second time in plain JavaScript.

let database: Database;
const source: Source = {
  name: 'TEST',
  fields: [
    { name: 'n', type: 'INTEGER' },
    { name: 'a', type: 'INTEGER' },
    { name: 'b', type: 'INTEGER' },
    { name: 's', type: 'STRING' },
  ],
  relation: () => 'r',
};

interface Row {
  readonly a: number | null;
  readonly b: number | null;
  readonly s: string | null;
}

beforeAll(async () => {
  database = await Database.open(':memory:', { threads: 1 });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.run('create or replace table r (n bigint, a bigint, b bigint, s varchar)');
});

async function fill(rows: readonly Row[]): Promise<void> {
  await database.run('delete from r');
  for (const [i, { a, b, s }] of rows.entries()) {
    await database.run('insert into r values ($n, $a, $b, $s)', { n: i + 1, a, b, s });
  }
}

async function ask(query: string): Promise<Value[][]> {
  const { sql, prelude } = translate(parseQuery(query), {
    resolveFrom: () => source,
    tz: 'America/Sao_Paulo',
    now: new Date('2024-05-01T00:00:00Z'),
  });
  for (const statement of prelude) await database.run(statement);
  const stream = await database.stream(sql);
  const rows: Value[][] = [];
  for await (const chunk of stream.chunks()) rows.push(...chunk);
  return rows;
}

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
const integer = fc.option(fc.integer({ min: -2, max: 2 }));
const text = fc.option(fc.constantFrom('', 'a', 'A', 'b', 'ab'));
const row = fc.record({ a: integer, b: integer, s: text });
const rows = fc.array(row, { maxLength: 12 });

type Cell = number | string | null;
const order = (x: Cell, y: Cell): number => {
  if (x === y) return 0;
  if (x === null) return -1;
  if (y === null) return 1;
  return x < y ? -1 : 1;
};

/** A condition as text and as a function. */
interface Tested {
  readonly text: string;
  readonly holds: (row: Row) => boolean;
}

const operators: Record<string, (o: number) => boolean> = {
  '=': (o) => o === 0,
  '<>': (o) => o !== 0,
  '<': (o) => o < 0,
  '>': (o) => o > 0,
  '<=': (o) => o <= 0,
  '>=': (o) => o >= 0,
};
const operand = fc.oneof(
  fc.constantFrom('a' as const, 'b' as const).map((name) => ({
    text: name,
    of: (one: Row): Cell => one[name],
  })),
  integer.map((value) => ({ text: String(value ?? 'NULL'), of: (): Cell => value })),
);
const comparison: fc.Arbitrary<Tested> = fc
  .tuple(operand, fc.constantFrom(...Object.keys(operators)), operand)
  .map(([left, operator, right]) => ({
    text: `${left.text} ${operator} ${right.text}`,
    holds: (one) => operators[operator]?.(order(left.of(one), right.of(one))) ?? false,
  }));
const membership: fc.Arbitrary<Tested> = fc
  .tuple(operand, fc.boolean(), fc.array(integer, { minLength: 1, maxLength: 3 }))
  .map(([left, not, list]) => ({
    text: `${left.text} ${not ? 'NOT ' : ''}IN (${list.map((v) => v ?? 'NULL').join('; ')})`,
    holds: (one) => list.some((value) => order(left.of(one), value) === 0) !== not,
  }));
const quantified: fc.Arbitrary<Tested> = fc
  .tuple(
    fc.constantFrom(...Object.keys(operators)),
    fc.constantFrom('ANY', 'ALL'),
    fc.array(fc.tuple(integer, integer), { minLength: 1, maxLength: 3 }),
  )
  .map(([operator, word, list]) => ({
    text: `(a, b) ${operator} ${word} (${list.map(([x, y]) => `${x ?? 'NULL'}, ${y ?? 'NULL'}`).join('; ')})`,
    holds: (one) => {
      const test = ([x, y]: readonly [number | null, number | null]): boolean => {
        const first = order(one.a, x);
        return operators[operator]?.(first === 0 ? order(one.b, y) : first) ?? false;
      };
      return word === 'ANY' ? list.some(test) : list.every(test);
    },
  }));
const likeness: fc.Arbitrary<Tested> = fc
  .tuple(fc.boolean(), fc.constantFrom('a', '%', 'a%', '%B', '_', '', 'A_'))
  .map(([not, mask]) => ({
    text: `s ${not ? 'NOT ' : ''}LIKE '${mask}'`,
    holds: ({ s }) => {
      const pattern = mask.replaceAll('%', '.*').replaceAll('_', '.');
      return (s !== null && new RegExp(`^${pattern}$`, 'is').test(s)) !== not;
    },
  }));
const { condition } = fc.letrec<{ condition: Tested }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    membership,
    likeness,
    quantified,
    tie('condition').map(({ text: inner, holds }) => ({
      text: `NOT (${inner})`,
      holds: (one: Row) => !holds(one),
    })),
    fc
      .tuple(tie('condition'), fc.constantFrom('AND', 'OR'), tie('condition'))
      .map(([left, word, right]) => ({
        text: `(${left.text}) ${word} (${right.text})`,
        holds: (one: Row) =>
          word === 'AND'
            ? left.holds(one) && right.holds(one)
            : left.holds(one) || right.holds(one),
      })),
  ),
}));

test('conditions with NULL hold for the rows the definition says', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.array(condition, { minLength: 4, maxLength: 4 }),
      async (all, tests) => {
        await fill(all);
        for (const one of tests) {
          const expected = all.flatMap((values, i) => (one.holds(values) ? [i + 1] : []));
          const found = await ask(`SELECT n FROM r WHERE ${one.text}`);
          expect({ condition: one.text, rows: found.flat() }).toEqual({
            condition: one.text,
            rows: expected,
          });
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('ROLLUP gives groups by appearance, the grand total, then the totals of prefixes', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      await fill(all);
      const found = await ask(
        'SELECT a, s, COUNT(*), SUM(b), GROUPING(a), GROUPING(s) FROM r GROUP BY a, s WITH ROLLUP',
      );
      const groups = (keyOf: (one: Row) => Cell[], marks: Cell[]): Cell[][] => {
        const byKey = new Map<string, { key: Cell[]; members: Row[] }>();
        for (const one of all) {
          const key = keyOf(one);
          const group = byKey.get(JSON.stringify(key)) ?? { key, members: [] };
          group.members.push(one);
          byKey.set(JSON.stringify(key), group);
        }
        return [...byKey.values()].map(({ key, members }) => {
          const present = members.map(({ b }) => b).filter((b) => b !== null);
          const sum = present.length === 0 ? null : present.reduce((x, y) => x + y, 0);
          return [...key, members.length, sum, ...marks];
        });
      };
      const total = groups(() => [null, null], [1, 1]);
      expect(found).toEqual([
        ...groups(({ a, s }) => [a, s], [0, 0]),
        // The grand total stands even over no rows.
        ...(all.length === 0 ? [[null, null, 0, null, 1, 1]] : total),
        ...groups(({ a }) => [a, null], [0, 1]),
      ]);
    }),
    { numRuns: 40 },
  );
});

describe('functions over columns do what they do over constants, and what their definition says', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', 'b', 'B', ',', '&', '=', '.', '/', '\\', ' ', '1', 'é'),
    maxLength: 9,
  });
  const index = fc.integer({ min: -4, max: 4 });
  const separator = fc.constantFrom(',', '&', 'ab', '.', '/');

  const join = (tokens: string[], from: number, to: number, by: string): string | null =>
    from < 0 || to > tokens.length || from >= to ? null : tokens.slice(from, to).join(by);
  const definitions: [string, (s: string, i: number, by: string) => [string, Cell]][] = [
    ['EXTRACT_TOKEN', (s, i, by) => [`x, ${i}, ${quote(by)}`, s.split(by).at(i) ?? null]],
    [
      'EXTRACT_PREFIX',
      (s, i, by) => {
        const tokens = s.split(by);
        return [`x, ${i}, ${quote(by)}`, join(tokens, 0, i < 0 ? tokens.length + i : i + 1, by)];
      },
    ],
    [
      'EXTRACT_SUFFIX',
      (s, i, by) => {
        const tokens = s.split(by);
        const count = i < 0 ? tokens.length + i : i + 1;
        return [
          `x, ${i}, ${quote(by)}`,
          count < 1 ? null : join(tokens, tokens.length - count, tokens.length, by),
        ];
      },
    ],
    [
      'EXTRACT_VALUE',
      (s, _, by) => {
        const pair = s.split(by).find((part) => part.startsWith('a='));
        return [`x, 'a', ${quote(by)}`, pair === undefined ? null : pair.slice(2)];
      },
    ],
    [
      'EXTRACT_FILENAME',
      (s) => ['x', s.slice(Math.max(s.lastIndexOf('/'), s.lastIndexOf('\\')) + 1)],
    ],
    [
      'EXTRACT_PATH',
      (s) => ['x', s.slice(0, Math.max(0, s.lastIndexOf('/'), s.lastIndexOf('\\')))],
    ],
    [
      'EXTRACT_EXTENSION',
      (s) => {
        const name = s.slice(Math.max(s.lastIndexOf('/'), s.lastIndexOf('\\')) + 1);
        const dot = name.lastIndexOf('.');
        return ['x', dot === -1 || dot === name.length - 1 ? null : name.slice(dot + 1)];
      },
    ],
    ['INDEX_OF', (s, _, by) => [`x, ${quote(by)}`, s.includes(by) ? s.indexOf(by) : null]],
    ['LAST_INDEX_OF', (s, _, by) => [`x, ${quote(by)}`, s.includes(by) ? s.lastIndexOf(by) : null]],
    ['STRCNT', (s, _, by) => [`x, ${quote(by)}`, s.split(by).length - 1]],
    ['SUBSTR', (s, i) => [`x, ${Math.abs(i)}, 2`, s.slice(Math.abs(i), Math.abs(i) + 2)]],
    ['STRLEN', (s) => ['x', s.length]],
    ['REPLACE_STR', (s, _, by) => [`x, ${quote(by)}, 'Z'`, s.split(by).join('Z')]],
    ['REPLACE_CHR', (s) => [`x, 'aB', 'Z'`, s.replace(/[aB]/g, 'Z')]],
  ];
  test.each(definitions)('%s', async (name, define) => {
    await fc.assert(
      fc.asyncProperty(words, index, separator, async (s, i, by) => {
        await fill([{ a: null, b: null, s }]);
        const [args, expected] = define(s, i, by);
        const call = (x: string): string => `${name}(${args.replace('x', () => x)})`;
        const found = await ask(`SELECT ${call('s')} AS c, ${call(quote(s))} AS k FROM r`);
        expect(found).toEqual([[expected, expected]]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('timestamps', () => {
  const formats = [
    ...['yyyy-MM-dd hh:mm:ss', 'yyyy-MM-dd?hh:mm:ss', 'M/d/yyyy h:m:s', 'dd.MM.yyyy hh:mm:ss'],
    ...['MMM d yyyy hh:mm:ss', 'yyyyMMddhhmmss', 'hh:mm:ss dp/Mx/yyyy', 'MM/dd/yyyy hh:mm:ss tt'],
    ...['dddd, d MMMM yyyy hh:mm:ss', 'yyyy-MM-ddThh:mm:ss.ll'],
  ];
  const moments = fc.date({
    min: new Date('1960-01-01T00:00:00Z'),
    max: new Date('2090-01-01T00:00:00Z'),
    noInvalidDate: true,
  });

  test.each(formats)(
    '%s: formatting and reading go round, over columns and constants',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(moments, async (moment) => {
          const seconds = Math.floor(moment.getTime() / 1000);
          await fill([{ a: seconds + 62_167_219_200, b: null, s: null }]);
          const shown = `TO_STRING(TO_TIMESTAMP(a),'${format}')`;
          const constant = `TO_STRING(TO_TIMESTAMP(${seconds + 62_167_219_200}),'${format}')`;
          const [found] = await ask(
            `SELECT ${shown} AS x, ${constant} AS y, TO_INT(TO_TIMESTAMP(${shown},'${format}')) AS z, TO_INT(TO_TIMESTAMP(${constant},'${format}')) AS w FROM r`,
          );
          expect(found?.[0]).toBe(found?.[1]);
          expect(found?.slice(2)).toEqual([seconds + 62_167_219_200, seconds + 62_167_219_200]);
        }),
        { numRuns: 40 },
      );
    },
  );

  test('local time is what Intl says', async () => {
    const parts = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/Sao_Paulo',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    await fc.assert(
      fc.asyncProperty(moments, async (moment) => {
        const seconds = Math.floor(moment.getTime() / 1000);
        await fill([{ a: seconds + 62_167_219_200, b: null, s: null }]);
        const local = (x: string): string =>
          `TO_STRING(TO_LOCALTIME(TO_TIMESTAMP(${x})),'yyyy-MM-dd hh:mm:ss')`;
        const found = await ask(
          `SELECT ${local('a')} AS x, ${local(String(seconds + 62_167_219_200))} AS y FROM r`,
        );
        const expected = parts.format(new Date(seconds * 1000));
        expect(found).toEqual([[expected, expected]]);
      }),
      { numRuns: 150 },
    );
  });
});
