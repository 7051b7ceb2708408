import { expect, test } from 'vitest';
import { checkWarehouse } from '../../src/ingest/check.ts';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { Bench, header, record } from './iis-log.ts';

test('finds a sound warehouse sound, looking at all that has rows of its own', async () => {
  const bench = new Bench();
  await bench.ingest([bench.write('ex.log', `${header}${record(1)}\r\n`)]);
  const db = await openWarehouse(bench.warehouse, { access: 'read-only' });
  const results = await checkWarehouse(db);
  db.close();
  expect(results.length).toBeGreaterThan(10);
  expect(results.filter(({ faults }) => faults > 0)).toEqual([]);
});

test('names the file whose rows and counts part', async () => {
  const bench = new Bench();
  const file = bench.write('ex.log', `${header}${record(1)}\r\n${record(2)}\r\n`);
  await bench.ingest([file]);
  const db = await openWarehouse(bench.warehouse, { access: 'read-write' });
  await db.run('delete from request_facts where line_no = 5');
  const bad = (await checkWarehouse(db)).filter(({ faults }) => faults > 0);
  db.close();
  expect(bad).toEqual([
    {
      check: 'request_facts: as many rows a file as files.rows says',
      faults: 1,
      examples: [file],
    },
    ...['push_requests', 'client_days', 'quarter_hours'].map((table) => ({
      check: `${table}: as the requests of the day say`,
      faults: 1,
      examples: ['2024-05-01'],
    })),
  ]);
});
