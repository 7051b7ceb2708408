import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markStale, refreshDayMarts } from '../../src/models/day-marts.ts';
import { pairTouched } from '../../src/models/pair-touched.ts';
import { insertFile, insertRows } from './request-rows.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

/** Pushes one after the other; windows of 200 end within a day, at its ends and across several. */
const burst = fc.record({
  start: fc.integer({ min: 0, max: 4 * 86_400 - 1 }),
  step: fc.constantFrom(0, 1, 40, 600),
  count: fc.oneof(
    fc.constantFrom(1, 199, 200, 201, 399, 400, 401),
    fc.integer({ min: 1, max: 600 }),
  ),
  server: fc.constantFrom('A', 'A', 'B'),
  heartbeats: fc.array(fc.constantFrom(null, 60, 480, 539, 540, 541, 900, 1200), {
    minLength: 1,
    maxLength: 5,
  }),
  is_probe: fc.constantFrom(false, false, true),
});
type Burst = typeof burst extends fc.Arbitrary<infer T> ? T : never;

const timeOf = (second: number): string =>
  new Date(Date.UTC(2024, 1, 27) + second * 1000).toISOString().slice(0, 19);

function rowsOf(bursts: readonly Burst[], firstLine: number) {
  const rows = bursts.flatMap(({ start, step, count, server, heartbeats, is_probe }) =>
    Array.from({ length: count }, (_, i) => ({
      requested_at: timeOf(start + i * step),
      server,
      command: 'Ping',
      status: 200,
      counted: true,
      is_probe,
      heartbeat_s: heartbeats[i % heartbeats.length] ?? null,
    })),
  );
  return rows.map((row, i) => ({
    ...row,
    file_id: 1,
    line_no: firstLine + i,
    tier: 'single' as const,
  }));
}
type Row = ReturnType<typeof rowsOf>[number];

/** The same by one look at the requests in their order: an array of the last 200 of each server. */
function hoursOf(rows: readonly Row[], since: string, until: string, withProbes: boolean) {
  const found = new Map<string, { mean: number; lowest: number; alarms: string[] }>();
  const servers = new Map<string, { last: number[]; armed: boolean }>();
  const inOrder = rows
    .filter((row) => row.requested_at >= since && row.requested_at < until)
    .filter((row) => row.heartbeat_s !== null && (withProbes || !row.is_probe))
    .sort((a, b) =>
      a.requested_at < b.requested_at
        ? -1
        : a.requested_at > b.requested_at
          ? 1
          : a.line_no - b.line_no,
    );
  for (const { server, requested_at: at, heartbeat_s } of inOrder) {
    const own = servers.get(server) ?? { last: [], armed: true };
    servers.set(server, own);
    own.last = [...own.last, heartbeat_s ?? 0].slice(-200);
    if (own.last.length < 200) continue;
    const mean = own.last.reduce((a, b) => a + b, 0) / 200;
    const key = `${at.slice(0, 13)}:00:00 ${server}`;
    const hour = found.get(key) ?? { mean, lowest: mean, alarms: [] };
    found.set(key, hour);
    hour.mean = mean;
    hour.lowest = Math.min(hour.lowest, mean);
    if (mean <= 540 && own.armed) hour.alarms.push(`${at} ${Math.round(mean * 200)}`);
    own.armed = mean > 540;
  }
  return [...found].sort();
}

const bursts = (maxLength: number): fc.Arbitrary<Burst[]> =>
  fc.array(burst, { minLength: 1, maxLength });

test('knows the mean of the last 200 heartbeats, whichever days are kept, stale or cut', async () => {
  let alarms = 0;
  await fc.assert(
    fc.asyncProperty(
      bursts(7),
      bursts(1),
      fc.tuple(burst, burst).map((ends) => ends.map(({ start }) => timeOf(start)).sort()),
      async (early, late, [since = '', until = '']) => {
        const db = await emptyWarehouse(1);
        await insertFile(db, 1, 'u_ex1.log');
        const first = rowsOf(early, 1);
        const second = rowsOf(late, 100_000);
        await insertRows(db, first);
        await refreshDayMarts(db);
        await insertRows(db, second);
        await db.run('delete from request_facts where line_no <= 20');
        const gone = first
          .slice(0, 20)
          .map(({ requested_at }) => requested_at)
          .sort();
        await markStale(db, gone[0] ?? '', gone.at(-1) ?? '');
        const rows = [...first.slice(20), ...second];
        for (const [from, to] of [
          ['2024-01-01T00:00:00', '2024-12-31T00:00:00'],
          [since, until],
        ]) {
          for (const withProbes of [false, true]) {
            const told = await db.rows(
              `select
                 strftime(hour, '%Y-%m-%dT%H:%M:%S') || ' ' || server as key,
                 mean_heartbeat_s as mean,
                 lowest_mean_s as lowest,
                 list_transform(coalesce(alarms, []), lambda alarm:
                   strftime(alarm.at, '%Y-%m-%dT%H:%M:%S') || ' ' || (alarm.mean_heartbeat_s * 200)::bigint
                 )::json::varchar as alarms
               from heartbeat_hours($from::timestamp, $to::timestamp, $withProbes)`,
              { from: from ?? '', to: to ?? '', withProbes },
            );
            const known = told
              .map(({ key, alarms, ...means }) => [
                key,
                { ...means, alarms: JSON.parse(alarms as string) as string[] },
              ])
              .sort();
            const expected = hoursOf(rows, from ?? '', to ?? '', withProbes);
            expect(known).toEqual(expected);
            alarms += expected.length;
          }
        }
        db.close();
      },
    ),
    { numRuns: 12 },
  );
  expect(alarms).toBeGreaterThan(100);
});

test('heartbeats of one second that a back end logged come in the order of their front ends', async () => {
  const db = await emptyWarehouse(1);
  await insertFile(db, 1, 'u_ex1.log');
  const row = { file_id: 1, requested_at: '2024-03-01 10:00:00', command: 'Ping', status: 200 };
  const pushed = (server: string, site: string, heartbeat: number, lines: readonly number[]) =>
    lines.flatMap((line) => {
      const request_id = `${server}${line}`;
      return [
        { ...row, server, site, request_id, line_no: line, tier: 'front' as const },
        {
          ...{ ...row, server: 'MBX', site: 'back', request_id, heartbeat_s: heartbeat },
          ...{ line_no: 10_000 + line, tier: 'back' as const },
        },
      ];
    });
  const lines = (first: number): number[] => Array.from({ length: 200 }, (_, i) => first + i);
  // By site or by line, those of the second front end would come first.
  await insertRows(db, [
    ...pushed('CAS01', 'W3SVC2', 900, lines(1000)),
    ...pushed('CAS02', 'W3SVC1', 480, lines(1)),
  ]);
  await pairTouched(db, { from: row.requested_at, to: row.requested_at, fileIds: [1] });
  await refreshDayMarts(db);
  const told = await db.rows(
    "select server, mean_heartbeat_s, lowest_mean_s from heartbeat_hours(timestamp '2024-03-01', timestamp '2024-03-02', false)",
  );
  expect(told).toEqual([{ server: 'MBX', mean_heartbeat_s: 480, lowest_mean_s: 480 }]);
  db.close();
});
