import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../../src/duckdb/database.ts';
import { syntheticRequests, type Request } from '../oracle/synthetic-rows.ts';
import { forgetKeptViews } from '../../../src/models/kept-views.ts';
import { insertTyped } from '../../models/request-rows.ts';
import { reportSections, warehouseOf, type JsonRow } from '../report-json.ts';

// Few requests over 200 days, so that every bucket has partnerships, some of which come back.
const requests = syntheticRequests(700, { seed: 3, devices: 60, days: 200 }).map((row) => ({
  ...row,
  user_domain: row.user_domain === null ? null : 'contoso.com',
}));
let db: Database;
beforeAll(async () => {
  db = await warehouseOf(requests);
});
afterAll(() => db.close());

interface Partnership {
  user: string;
  device: string;
  lastSync: string | null;
  lastAttempt: string;
}

/** Partnerships by hand: authenticated requests up to T, by user and device. */
function partnershipsAt(at: string, rows: readonly Request[]): Map<string, Partnership> {
  const found = new Map<string, Partnership>();
  const probesOnly = new Map<string, boolean>();
  for (const row of rows) {
    if (row.requested_at > at || row.user_name === null || row.status === 401) continue;
    if (row.device_id === null) continue;
    const device = row.device_id.toUpperCase();
    const key = `${row.user_name} ${device}`;
    const one = found.get(key) ?? { user: row.user_name, device, lastSync: null, lastAttempt: '' };
    found.set(key, one);
    probesOnly.set(key, (probesOnly.get(key) ?? true) && row.is_probe);
    if (row.requested_at > one.lastAttempt) one.lastAttempt = row.requested_at;
    const isGood = row.command === 'Sync' && row.status === 200 && (row.eas_status ?? 1) === 1;
    if (isGood && row.requested_at > (one.lastSync ?? '')) one.lastSync = row.requested_at;
  }
  for (const [key, only] of probesOnly) if (only) found.delete(key);
  return found;
}

const iso = (time: string | null): string | null =>
  time === null ? null : `${time.replace(' ', 'T')}Z`;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}

function bucketOf(days: number | null): string {
  if (days === null) return 'never';
  if (days === 0) return 'today';
  if (days <= 7) return '1-7';
  if (days <= 30) return '8-30';
  return days <= 90 ? '31-90' : '>90';
}

function keyed(rows: readonly JsonRow[]): Map<string, JsonRow> {
  return new Map(
    rows.map((row) => [
      `${String(row['user_name'])} ${String(row['device_id']).toUpperCase()}`,
      row,
    ]),
  );
}

