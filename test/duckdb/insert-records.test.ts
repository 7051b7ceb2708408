import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { insertRecords } from '../../src/duckdb/write-select.ts';

const types = { id: 'BIGINT', path: 'VARCHAR', seen_at: 'TIMESTAMP' };
const value = fc.record({
  id: fc.option(fc.maxSafeInteger()),
  path: fc.option(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('C:\\ud800\\"x', "it's", '\ud83d\ude00', '{"a": [1]}', ''),
    ),
  ),
  seen_at: fc.constantFrom(null, '2024-02-29 23:59:59.123456', '0001-01-01 00:00:00'),
});

test('appends records as they are, whatever their texts hold', async () => {
  const db = await Database.open(':memory:');
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 20 }), async (records) => {
        await db.run('create or replace table t (id bigint, path varchar, seen_at timestamp)');
        await insertRecords(db, 't', types, records);
        const back = await db.rows('select id, path, seen_at::varchar as seen_at from t');
        expect(back.map((row) => ({ ...row }))).toEqual(records);
      }),
      { numRuns: 50 },
    );
    await db.run('delete from t');
    await insertRecords(db, 't', types, [{ id: 1, path: 'half \ud800 a pair', seen_at: null }]);
    expect(await db.value('select path from t')).toBe('half \ufffd a pair');
  } finally {
    db.close();
  }
});
