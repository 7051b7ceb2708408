import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { refreshDayMarts } from '../../src/models/day-marts.ts';
import { loadFile, removeFile } from './loaded-files.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

const day = 86_400;
/** Around the midnights between three days, where a logon may begin on one and go on on the next. */
const moment = fc
  .tuple(fc.constantFrom(day, 2 * day), fc.integer({ min: -100, max: 100 }))
  .map(([midnight, s]) => new Date(Date.UTC(2024, 2, 28) + (midnight + s) * 1000))
  .map((at) => at.toISOString().slice(0, 19));
const row = fc.record({
  requested_at: moment,
  server: fc.constant('A'),
  device_id: fc.constantFrom('D1', 'D2'),
  user_name: fc.constantFrom('anna', null, null),
  command: fc.constantFrom('Sync', 'Ping'),
  status: fc.constantFrom(200, 401, 401, 503),
  eas_status: fc.constantFrom(1, 2, 3, null),
  counted: fc.constant(true),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;
const file = fc.array(row, { minLength: 1, maxLength: 6 });
const step = fc.oneof(
  file.map((rows) => ({ kind: 'load' as const, rows })),
  fc.constant({ kind: 'refresh' as const }),
  fc.nat(3).map((index) => ({ kind: 'remove' as const, index })),
);

test('errors are the same from what is kept of them and from a look at all requests', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
      const db = await emptyWarehouse(1);
      const files = new Map<number, readonly Row[]>();
      for (const [i, one] of steps.entries()) {
        if (one.kind === 'refresh') await refreshDayMarts(db);
        else if (one.kind === 'load') {
          await loadFile(db, i, one.rows);
          files.set(i, one.rows);
        } else if (files.has(one.index)) {
          await removeFile(db, one.index);
          files.delete(one.index);
        }
        expect(await errors(db)).toEqual(expected(files));
      }
      db.close();
    }),
    { numRuns: 25 },
  );
});

async function errors(db: Database): Promise<string[]> {
  const rows = await db.rows(`select file_id || ':' || line_no as place from error_facts`);
  return rows.map(({ place }) => place as string).sort();
}

function expected(files: ReadonlyMap<number, readonly Row[]>): string[] {
  const all = [...files].flatMap(([fileId, rows]) =>
    rows.map((one, i) => ({ ...one, fileId, line: i + 1, at: Date.parse(`${one.requested_at}Z`) })),
  );
  /** In one second lines count, and of the same line of two files the content hash, here the path. */
  const place = ({ line, fileId }: (typeof all)[number]): string =>
    `${String(line).padStart(3, '0')} u_ex${fileId}.log`;
  const isLeg = (one: (typeof all)[number]): boolean =>
    one.status === 401 &&
    one.user_name === null &&
    isGood(one) &&
    all.some(
      (next) =>
        next.device_id === one.device_id &&
        next.status !== 401 &&
        next.at - one.at <= 60_000 &&
        (next.at > one.at || (next.at === one.at && place(next) > place(one))),
    );
  return all
    .filter((one) => (one.status >= 400 || !isGood(one)) && !isLeg(one))
    .map(({ fileId, line }) => `${fileId}:${line}`)
    .sort();
}

/** A Ping may also say 2: something has changed. */
function isGood({ command, eas_status }: Row): boolean {
  return eas_status === null || eas_status === 1 || (command === 'Ping' && eas_status === 2);
}

test('the content of their files orders requests of one second on the same line', async () => {
  const asked: Row = {
    ...{ requested_at: '2024-03-28T10:00:00', server: 'A', device_id: 'D1', command: 'Sync' },
    ...{ user_name: null, status: 401, eas_status: null, counted: true },
  };
  const answered: Row = { ...asked, user_name: 'anna', status: 200 };
  const db = await emptyWarehouse(1);
  await loadFile(db, 1, [asked]);
  await loadFile(db, 2, [answered]);
  expect(await errors(db)).toEqual([]);
  await removeFile(db, 1);
  await loadFile(db, 3, [asked]);
  expect(await errors(db)).toEqual(['3:1']);
  db.close();
});