describe('last-sync', () => {
  it.each(['2024-11-17 12:00:00', '2024-08-01 00:30:00'])(
    'tells the state as of %s',
    async (at) => {
      const sections = await reportSections(db, 'last-sync', { until: iso(at) ?? '' });
      const expected = partnershipsAt(at, requests);
      const rows = keyed(sections.get('devices')?.rows ?? []);
      expect([...rows.keys()].sort()).toEqual([...expected.keys()].sort());
      const order = ['today', '1-7', '8-30', '31-90', '>90', 'never'];
      const buckets = new Map(order.map((bucket) => [bucket, 0]));
      for (const [key, one] of expected) {
        const days = one.lastSync === null ? null : daysBetween(one.lastSync, at);
        buckets.set(bucketOf(days), (buckets.get(bucketOf(days)) ?? 0) + 1);
        expect(rows.get(key)).toMatchObject({
          user_name: one.user,
          domain: 'contoso.com',
          last_sync_at: iso(one.lastSync),
          last_sync_attempt_at: iso(one.lastAttempt),
          days_since: days,
          bucket: bucketOf(days),
          source: one.lastSync === null ? null : 'log',
        });
      }
      expect([...buckets.values()].filter((count) => count > 0).length).toBeGreaterThan(3);
      const counted = sections.get('buckets')?.rows ?? [];
      expect(counted.map((row) => [row['bucket'], row['partnerships']])).toEqual([...buckets]);
    },
  );

  it('counts calendar days of the zone', async () => {
    const own = await warehouseOf(
      requests.slice(0, 1).map((row) => ({
        ...row,
        command: 'Sync',
        status: 200,
        eas_status: 1,
        user_name: 'ann',
        device_id: 'D1',
        is_probe: false,
        requested_at: '2024-05-01 21:30:00',
      })),
    );
    const daysIn = async (tz: string): Promise<unknown> => {
      const until = '2024-05-02T00:30:00Z';
      return (await reportSections(own, 'last-sync', { until, tz })).get('devices')?.rows[0]?.[
        'days_since'
      ];
    };
    expect([
      await daysIn('UTC'),
      await daysIn('Europe/Vienna'),
      await daysIn('America/New_York'),
    ]).toEqual([1, 1, 0]);
    expect(await daysIn('Asia/Tokyo')).toBe(0);
    own.close();
  });

  it('says of a shared device what stands in whose way, and to which server each came', async () => {
    const [first] = requests;
    if (first === undefined) throw new Error('there are no requests');
    const good = {
      ...{ ...first, command: 'Sync', status: 200, eas_status: 1, error: null, is_probe: false },
      ...{ user_domain: 'contoso.com', user_claimed: null, device_id: 'D1' },
    };
    const logged = (user: string | null, day: number, more: Partial<Request> = {}): Request => ({
      ...{ ...good, user_name: user, user_domain: user === null ? null : 'contoso.com' },
      ...{ requested_at: `2024-05-0${day} 10:00:00`, line_no: day * 10 + (user ?? '').length },
      ...more,
    });
    const refused = { status: 401, eas_status: null };
    const own = await warehouseOf([
      logged('ann', 1, { server: 'EX1' }),
      logged('robert', 2, { server: 'EX2' }),
      logged('robert', 4, { server: 'EX2', status: 449, eas_status: 142 }),
      logged(null, 5, { ...refused, user_claimed: 'mallory', server: 'EX3' }),
      logged('carol', 1, { server: 'EX1', device_id: 'D2' }),
      logged(null, 5, { ...refused, server: 'EX4', device_id: 'D2' }),
    ]);
    const until = '2024-05-09';
    const sections = await reportSections(own, 'last-sync', { until });
    const reasons = sections
      .get('devices')
      ?.rows.map((row) => [row['user_name'], row['reason']])
      .toSorted();
    expect(reasons).toEqual([
      ['ann', null],
      ['carol', '401'],
      ['robert', 'not provisioned'],
    ]);
    const atEx1 = await reportSections(own, 'last-sync', { until, filters: { server: ['EX1'] } });
    expect(atEx1.get('devices')?.rows.map((row) => row['user_name'])).toEqual(['ann', 'carol']);
    own.close();
  });

  it('names those who came back after 30 days or more', async () => {
    const rows =
      (await reportSections(db, 'last-sync', { until: '2024-12-01' })).get('comebacks')?.rows ?? [];
    const syncs = new Map<string, string[]>();
    for (const row of requests) {
      if (row.command !== 'Sync' || row.status !== 200 || (row.eas_status ?? 1) !== 1) continue;
      if (row.user_name === null || row.device_id === null || row.is_probe) continue;
      const key = `${row.user_name} ${row.device_id.toUpperCase()}`;
      syncs.set(key, [...(syncs.get(key) ?? []), row.requested_at].sort());
    }
    const expected = [...syncs].flatMap(([key, times]) =>
      times.flatMap((time, i) => {
        const before = times[i - 1];
        const days = before === undefined ? 0 : daysBetween(before, time);
        return days >= 30 ? [`${key} ${iso(before ?? null)} ${iso(time)} ${days}`] : [];
      }),
    );
    const found = rows.map((row) =>
      [
        row['user_name'],
        String(row['device_id']).toUpperCase(),
        row['away_from'],
        row['back_at'],
        row['days_away'],
      ].join(' '),
    );
    expect(expected.length).toBeGreaterThan(5);
    expect(found.sort()).toEqual(expected.sort());
  });

  it('names a mailbox as Exchange does where only an export knows it', async () => {
    const own = await warehouseOf([]);
    await insertTyped(own, 'device_statistics_rows', [
      {
        ...{ file_id: 1, line_no: 2, as_of: '2024-01-01 00:00:00', device_id: 'A1' },
        ...{ owner_name: "anna o'hara", owner_path: "contoso.com/Sales/Anna O'Hara" },
        ...{ domain: 'contoso.com', last_sync_at: '2023-01-01 00:00:00' },
      },
    ]);
    await forgetKeptViews(own);
    const [row] = (await reportSections(own, 'last-sync')).get('removal')?.rows ?? [];
    own.close();
    expect(row?.['command']).toBe(
      "Get-MobileDevice -Mailbox 'contoso.com/Sales/Anna O''Hara' | Where-Object { $_.DeviceId -eq 'A1' } | Remove-MobileDevice -WhatIf",
    );
  });

  it('quotes every name in the PowerShell it proposes', async () => {
    const nasty = [
      ["o'hara", "D'1"],
      ['a\u2019; Remove-Item C:\\ -Recurse #', 'D2'],
      ['$(calc)`n', '" -WhatIf:$false'],
      ['tab\tbed', 'D4'],
      ['flip\u202eped', 'D5'],
    ] as const;
    const own = await warehouseOf(
      nasty.map(([user, device], i) => ({
        ...(requests[0] as Request),
        line_no: i + 1,
        command: 'Sync',
        status: 200,
        is_probe: false,
        user_name: user,
        user_domain: null,
        device_id: device,
        requested_at: '2024-01-01 00:00:00',
      })),
    );
    const sections = await reportSections(own, 'last-sync');
    own.close();
    const commands = new Map(
      (sections.get('removal')?.rows ?? []).map((row) => [row['user_name'], row['command']]),
    );
    const line = (mailbox: string, device: string): string =>
      `Get-MobileDevice -Mailbox ${mailbox} | Where-Object { $_.DeviceId -eq ${device} } | Remove-MobileDevice -WhatIf`;
    expect([...commands]).toHaveLength(5);
    expect(commands.get("o'hara")).toBe(line("'o''hara'", "'D''1'"));
    expect(commands.get(nasty[1][0])).toBe(
      line("'a\u2019\u2019; Remove-Item C:\\ -Recurse #'", "'D2'"),
    );
    expect(commands.get(nasty[2][0])).toBe(line("'$(calc)`n'", "'\" -WhatIf:$false'"));
    expect([commands.get(nasty[3][0]), commands.get(nasty[4][0])]).toEqual([null, null]);
  });
});
