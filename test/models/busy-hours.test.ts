import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refreshDayMarts } from '../../src/models/day-marts.ts';
import { insertFile, insertRows, type TestRow } from './request-rows.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

/** Some requests of one client in one hour. */
const stretch = fc.record({
  user_name: fc.constantFrom('anna', 'bo', null),
  device_id: fc.constantFrom('Dev1', 'DEV1', 'Dev2', null),
  user_agent: fc.constantFrom('A/1', 'A/2'),
  day: fc.integer({ min: 1, max: 2 }),
  hour: fc.constantFrom('00', '23'),
  requests: fc.constantFrom(1, 7, 13, 19, 20, 25),
});

function rowsOf(stretches: readonly (typeof stretch extends fc.Arbitrary<infer T> ? T : never)[]) {
  return stretches.flatMap(({ day, hour, requests, ...client }) =>
    Array.from({ length: requests }, (_, i) => ({
      ...client,
      server: 'S',
      tier: 'single' as const,
      command: 'Ping',
      counted: true,
      requested_at: `2024-05-0${day} ${hour}:${String((i * 7) % 60).padStart(2, '0')}:59`,
    })),
  );
}

test('knows the hours of 20 requests or more, by device or by person, whichever days are kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stretch, { maxLength: 8 }),
      fc.array(stretch, { maxLength: 3 }),
      async (first, later) => {
        const db = await emptyWarehouse(1);
        await insertFile(db, 1, 'log');
        const rows: TestRow[] = [];
        for (const some of [first, later]) {
          const added = rowsOf(some).map((row, i) => ({
            ...row,
            file_id: 1,
            line_no: rows.length + i,
          }));
          await insertRows(db, added);
          rows.push(...added);
          if (some === first) await refreshDayMarts(db);
        }
        const talker = (row: TestRow): string =>
          `${row.requested_at.slice(0, 13)} ${String(row['device_id'] ?? '').toUpperCase()} ${
            row['device_id'] === null ? String(row['user_name']) : ''
          }`;
        const counts = new Map<string, number>();
        for (const row of rows) counts.set(talker(row), (counts.get(talker(row)) ?? 0) + 1);
        const busy = rows.filter((row) => (counts.get(talker(row)) ?? 0) >= 20);
        const found = await db.rows(
          `select sum(requests)::bigint as requests, count(distinct hour_at) as hours
           from known_busy_hours('2024-05-01'::timestamp, '2024-05-03'::timestamp)`,
        );
        const hours = new Set(busy.map((row) => row.requested_at.slice(0, 13)));
        expect(found).toEqual([
          { requests: busy.length === 0 ? null : busy.length, hours: hours.size },
        ]);
        db.close();
      },
    ),
    { numRuns: 25 },
  );
});
