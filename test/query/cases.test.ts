import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import type { Value } from '../../src/duckdb/values.ts';
import { checkPatterns } from '../../src/query/check-patterns.ts';
import { functions } from '../../src/query/functions.ts';
import { parseQuery } from '../../src/query/parser.ts';
import { registerRuntimeFunctions } from '../../src/query/runtime-functions.ts';
import { translate, type Translation } from '../../src/query/translate.ts';
import type { Source } from '../../src/query/source.ts';
import type { Entity } from '../../src/query/ast.ts';
import {
  caseFiles,
  casesFolder,
  openTables,
  printError,
  printRows,
  readCase,
  tableSources,
  type QueryCase,
} from './case-file.ts';

const files = caseFiles();
let database: Database;
let resolveFrom: (entity: Entity) => Source;

beforeAll(async () => {
  database = await openTables();
  resolveFrom = await tableSources(database);
});
afterAll(() => database.close());

function translateCase({ query, options }: QueryCase): Translation {
  return translate(parseQuery(query), {
    resolveFrom,
    tz: options['tz'] ?? 'UTC',
    now: new Date(options['now'] ?? '2024-05-01T12:34:56Z'),
    strictDialect: options['strict'] === 'yes',
    offline: options['offline'] === 'yes',
    computerName: 'HERE',
  });
}

describe('case files', () => {
  test.each(files)('%s', async (file) => {
    const one = readCase(file);
    if (one.error !== undefined) {
      let met = 'no error';
      try {
        await checkPatterns(database, translateCase(one));
      } catch (error) {
        met = printError(error);
      }
      expect(met).toBe(one.error);
      return;
    }
    const translation = translateCase(one);
    if (process.env['EASEL_WRITE_SQL'] === '1') writeSql(one, translation.sql);
    else expect(translation.sql).toBe(one.duckdb);
    for (const statement of translation.prelude) await database.run(statement);
    registerRuntimeFunctions(database, translation.runtimeFunctions);
    const explained = `explain ${translation.sql}`;
    await database.run(explained);
    if (one.rows === undefined) return;
    const { columns } = translation;
    const stream = await database.stream(translation.sql);
    const rows: Value[][] = [];
    for await (const chunk of stream.chunks()) rows.push(...chunk);
    expect(printRows(columns, rows)).toBe(one.rows);
  });
});

test('every function has a case file of its name', () => {
  const missing = Object.keys(functions).filter(
    (name) => !files.some((file) => file.startsWith(`functions/${name.toLowerCase()}`)),
  );
  expect(missing).toEqual([]);
});

function writeSql(one: QueryCase, sql: string): void {
  const head = [one.title, ...Object.entries(one.options).map(([k, v]) => `${k}: ${v}`)];
  const parts = [
    head.map((line) => `-- ${line}`).join('\n'),
    `-- Log Parser\n${one.query}`,
    `-- DuckDB\n${sql}`,
    ...(one.rows === undefined ? [] : [`-- rows\n${one.rows}`]),
  ];
  writeFileSync(path.join(casesFolder, one.file), `${parts.join('\n')}\n`);
}
