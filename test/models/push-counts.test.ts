import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markStale, refreshDayMarts } from '../../src/models/day-marts.ts';
import { wallClock } from '../../src/support/zone.ts';
import { outcomeOf } from '../reports/oracle/heartbeat-oracle.ts';
import { insertFile, insertRows } from './request-rows.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

const moment = fc
  .integer({ min: 0, max: 4 * 86_400 - 1 })
  .map((s) => new Date(Date.UTC(2024, 2, 29) + s * 1000).toISOString().slice(0, 19));
/** Also so many that two of them are more than a BIGINT holds. */
const bytes = fc.constantFrom(null, 0, 700, 9e18);
const row = fc.record({
  requested_at: moment,
  server: fc.constantFrom('A', 'B'),
  user_name: fc.constantFrom('anna', 'bo'),
  command: fc.constantFrom('Ping', 'Sync', 'FolderSync'),
  status: fc.constantFrom(200, 200, 503),
  eas_status: fc.constantFrom(null, 1, 3),
  win32_status: fc.constantFrom(0, 64),
  heartbeat_s: fc.constantFrom(null, 0, 480, 900),
  time_taken_ms: fc.constantFrom(null, 100, 480_000, 900_000),
  bytes_sent: bytes,
  bytes_received: bytes,
  counted: fc.boolean(),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

interface Sums {
  requests: number;
  bytes: bigint;
  quiet_requests: number;
  quiet_bytes: bigint;
  quiet_ms: number;
  asked_at: string | null;
}

/** The same by loops over rows: by day of the zone, user, server and status. */
function countsOf(rows: readonly Row[], since: string, until: string, zone: string) {
  const found = new Map<string, Sums>();
  for (const one of rows) {
    const isPush = one.command === 'Ping' || (one.command === 'Sync' && (one.heartbeat_s ?? 0) > 0);
    const at = one.requested_at;
    if (!isPush || !one.counted || at < since || at >= until) continue;
    const day = new Date(wallClock(Date.parse(`${at}Z`), zone)).toISOString().slice(0, 10);
    const key = `${day} ${one.user_name} ${one.server} ${one.status}`;
    const none = { requests: 0, bytes: 0n, quiet_requests: 0, quiet_bytes: 0n, quiet_ms: 0 };
    const sums = found.get(key) ?? { ...none, asked_at: null };
    found.set(key, sums);
    const own = BigInt(one.bytes_sent ?? 0) + BigInt(one.bytes_received ?? 0);
    const heartbeat_s = one.heartbeat_s === 0 ? null : one.heartbeat_s;
    sums.requests += 1;
    sums.bytes += own;
    if (heartbeat_s !== null && at > (sums.asked_at ?? '')) sums.asked_at = at;
    if (!['expired', 'dropped'].includes(outcomeOf({ ...one, heartbeat_s }))) continue;
    sums.quiet_requests += 1;
    sums.quiet_bytes += own;
    sums.quiet_ms += one.time_taken_ms ?? 0;
  }
  return found;
}

const within = (sum: bigint): string => String(sum < 2n ** 63n ? sum : 2n ** 63n - 1n);

test('says of any period what its pushes came to, whichever days are kept, stale or cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 25 }),
      fc.array(row, { maxLength: 4 }),
      fc.tuple(moment, moment).map((both) => both.sort()),
      fc.constantFrom('UTC', 'Europe/Vienna', 'America/New_York'),
      async (early, late, [since, until], zone) => {
        const db = await emptyWarehouse(1);
        await insertFile(db, 1, 'u_ex1.log');
        const load = (rows: readonly Row[], from: number): Promise<void> =>
          insertRows(
            db,
            rows.map((one, i) => ({ ...one, file_id: 1, line_no: from + i, tier: 'single' })),
          );
        await load(early, 1);
        await refreshDayMarts(db);
        await load(late, 100);
        const [gone, ...others] = early;
        await db.run('delete from request_facts where line_no = 1');
        if (gone !== undefined) await markStale(db, gone.requested_at, gone.requested_at);
        const rows = await db.rows(
          `select
             strftime(day, '%Y-%m-%d') || ' ' || user_name || ' ' || server || ' ' || counts.status as key,
             requests, bytes::varchar as bytes, quiet_requests, quiet_bytes::varchar as quiet_bytes,
             quiet_ms, strftime(asked_at, '%Y-%m-%dT%H:%M:%S') as asked_at
           from push_counts($since::timestamp, $until::timestamp, $zone) as counts
           join request_clients using (client_id)
           join request_endpoints using (endpoint_id)`,
          { since, until, zone },
        );
        const found = rows.map(({ key, ...sums }) => [key, sums]);
        const expected = [...countsOf([...others, ...late], since, until, zone)].map(
          ([key, sums]) => [
            key,
            { ...sums, bytes: within(sums.bytes), quiet_bytes: within(sums.quiet_bytes) },
          ],
        );
        expect(found.sort()).toEqual(expected.sort());
        db.close();
      },
    ),
    { numRuns: 20 },
  );
});
