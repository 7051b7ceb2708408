import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { insertFile, insertRows, type TestRow } from './request-rows.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

let db: Database;
beforeAll(async () => {
  db = await emptyWarehouse(1);
  await insertFile(db, 1, 'log');
});
beforeEach(() => db.run('delete from request_facts'));
afterAll(() => db.close());

const request = {
  ...{ file_id: 1, tier: 'single', server: 'S', device_id: 'd1', command: 'Sync', status: 200 },
  ...{ user_name: 'anna', user_domain: 'contoso.com', counted: true },
} satisfies Partial<TestRow>;

/** Rows a second apart but for those that say their own time (of day). */
async function write(...rows: readonly Partial<TestRow>[]): Promise<void> {
  await insertRows(
    db,
    rows.map(({ requested_at: time, ...row }, i) => ({
      ...request,
      line_no: i + 1,
      requested_at: `2024-05-01 ${time ?? `07:00:${String(i).padStart(2, '0')}`}`,
      ...row,
    })),
  );
}

async function linesOf(table: 'eas_errors' | 'heartbeats', column: string): Promise<unknown[]> {
  const query = `select line_no, ${column} as value from ${table} order by line_no`;
  return (await db.rows(query)).map(({ line_no, value }) => [line_no, value]);
}

describe('eas_errors', () => {
  it('holds bad statuses, error tokens and what the code table calls no success', async () => {
    await write(
      { status: 503 },
      { error: 'MailboxOffline' },
      { eas_status: 3 },
      { eas_status: 1 },
      { command: 'Ping', eas_status: 2 },
      { command: 'MoveItems', eas_status: 3 },
      { command: 'MoveItems', eas_status: 1 },
      { status: null, eas_status: null },
    );
    expect(await linesOf('eas_errors', 'error_kind')).toEqual([
      [1, 'http'],
      [2, 'token'],
      [3, 'eas'],
      [7, 'eas'],
    ]);
  });

  it('leaves out the first leg of a logon, and nothing else', async () => {
    const leg = { status: 401, user_name: null, user_domain: null };
    await write(
      { ...leg, requested_at: '07:00:30' },
      { requested_at: '07:01:30', device_id: 'D1' },
      { ...leg, requested_at: '07:02:00' },
      { ...leg, requested_at: '07:02:10' },
      { requested_at: '07:03:11' },
      { ...leg, requested_at: '07:03:11' },
      { ...leg, requested_at: '08:00:00' },
      { requested_at: '08:00:00' },
      { ...leg, device_id: null, requested_at: '09:00:00' },
      { device_id: null, requested_at: '09:00:01' },
      { status: 401, requested_at: '10:00:00' },
      { requested_at: '10:00:01' },
      { ...leg, error: 'X', requested_at: '11:00:00' },
      { requested_at: '11:00:01' },
    );
    expect(await linesOf('eas_errors', 'error_kind')).toEqual([
      [3, 'http'],
      [4, 'http'],
      [6, 'http'],
      [9, 'http'],
      [11, 'http'],
      [13, 'token'],
    ]);
  });
});

describe('heartbeats', () => {
  it('says how each request that waited ended', async () => {
    const ping = { command: 'Ping', heartbeat_s: 480, time_taken_ms: 480_000 };
    await write(
      { ...ping, status: 500 },
      { ...ping, eas_status: 5 },
      { ...ping, win32_status: 64 },
      { ...ping, time_taken_ms: 475_000, eas_status: 1 },
      { ...ping, time_taken_ms: 474_999, eas_status: 2 },
      { ...ping, time_taken_ms: null },
      { ...ping, heartbeat_s: 0 },
      { command: 'Sync', heartbeat_s: 900, time_taken_ms: 1000 },
      { command: 'Sync' },
    );
    expect(await linesOf('heartbeats', 'outcome')).toEqual([
      [1, 'error'],
      [2, 'error'],
      [3, 'dropped'],
      [4, 'expired'],
      [5, 'changes'],
      [6, 'unknown'],
      [7, 'unknown'],
      [8, 'changes'],
    ]);
  });
});

