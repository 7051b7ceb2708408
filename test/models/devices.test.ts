import fc from 'fast-check';
import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { insertFile, insertRows, insertTyped, type TestRow } from './request-rows.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

let db: Database;
beforeEach(async () => {
  db = await emptyWarehouse(1);
  await insertFile(db, 1, 'log');
});
afterEach(() => db.close());

const sync = {
  ...{ file_id: 1, tier: 'single', server: 'S', device_id: 'Dev1', command: 'Sync', status: 200 },
  ...{ user_name: 'anna', requested_at: '2024-05-01 07:00:00', counted: true },
} satisfies Partial<TestRow>;
const rowsOf = (...rows: readonly Partial<TestRow>[]): TestRow[] =>
  rows.map((row, i) => ({ ...sync, line_no: i + 1, ...row }));

describe('devices', () => {
  it('takes one person for one mailbox however spelled, and one device in any case', async () => {
    await insertRows(
      db,
      rowsOf(
        { user_domain: 'CONTOSO', device_id: 'dev1', requested_at: '2024-05-01 06:00:00' },
        { user_domain: 'contoso.com', device_id: 'DEV1' },
        { user_domain: null },
        { user_domain: 'FABRIKAM', user_name: 'bo' },
      ),
    );
    expect(
      await db.rows('select mailbox, device_id, device_key from devices order by all'),
    ).toEqual([
      { mailbox: 'anna@contoso.com', device_id: 'dev1', device_key: 'DEV1' },
      { mailbox: 'bo@fabrikam', device_id: 'Dev1', device_key: 'DEV1' },
    ]);
    expect(await db.rows('select mailbox, spellings from mailboxes order by all')).toEqual([
      { mailbox: 'anna@contoso.com', spellings: ['anna@contoso', 'anna@contoso.com', 'anna'] },
      { mailbox: 'bo@fabrikam', spellings: ['bo@fabrikam'] },
    ]);
  });

  it('leaves a bare name bare where it has two domains, and a label with two domains alone', async () => {
    await insertRows(
      db,
      rowsOf(
        { user_domain: 'contoso.com' },
        { user_domain: 'contoso.net' },
        { user_domain: 'CONTOSO' },
        { user_domain: null },
      ),
    );
    expect(await db.rows('select mailbox from devices order by all')).toEqual([
      { mailbox: 'anna' },
      { mailbox: 'anna@contoso' },
      { mailbox: 'anna@contoso.com' },
      { mailbox: 'anna@contoso.net' },
    ]);
  });

  it('joins a NetBIOS name to its domain as the configuration says', async () => {
    await insertRows(db, rowsOf({ user_domain: 'CORP' }, { user_domain: 'contoso.com' }));
    await db.run(`insert into settings values ('domain', 'corp', 'contoso.com')`);
    expect(await db.rows('select mailbox from devices')).toEqual([{ mailbox: 'anna@contoso.com' }]);
  });

  it('makes no device of a 401, whatever a stranger typed', async () => {
    await insertRows(
      db,
      rowsOf(
        { status: 401 },
        { status: 401, user_name: null, user_claimed: 'anna', device_id: 'made-up' },
        { user_name: null, user_claimed: 'bo' },
      ),
    );
    expect(await db.rows('from devices')).toEqual([]);
    expect(await db.rows('from mailboxes')).toEqual([]);
  });

  it('moves last_sync_at by good Syncs only', async () => {
    await insertRows(
      db,
      rowsOf(
        { requested_at: '2024-05-01 01:00:00', eas_status: 1 },
        { requested_at: '2024-05-01 02:00:00', eas_status: 3 },
        { requested_at: '2024-05-01 03:00:00', status: 503 },
        { requested_at: '2024-05-01 04:00:00', command: 'Ping' },
        { requested_at: '2024-05-01 05:00:00', status: 401 },
      ),
    );
    expect(await db.rows('select last_sync_at, last_contact_at, source from devices')).toEqual([
      {
        last_sync_at: '2024-05-01 01:00:00',
        last_contact_at: '2024-05-01 04:00:00',
        source: 'log',
      },
    ]);
    expect(
      await db.rows(
        `select last_sync_at, last_contact_at from devices_as_of('2024-05-01 02:30:00')`,
      ),
    ).toEqual([{ last_sync_at: '2024-05-01 01:00:00', last_contact_at: '2024-05-01 02:00:00' }]);
  });

  it('gives a partnership the place, policy and state that exports say, newest first', async () => {
    await insertRows(db, rowsOf({ user_domain: 'CONTOSO', access_state: 'Allowed' }));
    await insertTyped(db, 'directory_rows', [
      {
        ...{ file_id: 2, line_no: 2, as_of: '2024-05-01 00:00:00', sam_account_name: 'anna' },
        ...{ user_principal_name: 'anna.berg@contoso.com', mail: 'a@contoso.com' },
        ...{
          domain: 'contoso.com',
          ou: 'contoso.com/Sales',
          object_path: 'contoso.com/Sales/Anna B',
        },
      },
    ]);
    const exported = {
      ...{ device_id: 'DEV1', owner_path: 'contoso.com/Sales/Anna B', owner_name: 'anna b' },
      ...{ domain: 'contoso.com', ou: 'contoso.com/Sales' },
    };
    await insertTyped(db, 'device_statistics_rows', [
      {
        ...{ ...exported, file_id: 3, line_no: 2, as_of: '2024-05-02 00:00:00', policy: 'Strict' },
        ...{
          access_state: 'Blocked',
          access_reason: 'Individual',
          last_sync_at: '2024-05-01 08:00:00',
        },
      },
      {
        ...{ ...exported, file_id: 4, line_no: 2, as_of: '2024-04-01 00:00:00', policy: 'Old' },
        ...{ access_state: 'Quarantined', imei: '35', last_sync_at: '2024-03-01 08:00:00' },
      },
      {
        ...{
          ...exported,
          file_id: 4,
          line_no: 3,
          as_of: '2024-04-01 00:00:00',
          device_id: 'other',
        },
      },
    ]);
    expect(
      await db.rows(
        `select mailbox, user_name, domain, ou, device_id, policy, access_state, access_reason, imei,
           last_sync_at, source, exported_sync_at, logged_sync_at
         from devices order by device_id`,
      ),
    ).toMatchObject([
      {
        ...{ mailbox: 'anna.berg@contoso.com', user_name: 'anna', domain: 'contoso.com' },
        ...{
          ou: 'contoso.com/Sales',
          device_id: 'Dev1',
          policy: 'Strict',
          access_state: 'Blocked',
        },
        ...{ access_reason: 'Individual', imei: '35', last_sync_at: '2024-05-01 08:00:00' },
        ...{ source: 'export', exported_sync_at: '2024-05-01 08:00:00' },
        ...{ logged_sync_at: '2024-05-01 07:00:00' },
      },
      { mailbox: 'anna.berg@contoso.com', device_id: 'other', source: null, policy: null },
    ]);
  });

  it('finds the owner of an exported device by the device where no directory helps', async () => {
    await insertRows(
      db,
      rowsOf({ user_domain: 'contoso.com' }, { user_name: 'bo', device_id: 'x' }),
    );
    const place = { file_id: 3, line_no: 2, as_of: '2024-05-02 00:00:00', domain: 'contoso.com' };
    await insertTyped(db, 'device_statistics_rows', [
      {
        ...place,
        device_id: 'DEV1',
        owner_path: 'contoso.com/S/Anna Berg',
        owner_name: 'anna berg',
      },
    ]);
    expect(
      await db.rows('select mailbox, device_id, exported_at from devices order by all'),
    ).toEqual([
      { mailbox: 'anna@contoso.com', device_id: 'Dev1', exported_at: '2024-05-02 00:00:00' },
      { mailbox: 'bo', device_id: 'x', exported_at: null },
    ]);
  });

  it('takes who moves to another OU for the same person, and facts of the newest export together', async () => {
    await insertRows(db, rowsOf({ user_domain: 'CONTOSO' }));
    const exported = {
      ...{ device_id: 'DEV1', owner_name: 'anna berg', domain: 'contoso.com', line_no: 2 },
      ...{ access_state: 'Blocked', access_reason: 'DeviceRule', access_rule: 'R1' },
      ...{ file_id: 3, as_of: '2024-04-01 00:00:00', policy: 'Strict', policy_status: 'Applied' },
      ...{ ou: 'contoso.com/Old', owner_path: 'contoso.com/Old/Anna Berg' },
    };
    await insertTyped(db, 'device_statistics_rows', [
      exported,
      {
        ...{ ...exported, file_id: 4, as_of: '2024-04-20 00:00:00', policy_status: null },
        ...{ ou: 'contoso.com/New', owner_path: 'contoso.com/New/Anna Berg' },
        ...{ access_state: 'Allowed', access_reason: 'Global', access_rule: null },
      },
    ]);
    expect(
      await db.rows(
        'select mailbox, ou, access_state, access_reason, access_rule, policy, policy_status from devices',
      ),
    ).toEqual([
      {
        ...{ mailbox: 'anna@contoso.com', ou: 'contoso.com/New', access_state: 'Allowed' },
        ...{ access_reason: 'Global', access_rule: null, policy: 'Strict', policy_status: null },
      },
    ]);
  });

  describe('exports of devices older than the directory', () => {
    const log = (...names: readonly string[]): TestRow[] =>
      rowsOf(...names.map((user_name) => ({ user_name, user_domain: 'CONTOSO' })));
    const owned = (name: string, ou: string) => ({
      ...{ file_id: 3, line_no: name.length, as_of: '2024-04-20 00:00:00', device_id: 'DEV1' },
      ...{ owner_name: name.toLowerCase(), domain: 'contoso.com', ou: `contoso.com/${ou}` },
      ...{ owner_path: `contoso.com/${ou}/${name}`, policy: `P ${name}` },
    });
    const account = (sam: string, name: string, ou: string, asOf: string) => ({
      ...{ file_id: 4, line_no: sam.length + Number(asOf.slice(8)) * 10, domain: 'contoso.com' },
      ...{ sam_account_name: sam, user_principal_name: `${sam}@contoso.com` },
      ...{ object_path: `contoso.com/${ou}/${name}`, ou: `contoso.com/${ou}` },
      as_of: `${asOf} 00:00:00`,
    });
    const partnerships = (): Promise<unknown> =>
      db.rows('select mailbox, ou, policy from devices order by all');

    it('know who has moved by the name that no other has, also of a shared device', async () => {
      await insertRows(db, log('anna', 'bob'));
      await insertTyped(db, 'device_statistics_rows', [
        owned('Anna Berg', 'Sales'),
        owned('Bob Low', 'Sales'),
      ]);
      await insertTyped(db, 'directory_rows', [
        account('anna', 'Anna Berg', 'Finance', '2024-05-10'),
        account('bob', 'Bob Low', 'Sales', '2024-05-10'),
      ]);
      expect(await partnerships()).toEqual([
        { mailbox: 'anna@contoso.com', ou: 'contoso.com/Finance', policy: 'P Anna Berg' },
        { mailbox: 'bob@contoso.com', ou: 'contoso.com/Sales', policy: 'P Bob Low' },
      ]);
    });

    it('know who has moved and is called otherwise now by an older directory', async () => {
      await insertRows(db, log('anna', 'bob'));
      await insertTyped(db, 'device_statistics_rows', [
        owned('Anna Berg', 'Sales'),
        owned('Bob Low', 'Sales'),
      ]);
      await insertTyped(db, 'directory_rows', [
        account('anna', 'Anna Berg', 'Sales', '2024-04-01'),
        account('anna', 'Anna Huber', 'Finance', '2024-05-10'),
        account('bob', 'Bob Low', 'Sales', '2024-05-10'),
      ]);
      expect(await partnerships()).toEqual([
        { mailbox: 'anna@contoso.com', ou: 'contoso.com/Finance', policy: 'P Anna Berg' },
        { mailbox: 'bob@contoso.com', ou: 'contoso.com/Sales', policy: 'P Bob Low' },
      ]);
    });

    it('do not give a device to whom the directory calls otherwise', async () => {
      await insertRows(db, log('anna'));
      await insertTyped(db, 'device_statistics_rows', [owned('Bob Low', 'Sales')]);
      await insertTyped(db, 'directory_rows', [
        account('anna', 'Anna Berg', 'Finance', '2024-05-10'),
      ]);
      expect(await partnerships()).toEqual([
        { mailbox: 'anna@contoso.com', ou: 'contoso.com/Finance', policy: null },
        { mailbox: 'bob low@contoso.com', ou: 'contoso.com/Sales', policy: 'P Bob Low' },
      ]);
    });

    it('take who stands right under the domain out of the OU', async () => {
      const anna = owned('Anna Berg', 'Sales');
      await insertTyped(db, 'device_statistics_rows', [
        anna,
        {
          ...{ ...anna, file_id: 5, as_of: '2024-04-25 00:00:00' },
          ...{ ou: null, owner_path: 'contoso.com/Anna Berg' },
        },
      ]);
      expect(await partnerships()).toEqual([
        { mailbox: 'anna berg@contoso.com', ou: null, policy: 'P Anna Berg' },
      ]);
    });
  });

  it('places all devices of a mailbox where the newest export has one of them', async () => {
    const user_domain = 'contoso.com';
    await insertRows(
      db,
      rowsOf({ device_id: 'dev2', user_domain }, { device_id: 'dev3', user_domain }),
    );
    const exported = (file: number, device: string, domain: string, place: string) => ({
      ...{ file_id: file, line_no: 2, as_of: `2024-04-0${file} 00:00:00`, device_id: device },
      ...{ owner_name: 'anna', domain, ou: place, owner_path: `${place}/anna` },
    });
    await insertTyped(db, 'device_statistics_rows', [
      exported(3, 'dev1', 'contoso.com', 'contoso.com/Aaa'),
      exported(4, 'dev2', 'contoso.com', 'contoso.com/Zzz'),
    ]);
    const places = ['devices', 'mailboxes', 'accounts'].map(
      (view) => `select domain, ou from ${view} where mailbox = 'anna@contoso.com'`,
    );
    expect(await db.rows(places.join(' union '))).toEqual([
      { domain: 'contoso.com', ou: 'contoso.com/Zzz' },
    ]);
  });

  it('takes a second NetBIOS name for another domain, and any other spelling for the only one', async () => {
    await insertTyped(db, 'directory_rows', [
      {
        ...{ file_id: 2, line_no: 2, as_of: '2024-05-01 00:00:00', sam_account_name: 'anna' },
        ...{ user_principal_name: 'anna@contoso.com', domain: 'contoso.com' },
        ...{ ou: 'contoso.com/Sales', object_path: 'contoso.com/Sales/Anna Berg' },
      },
    ]);
    const mailboxes = async (...domains: string[]) => {
      await db.run('delete from request_facts; delete from request_clients');
      await insertRows(db, rowsOf(...domains.map((user_domain) => ({ user_domain }))));
      return (await db.rows('select mailbox from mailboxes order by all')).map(
        (row) => row['mailbox'],
      );
    };
    expect(await mailboxes('EXA', 'contoso.com')).toEqual(['anna@contoso.com']);
    expect(await mailboxes('EXA', 'CONTOSO')).toEqual(['anna@contoso.com', 'anna@exa']);
  });

  it('takes what was said last for the newest, not what the last request says nothing of', async () => {
    await insertRows(
      db,
      rowsOf(
        { requested_at: '2024-05-01 07:00:00', device_os: 'iOS 16', device_type: 'iPhone' },
        { requested_at: '2024-05-05 07:00:00', device_os: null, device_type: 'iPad' },
      ),
    );
    await insertTyped(db, 'device_statistics_rows', [
      {
        ...{ file_id: 3, line_no: 2, as_of: '2024-05-03 00:00:00', device_id: 'dev1' },
        ...{ os: 'iOS 17', device_type: 'Phone', owner_name: 'anna' },
      },
    ]);
    expect(await db.rows('select os, device_type from devices')).toEqual([
      { os: 'iOS 17', device_type: 'iPad' },
    ]);
  });

  it('joins a NetBIOS name to the domain that has accounts, though mail has another of that label', async () => {
    await insertRows(
      db,
      rowsOf({ user_domain: 'CONTOSO' }, { user_name: 'a.berg', user_domain: 'contoso.com' }),
    );
    await insertTyped(db, 'directory_rows', [
      {
        ...{ file_id: 2, line_no: 2, as_of: '2024-05-01 00:00:00', sam_account_name: 'anna' },
        ...{ user_principal_name: 'anna@contoso.local', mail: 'a.berg@contoso.com' },
        ...{ domain: 'contoso.local', ou: 'contoso.local/Sales' },
        object_path: 'contoso.local/Sales/Anna Berg',
      },
    ]);
    expect(await db.rows('select mailbox, ou from devices')).toEqual([
      { mailbox: 'anna@contoso.local', ou: 'contoso.local/Sales' },
    ]);
  });

  it('says the same whatever the order of rows and threads', async () => {
    const row = fc.record({
      user_name: fc.constantFrom('anna', 'bo'),
      user_domain: fc.option(fc.constantFrom('CONTOSO', 'contoso.com', 'x.org')),
      device_id: fc.constantFrom('d1', 'D1', 'd2'),
      user_agent: fc.option(fc.constantFrom('a', 'b')),
      server: fc.constantFrom('s1', 's2'),
      second: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const written = rows.map(({ second, ...one }, i): TestRow => ({
          ...sync,
          ...one,
          line_no: i,
          requested_at: `2024-05-01 07:00:0${second}`,
        }));
        const results: unknown[] = [];
        for (const list of [written, written.toReversed()]) {
          await db.run('delete from request_facts');
          await insertRows(db, list);
          results.push(await db.rows('from devices order by all'));
        }
        expect(results[1]).toEqual(results[0]);
        expect(results[0]).toHaveLength(
          new Set(
            (results[0] as { mailbox: string; device_key: string }[]).map(
              (one) => `${one.mailbox}|${one.device_key}`,
            ),
          ).size,
        );
      }),
      { numRuns: 25 },
    );
  });
});
