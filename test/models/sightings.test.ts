import { expect, test } from 'vitest';
import { createTempTable } from '../../src/duckdb/write-select.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

const persons = 200_000;

test('finds who came with which device among more persons than fit into memory', async () => {
  const db = await emptyWarehouse(2);
  try {
    await db.run(
      "insert into request_endpoints (endpoint_id, command, server) values (1, 'Sync', 'EX1')",
    );
    await db.run(
      `insert into request_clients
        (client_id, user_name, user_domain, is_probe, device_id, device_type, device_os, user_agent)
      select n, 'person' || n, 'contoso.com', false, 'APPLDNQKXYZ' || n, 'kind of phone ' || n,
        'operating system ' || n, 'Apple-iPhone12C1/1901.' || n
      from range(1, $persons + 1) as numbers(n)`,
      { persons },
    );
    await db.run(
      `insert into client_days
        (day, client_id, endpoint_id, status, first_seen_at, last_seen_at, first_place, last_place,
         last_sync_at, hits, pings, syncs, bytes_sent, bytes_received, timed, busy_ms, longest_ms)
      select seen_at::date, n, 1, 200, seen_at, seen_at, n, n, seen_at, 1, 0, 1, 1, 1, 1, 1, 1
      from (
        select n, timestamp '2024-05-01' + to_milliseconds(n) as seen_at
        from range(1, $persons + 1) as numbers(n)
      )`,
      { persons },
    );
    await db.run("set memory_limit = '120MB'");
    expect(await createTempTable(db, 'seen', 'from sightings')).toBe(persons);
    const wrong = await db.value(
      `select count(*)::integer
       from seen
       where first_client <> os_client or type_client <> agent_client`,
    );
    expect(wrong).toBe(0);
  } finally {
    db.close();
  }
}, 120_000);