describe('log text', () => {
  it('gives tokens without a column, decoded, and one row a collection', async () => {
    await write({
      log_text: 'Fid:5_Ty:Em_Sk:7_Srv:6a1c_Fid:9_Ty:Ca_Sk:0_HH:mail%3a443_Rto_Zz:a+b_',
    });
    expect(await db.value('select log_tokens from eas_requests')).toEqual({
      HH: 'mail:443',
      Rto: '',
      Zz: 'a b',
    });
    expect(
      await db.rows('select folder_no, folder_id, class, sync_key, server_adds from eas_folders'),
    ).toEqual([
      { folder_no: 1, folder_id: '5', class: 'Em', sync_key: '7', server_adds: 6 },
      { folder_no: 2, folder_id: '9', class: 'Ca', sync_key: '0', server_adds: null },
    ]);
  });
});

it('gives every token that neither a column nor a collection has', async () => {
  await write({ log_text: 'Ssnf:T_Hb99999999999_Ty:Em_Fid:5_Ty:Ca_Mbx:_Zz:1_' });
  expect(await db.value('select log_tokens from eas_requests')).toEqual({
    Hb: '99999999999',
    Mbx: '',
    Ssnf: 'T',
    Ty: 'Em',
    Zz: '1',
  });
});

it('gives of the counters of Exchange 2003 those of performance as a token', async () => {
  await write({ log_text: 'VNATEmSNC:0A0C0D0FS:1A0C0D0SP:2C14I7546S161180R0S0L1740H0P' });
  expect(await db.value('select log_tokens from eas_requests')).toEqual({
    P: '2C14I7546S161180R0S0L1740H0P',
  });
  expect(await db.rows('select class, server_adds from eas_folders')).toEqual([
    { class: 'Em', server_adds: 1 },
  ]);
});

describe('full_resyncs', () => {
  it('counts a start only after a later key, and close ones once', async () => {
    const sync = (requestedAt: string, logText: string): Partial<TestRow> => ({
      requested_at: requestedAt,
      log_text: logText,
    });
    await write(
      sync('01:00:00', 'V141_Fid:5_Sk:0_St:F_'),
      sync('01:00:05', 'V141_Fid:5_Sk:1_St:S_'),
      sync('02:00:00', 'V141_Fid:5_Sk:0_St:F_'),
      sync('02:09:59', 'V141_Fid:5_Sk:0_St:F_'),
      sync('02:10:30', 'V141_Fid:6_Sk:0_St:F_'),
      sync('03:00:00', 'V141_Fid:6_Ssnf:T_Sk:4_'),
      sync('03:30:00', 'V141_Ssnf:T_Fid:6_Sk:4_Fid:7_Sk:9_'),
      sync('03:45:00', 'V141_Ssnf:T_S1_'),
      sync('03:58:00', 'V141_Ssnf:F_Fid:6_Sk:4_Error:Ssnf:Total_'),
      { ...sync('04:00:00', 'V141_Fid:5_Sk:0_St:F_'), user_domain: null, device_id: 'D1' },
    );
    expect(
      await db.rows('select mailbox, started_at, ended_at from full_resyncs order by 2'),
    ).toEqual([
      {
        mailbox: 'anna@contoso.com',
        started_at: '2024-05-01 02:00:00',
        ended_at: '2024-05-01 02:09:59',
      },
      {
        mailbox: 'anna@contoso.com',
        started_at: '2024-05-01 03:00:00',
        ended_at: '2024-05-01 03:00:00',
      },
      {
        mailbox: 'anna@contoso.com',
        started_at: '2024-05-01 03:30:00',
        ended_at: '2024-05-01 03:30:00',
      },
      {
        mailbox: 'anna@contoso.com',
        started_at: '2024-05-01 03:45:00',
        ended_at: '2024-05-01 03:45:00',
      },
      {
        mailbox: 'anna@contoso.com',
        started_at: '2024-05-01 04:00:00',
        ended_at: '2024-05-01 04:00:00',
      },
    ]);
  });

  it('counts those of partnerships only, not what a stranger claims to be', async () => {
    const claim = { user_name: null, user_domain: null, user_claimed: 'anna' };
    const lost = { log_text: 'V141_Ssnf:T_' };
    await write(
      { ...claim, ...lost, device_id: 'd2' },
      {},
      { ...claim, ...lost, requested_at: '08:00:00' },
    );
    expect(await db.rows('select mailbox, device_key from full_resyncs')).toEqual([
      { mailbox: 'anna@contoso.com', device_key: 'D1' },
    ]);
  });
});
