import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import type { Entity } from '../../src/query/ast.ts';
import { fromEntities } from '../../src/query/from-entities.ts';
import { parseQuery } from '../../src/query/parser.ts';
import { printQuery } from '../../src/query/printer.ts';
import { QueryError } from '../../src/query/query-error.ts';
import type { Source } from '../../src/query/source.ts';
import { tokenize } from '../../src/query/tokens.ts';
import { translate, type Translation } from '../../src/query/translate.ts';
import { caseFiles, openTables, readCase, tableSources } from './case-file.ts';

let database: Database;
let resolveFrom: (entity: Entity) => Source;
const cases = caseFiles().map(readCase);
const good = cases.filter(({ error }) => error === undefined);

beforeAll(async () => {
  database = await openTables();
  resolveFrom = await tableSources(database);
});
afterAll(() => database.close());

function translated(text: string): Translation {
  return translate(parseQuery(text), {
    resolveFrom,
    tz: 'Europe/Paris',
    now: new Date('2024-05-01T12:34:56Z'),
  });
}

/** What is thrown, if it is an error a person is meant to read; a defect goes on. */
function errorOf(run: () => unknown): QueryError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}

describe('tokens', () => {
  test('joined give the text of every case back', () => {
    for (const { query } of good) {
      const tokens = tokenize({ name: 'query', text: query });
      expect(tokens.map(({ text }) => text).join('')).toBe(query);
    }
  });

  test('joined give any text back, or an error with a place', () => {
    const pieces = fc.constantFrom(
      ...['SELECT ', 'a', ' FROM ', 'x.log', ' WHERE ', '=', "'b'", '1', 'ELSE', '--c\n', '/*d*/'],
      ...[
        '(',
        ')',
        '[e f]',
        ',',
        ';',
        '\\u0041',
        ' TO ',
        ' INTO ',
        ' JOIN ',
        ' ON ',
        '"',
        '*',
        '%',
      ],
      ...[
        '<',
        '>',
        '!',
        '@',
        ' AS ',
        'COUNT',
        'cs(User-Agent)',
        '日時(UTC)',
        '\n',
        "'it''s'",
        '//',
      ],
    );
    const anyText = fc.oneof(
      fc.array(pieces).map((all) => all.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        let joined = text;
        const error = errorOf(() => {
          joined = tokenize({ name: 'query', text })
            .map((token) => token.text)
            .join('');
        });
        if (error) expect(error.position).toBeDefined();
        else expect(joined).toBe(text);
        errorOf(() => parseQuery(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('printing', () => {
  test('a printed case parses to the same tree and the same SQL', () => {
    for (const { query } of good) {
      const printed = printQuery(parseQuery(query));
      expect(printQuery(parseQuery(printed))).toBe(printed);
      expect(translated(printed).sql).toBe(translated(query).sql);
    }
  });
});

test('the FROM entities are known before translating', () => {
  const query = parseQuery(
    "WITH q AS (SELECT a FROM w.csv) SELECT a FROM 'x.csv', y*.csv AS b JOIN q ON a = b WHERE a IN (SELECT c FROM z.csv) AND CASE WHEN a IN (SELECT d FROM v.csv) THEN 1 END = 1",
  );
  const names = fromEntities(query).map(({ entries }) => entries.map(({ text }) => text));
  expect(names).toEqual([['w.csv'], ['x.csv', 'y*.csv'], ['z.csv'], ['v.csv']]);
});

describe('hostile queries', () => {
  const many = (count: number, part: (i: number) => string, separator = ''): string =>
    Array.from({ length: count }, (_, i) => part(i)).join(separator);

  test.each([
    ['brackets', `SELECT ${'('.repeat(10_000)}a${')'.repeat(10_000)} FROM t`],
    ['calls', `SELECT ${'STRREV('.repeat(10_000)}s${')'.repeat(10_000)} FROM t`],
    [
      'cases',
      `SELECT ${'CASE a WHEN 1 THEN 1 ELSE '.repeat(10_000)}2${' END'.repeat(10_000)} FROM t`,
    ],
    ['NOTs', `SELECT a FROM t WHERE ${'NOT ('.repeat(10_000)}a = 5${')'.repeat(10_000)}`],
    [
      'queries',
      `SELECT a FROM t WHERE a IN (${'SELECT a FROM t WHERE a IN ('.repeat(3000)}1${')'.repeat(3001)}`,
    ],
    [
      'aliases',
      `SELECT x0 AS y USING ${many(5000, (i) => `ADD(x${i + 1},1) AS x${i}`, ', ')}, a AS x5000 FROM t`,
    ],
  ])('too deeply nested %s are refused', (_, query) => {
    expect(errorOf(() => translated(query))?.code).toBe('too-deep');
  });

  test('sixty aliases that each use the next twice translate and run', async () => {
    const aliases = many(60, (i) => `ADD(x${i + 1},x${i + 1}) AS x${i}`, ', ');
    const { sql } = translated(`SELECT x0 AS y USING ${aliases}, b AS x60 FROM t WHERE id = 1`);
    expect(sql.length).toBeLessThan(5000);
    expect(await database.rows(sql)).toEqual([{ y: 2n ** 61n }]);
  });

  test('long lists and long texts run', async () => {
    const list = many(100_000, String, ';');
    expect(
      await database.value(translated(`SELECT COUNT(*) FROM t WHERE b IN (${list})`).sql),
    ).toBe(4);
    const chain = many(20_000, (i) => `b = ${i}`, ' OR ');
    expect(await database.value(translated(`SELECT COUNT(*) FROM t WHERE ${chain}`).sql)).toBe(4);
    const text = 'x'.repeat(2_000_000);
    expect(await database.value(translated(`SELECT COUNT(*) FROM t WHERE s = '${text}'`).sql)).toBe(
      0,
    );
    expect(
      await database.value(translated(`SELECT COUNT(*) FROM t ${' '.repeat(1_000_000)}`).sql),
    ).toBe(5);
  });

  test.each([
    [
      'conditions',
      `SELECT a FROM t WHERE ${many(5000, (i) => `s LIKE '%q${i}%'`, ' OR ')}`,
      'too-many-conditions',
    ],
    ['arguments', `SELECT STRCAT(${many(5000, () => 's', ',')}) FROM t`, 'argument-count'],
    [
      'joins',
      `SELECT a FROM one AS a ${many(50, (i) => `JOIN one AS b${i} ON a.x = b${i}.x`, ' ')}`,
      'too-many-joins',
    ],
    [
      'format characters',
      `SELECT TO_STRING(at,'${'yyyy '.repeat(100)}') FROM t`,
      'format-too-long',
    ],
    ['digits', `SELECT ${'9'.repeat(1_000_000)} FROM t`, 'number-too-large'],
  ])('too many %s are refused', (_, query, code) => {
    expect(errorOf(() => translated(query))?.code).toBe(code);
  });
});

test('every DuckDB function of the generated SQL exists', async () => {
  const rows = await database.rows('select distinct function_name as name from duckdb_functions()');
  const known = new Set(rows.map(({ name }) => name as string));
  // Grammar that looks like a call.
  for (const word of 'in from values over filter when then else and or not by exists as rollup grouping try coalesce select where try_cast any lambda on between if nullif then list end row cast'.split(
    ' ',
  )) {
    known.add(word);
  }
  const called = new Set<string>();
  for (const { query } of good) {
    const { sql, prelude } = translated(query);
    for (const text of [sql, ...prelude]) {
      const bare = text.replace(/'(?:[^']|'')*'/g, "''").replace(/"(?:[^"]|"")*"/g, '""');
      for (const [, name = ''] of bare.matchAll(/\b([a-z_][a-z0-9_]*)\(/g)) called.add(name);
    }
  }
  const unknown = [...called].filter((name) => !known.has(name) && !name.startsWith('easel_'));
  expect(unknown).toEqual([]);
  expect(called.size).toBeGreaterThan(60);
});
