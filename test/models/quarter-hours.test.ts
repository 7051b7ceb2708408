import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markStale, refreshDayMarts } from '../../src/models/day-marts.ts';
import { insertFile, insertRows } from './request-rows.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

const second = fc.integer({ min: 0, max: 3 * 86_400 - 1 });
const moment = second.map(timeOf);
const row = fc.record({
  requested_at: moment,
  server: fc.constantFrom('A', 'B'),
  tier: fc.constantFrom('back' as const, 'front' as const),
  is_eas: fc.boolean(),
  counted: fc.boolean(),
  file_id: fc.constantFrom(1, 2),
});

function timeOf(seconds: number): string {
  return new Date(Date.UTC(2024, 1, 28) + seconds * 1000).toISOString().slice(0, 19);
}

const summed = `select server, file_id, sum(requests)::bigint as requests, min(first_at)::varchar as first,
  max(last_at)::varchar as last, sum(back_rows)::bigint as back, sum(unpaired_rows)::bigint as unpaired`;

test('says of any period what the requests say, whichever days are kept, stale or cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 20 }),
      fc.array(row, { maxLength: 5 }),
      fc.tuple(moment, moment).map((both) => both.sort()),
      async (rows, late, [since, until]) => {
        const db = await emptyWarehouse(1);
        for (const id of [1, 2]) await insertFile(db, id, `u_ex${id}.log`);
        await insertRows(
          db,
          rows.map((one, i) => ({ ...one, line_no: i + 1 })),
        );
        await refreshDayMarts(db);
        await insertRows(
          db,
          late.map((one, i) => ({ ...one, line_no: 100 + i })),
        );
        const gone = rows[0];
        if (gone !== undefined) {
          await db.run('delete from request_facts where line_no = 1');
          await markStale(db, gone.requested_at, gone.requested_at);
        }
        const period = { since, until };
        const known = `${summed}
          from logged_quarter_hours($since::timestamp, $until::timestamp) group by all order by all`;
        const counted = `${summed} from (
            select server, file_id, 1 as requests, requested_at as first_at, requested_at as last_at,
              (is_eas and tier = 'back')::int as back_rows,
              (is_eas and tier = 'back' and counted is not false)::int as unpaired_rows
            from request_rows
            where requested_at >= $since::timestamp and requested_at < $until::timestamp
          ) group by all order by all`;
        expect(await db.rows(known, period)).toEqual(await db.rows(counted, period));
        db.close();
      },
    ),
    { numRuns: 20 },
  );
});
