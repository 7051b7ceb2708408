import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { refreshDayMarts } from '../../src/models/day-marts.ts';
import { loadFile, removeFile } from './loaded-files.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

const first = Date.UTC(2024, 2, 28);
const moment = fc
  .oneof(
    fc.integer({ min: 0, max: 6 * 86_400 - 1 }),
    // Midnights, where days and periods meet.
    fc.integer({ min: 0, max: 5 }).map((day) => day * 86_400),
  )
  .map((s) => new Date(first + s * 1000).toISOString().slice(0, 19));
const amount = fc.constantFrom(0, 1, 7, 2 ** 40, null);
const row = fc.record({
  requested_at: moment,
  server: fc.constantFrom('A', 'B'),
  user_name: fc.constantFrom('anna', 'bo'),
  command: fc.constantFrom('Sync', 'Ping', 'Search', null),
  status: fc.constantFrom(200, 401, 503, null),
  heartbeat_s: fc.constantFrom(60, null),
  time_taken_ms: amount,
  bytes_sent: amount,
  bytes_received: amount,
  counted: fc.boolean(),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;
const loads = fc.array(fc.array(row, { minLength: 1, maxLength: 12 }), { maxLength: 3 });
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', null);
const period = fc.record({ since: moment, until: moment, zone });

test('what clients asked for in a period is the same from days that are kept and from requests', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...([loads, loads, fc.boolean(), fc.array(period, { minLength: 4, maxLength: 4 })] as const),
      async (before, after, isFirstRemoved, periods) => {
        const db = await emptyWarehouse(1);
        for (const [i, rows] of before.entries()) await loadFile(db, i + 1, rows);
        await refreshDayMarts(db);
        for (const [i, rows] of after.entries()) await loadFile(db, 11 + i, rows);
        if (isFirstRemoved) await removeFile(db, 1);
        const loaded = [...before.slice(isFirstRemoved ? 1 : 0), ...after].flat();
        for (const one of periods) {
          expect(await found(db, one), JSON.stringify(one)).toEqual(expected(loaded, one));
        }
        db.close();
      },
    ),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 15) },
  );
});

type Period = typeof period extends fc.Arbitrary<infer T> ? T : never;

const counts = `
  select
    json_array(day::varchar, user_name, server, status::varchar) as key,
    json_array(
      sum(hits)::double, sum(pings)::double, sum(syncs)::double, sum(bytes_sent)::double,
      sum(bytes_received)::double, sum(timed)::double, sum(busy_ms)::double, max(longest_ms)::double
    ) as sums
  from client_counts($since::timestamp, $until::timestamp, $zone::varchar)
  join request_clients using (client_id)
  join request_endpoints using (endpoint_id)
  group by all`;

async function found(db: Database, period: Period): Promise<unknown[]> {
  const rows = await db.rows(counts, { ...period });
  return rows
    .map(({ key, sums }) =>
      JSON.stringify([key, sums].map((json): unknown => JSON.parse(json as string))),
    )
    .sort();
}

function expected(rows: readonly Row[], { since, until, zone }: Period): unknown[] {
  const groups = new Map<string, Row[]>();
  for (const one of rows) {
    if (!one.counted || one.requested_at < since || one.requested_at >= until) continue;
    const status = one.status === null ? null : String(one.status);
    const key = JSON.stringify([dayOf(one.requested_at, zone), one.user_name, one.server, status]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, group]) => JSON.stringify([JSON.parse(key), sumsOf(group)])).sort();
}

function dayOf(moment: string, timeZone: string | null): string | null {
  if (timeZone === null) return null;
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(`${moment}Z`));
}

function sumsOf(rows: readonly Row[]): (number | null)[] {
  const known = (values: readonly (number | null)[]): number[] =>
    values.filter((value) => value !== null);
  const sum = (values: readonly (number | null)[]): number | null =>
    known(values).length === 0 ? null : known(values).reduce((a, b) => a + b);
  const busy = known(
    rows
      .filter(({ command, heartbeat_s }) => command !== 'Ping' && !heartbeat_s)
      .map((one) => one.time_taken_ms),
  );
  return [
    rows.length,
    rows.filter(({ command }) => command === 'Ping').length,
    rows.filter(({ command }) => command === 'Sync').length,
    sum(rows.map((one) => one.bytes_sent)),
    sum(rows.map((one) => one.bytes_received)),
    busy.length,
    sum(busy),
    busy.length === 0 ? null : Math.max(...busy),
  ];
}
