import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';

test('throws when a statement fails in the middle of its stream', async () => {
  const database = await Database.open(':memory:');
  const stream = await database.stream(
    "select case when range = 900000 then error('stop') else 'x' end from range(1000000)",
  );
  const readAll = async (): Promise<number> => {
    let rows = 0;
    for await (const chunk of stream.chunks()) rows += chunk.length;
    return rows;
  };
  await expect(readAll()).rejects.toThrow('stop');
  database.close();
});

test('takes a TIMESTAMP for UTC, whatever the zone of the machine', async () => {
  const database = await Database.open(':memory:');
  const sql = "select epoch_ms(timestamptz '2024-05-01 00:00:00')";
  expect(await database.value(sql)).toBe(Date.UTC(2024, 4, 1));
  database.close();
});
