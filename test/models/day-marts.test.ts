import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkWarehouse } from '../../src/ingest/check.ts';
import { refreshDayMarts } from '../../src/models/day-marts.ts';
import { loadFile, removeFile } from './loaded-files.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

const time = fc
  .integer({ min: 0, max: 5 * 86_400 - 1 })
  .map((s) => new Date(Date.UTC(2024, 1, 27) + s * 1000).toISOString().slice(0, 19));
const row = fc.record({
  requested_at: time,
  server: fc.constantFrom('A', 'B'),
  site: fc.constantFrom('W3SVC1', 'W3SVC2', null),
  user_name: fc.constantFrom('anna', 'bo'),
  command: fc.constantFrom('Sync', 'Ping', null),
  status: fc.constantFrom(200, 401, 503),
  eas_status: fc.constantFrom(1, 3, null),
  counted: fc.boolean(),
});
const load = fc.array(row, { minLength: 1, maxLength: 12 });

/** A step of a warehouse's life. */
const step = fc.oneof(
  load.map((rows) => ({ kind: 'load' as const, rows })),
  fc.integer({ min: 1, max: 9 }).map((rowsAtATime) => ({ kind: 'refresh' as const, rowsAtATime })),
  fc.integer({ min: 0, max: 3 }).map((file) => ({ kind: 'remove' as const, file })),
);

test('what is known of days is what their requests say, whenever it was counted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), time, async (steps, until) => {
      const db = await emptyWarehouse(1);
      let files = 0;
      for (const one of steps) {
        if (one.kind === 'refresh') await refreshDayMarts(db, one.rowsAtATime);
        else if (one.kind === 'load') await loadFile(db, (files += 1), one.rows);
        else await removeFile(db, 1 + (one.file % Math.max(1, files)));
      }
      for (const moment of [until, 'infinity']) {
        const now = { until: moment };
        expect(await db.rows(known, now)).toEqual(await db.rows(counted, now));
      }
      const faults = (await checkWarehouse(db)).filter(
        (result) => result.check.endsWith('as the requests of the day say') && result.faults > 0,
      );
      expect(faults).toEqual([]);
      db.close();
    }),
    { numRuns: 25 },
  );
});

// Endpoints stand for their server and site, whichever of them it is.
const columns =
  'runs.* exclude (endpoint_id), server, site from request_endpoints as endpoints join runs using (endpoint_id) order by all';
const known = `with runs as (from client_runs($until::timestamp)) select ${columns}`;
const counted = `with runs as (from counted_days(timestamp '-infinity', $until::timestamp)) select ${columns}`;
