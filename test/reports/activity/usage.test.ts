import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/duckdb/database.ts';
import type { TestRow } from '../../models/request-rows.ts';
import { syntheticRequests } from '../oracle/synthetic-rows.ts';
import { pick, reportSections, warehouseOf } from '../report-json.ts';

const answers = [200, 204, 299, 100, 302, 399, 401, 449, 503, 599, 999, 0, -200, null];
const commands = ['Ping', 'Sync', 'FolderSync', 'Notify', 'OPTIONS', 'Bogus', null];
const rows = answers.flatMap((status, i) =>
  commands.map((command, j): TestRow => ({
    file_id: 1,
    line_no: 1 + i * commands.length + j,
    requested_at: `2024-05-0${1 + (j % 3)} 07:${String(10 + i)}:00`,
    tier: 'single',
    server: `CAS0${1 + (i % 2)}`,
    user_name: status === 401 ? null : 'anna',
    user_domain: status === 401 ? null : 'contoso.com',
    user_claimed: status === 401 ? 'anna' : null,
    user_agent: 'Agent/1',
    device_id: 'DEV1',
    device_type: 'iPhone',
    command,
    status,
    eas_status: i === 0 && j < 2 ? 3 : null,
    time_taken_ms: j === 1 ? null : 2 ** 45 + j,
    bytes_sent: j === 2 ? null : 2 ** 45,
    bytes_received: 2 ** 45 - 1,
  })),
);
let db: Database;
beforeAll(async () => {
  db = await warehouseOf(rows);
});
afterAll(() => db.close());

const of = (test: (row: TestRow) => boolean): number => rows.filter(test).length;
const httpClass = (row: TestRow): number => Math.trunc(((row['status'] ?? 0) as number) / 100);
/** Each 401 is the first leg of a logon: the same device goes on a minute later. */
const isFailed = (row: TestRow): boolean =>
  (Number(row['status']) >= 400 && row['status'] !== 401) || (row['eas_status'] ?? 1) !== 1;

describe('usage', () => {
  it.each([false, true])(
    'counts each command and answer once, also those nobody knows (big: %s)',
    async (isBig) => {
      await db.run(
        isBig
          ? 'create or replace macro period_scale(since_time, until_time) as table select true as is_big'
          : 'create or replace macro period_scale(since_time, until_time) as table select false as is_big',
      );
      const [device] = (await reportSections(db, 'activity')).get('devices')?.rows ?? [];
      expect(device).toMatchObject({
        ...{ device_id: 'DEV1', hits: rows.length, ping: answers.length, sync: answers.length },
        ...{ foldersync: answers.length, notify: answers.length, options: answers.length },
        ...{ other: 2 * answers.length, sendmail: 0 },
        bytes_sent: 2 ** 45 * of((row) => row['bytes_sent'] !== null),
        bytes_received: (2 ** 45 - 1) * rows.length,
        // Only Pings wait by design here, and Syncs with a heartbeat.
        longest_ms: 2 ** 45 + commands.length - 1,
        http_2xx: of((row) => httpClass(row) === 2),
        http_3xx: of((row) => httpClass(row) === 3),
        http_4xx: of((row) => httpClass(row) === 4),
        http_5xx: of((row) => httpClass(row) === 5),
        errors: of(isFailed),
      });
    },
  );

  it('obeys a filter by answer for whatever it counts', async () => {
    const filters = { status: ['4xx'] };
    const section = (await reportSections(db, 'activity', { filters })).get('devices');
    expect(pick(section, 'hits', 'http_2xx', 'http_4xx', 'errors')).toEqual([
      { hits: 14, http_2xx: 0, http_4xx: 14, errors: 7 },
    ]);
  });
});

it('tells a full resync at one answer and server, whichever a filter leaves', async () => {
  const requests = syntheticRequests(2000, { seed: 3, devices: 20, days: 4 });
  const own = await warehouseOf(
    requests.map((row, i) => (i % 20 === 0 ? { ...row, log_text: 'V160_Ssnf:T_' } : row)),
  );
  const resyncs = async (filters = {}): Promise<number> => {
    const section = (await reportSections(own, 'activity', { filters })).get('devices');
    return (section?.rows ?? []).reduce((sum, row) => sum + Number(row['full_resyncs']), 0);
  };
  const all = await resyncs();
  expect(all).toBeGreaterThan(3);
  const answers = await own.rows('select distinct status from request_facts');
  const servers = await own.rows('select distinct server from request_endpoints');
  let [byAnswer, byServer] = [0, 0];
  for (const { status } of answers) {
    byAnswer += await resyncs({
      status: [status === null ? '(unknown)' : (status as number).toFixed()],
    });
  }
  for (const { server } of servers) byServer += await resyncs({ server: [server as string] });
  expect([byAnswer, byServer]).toEqual([all, all]);
  own.close();
});
