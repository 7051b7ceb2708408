import { expect, test } from 'vitest';
import { emptyWarehouse } from './empty-warehouse.ts';

/** Requests of as many clients on one day, one a millisecond. */
async function isBig(requests: number, clients: number): Promise<unknown> {
  const db = await emptyWarehouse(2);
  await db.run(
    `insert into request_endpoints by name select 1 as endpoint_id, 'S' as server, true as is_eas`,
  );
  await db.run(
    `insert into request_facts by name
     select
       1 as endpoint_id,
       i % $clients as client_id,
       timestamp '2024-05-01' + to_milliseconds(i) as requested_at,
       i as line_no,
       true as counted
     from range($requests) as numbers(i)`,
    { requests, clients },
  );
  await db.run(`insert into stale_days values ('2024-05-01')`);
  const found = await db.value(
    `select is_big from period_scale(timestamp '2024-05-01', timestamp '2024-05-02')`,
  );
  db.close();
  return found;
}

test('a period is big with more than a million requests of more than 200,000 clients by day', async () => {
  expect(await isBig(1_000_001, 200_001)).toBe(true);
  expect(await isBig(1_000_000, 200_001)).toBe(false);
  expect(await isBig(1_000_001, 200_000)).toBe(false);
});
