import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../../src/duckdb/database.ts';
import { decodeRequest, type LoggedRequest } from '../../../src/parsers/eas/decode.ts';
import { easProjection, easRelation, selectList } from '../../../src/parsers/eas/sql.ts';
import { loggedRequest } from './generate.ts';

let database: Database;
const projection = easProjection({
  stem: 'stem',
  query: 'query',
  username: 'username',
  method: 'method',
  userAgent: '"userAgent"',
  port: 'port',
});
const input = `(select unnest(from_json($rows,
  '[{"stem":"VARCHAR","query":"VARCHAR","username":"VARCHAR","method":"VARCHAR","userAgent":"VARCHAR","port":"INTEGER"}]'), recursive := true))`;
const decodeAll = [
  'select',
  selectList(projection.columns),
  'from',
  easRelation(input, projection),
].join(' ');

beforeAll(async () => {
  database = await Database.open(':memory:');
});
afterAll(() => database.close());

async function decodeInSql(rows: readonly LoggedRequest[]): Promise<Record<string, unknown>[]> {
  const decoded = await database.rows(decodeAll, { rows: JSON.stringify(rows) });
  return decoded.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    ),
  );
}

function inTypeScript(row: LoggedRequest): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(decodeRequest(row)).filter(([, value]) => value !== undefined),
  );
}

test('SQL decodes generated and mutated queries as TypeScript does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(loggedRequest, { minLength: 1, maxLength: 60 }), async (rows) => {
      expect(await decodeInSql(rows)).toEqual(rows.map(inTypeScript));
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 60) },
  );
}, 120_000);
