import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/duckdb/database.ts';
import {
  alarmsOf,
  bandOf,
  cliffsOf,
  costsOf,
  countBy,
  modesOf,
  newestOf,
  outcomeOf,
  pushesOf,
} from '../oracle/heartbeat-oracle.ts';
import { syntheticRequests, type Request } from '../oracle/synthetic-rows.ts';
import { pick, reportSections, warehouseOf, type JsonSection } from '../report-json.ts';

const requests = syntheticRequests(12_000, { seed: 7 });
let db: Database;
let sections: Map<string, JsonSection>;
beforeAll(async () => {
  db = await warehouseOf(requests);
  sections = await reportSections(db, 'heartbeat');
});
afterAll(() => db.close());

const iso = (time: string): string => `${time.replace(' ', 'T')}Z`;
const network = (ip: string): string => ip.replace(/\.\d+$/, '.0/24');

function asRows<K>(
  name: string,
  counts: Map<K, { requests: number; devices: number }>,
  order: (a: K, b: K) => number,
): unknown[] {
  return [...counts]
    .sort(([a], [b]) => order(a, b))
    .map(([key, { requests, devices }]) => ({ [name]: key, requests, devices }));
}

describe('heartbeat', () => {
  it('counts what was asked for, by interval and band', () => {
    const pushes = pushesOf(requests);
    expect(pick(sections.get('requested'), 'heartbeat_s', 'requests', 'devices')).toEqual(
      asRows(
        'heartbeat_s',
        countBy(pushes, (row) => row.heartbeat_s),
        (a, b) => a - b,
      ),
    );
    const bands = ['<480', '480-899', '900-1800', '>1800'];
    const byBand = countBy(pushes, (row) =>
      row.heartbeat_s === null ? null : bandOf(row.heartbeat_s),
    );
    expect(pick(sections.get('bands'), 'band', 'requests', 'devices')).toEqual(
      asRows('band', byBand, (a, b) => bands.indexOf(a) - bands.indexOf(b)),
    );
  });

  it('names every band, also where none asks for it', async () => {
    const none = await reportSections(db, 'heartbeat', { filters: { server: ['nobody'] } });
    expect(pick(none.get('bands'), 'band', 'requests', 'devices')).toEqual(
      ['<480', '480-899', '900-1800', '>1800'].map((band) => ({ band, requests: 0, devices: 0 })),
    );
  });

  it('tells how pushes ended', () => {
    const pushes = pushesOf(requests);
    const outcomes = countBy(pushes, outcomeOf);
    expect(outcomes.size).toBe(5);
    const rows = sections.get('outcomes')?.rows ?? [];
    expect(rows).toHaveLength(5);
    for (const row of rows) {
      const expected = outcomes.get(String(row['outcome']))?.requests ?? 0;
      expect(row['requests']).toBe(expected);
      expect(row['share']).toBeCloseTo(expected / pushes.length, 6);
    }
  });

  it.each([
    ['each at its time', ''],
    ['many of one moment', '0:00'],
  ])('replays the alarm, requests %s', async (_, moment) => {
    expect(alarmsOf(requests)).toEqual([]);
    // Devices that ask for ever less and then for more again, twice, on two servers.
    const waves = requests.map((row, i): Request => {
      const wave = Math.floor((Date.parse(iso(row.requested_at)) / 3_600_000) % 24) < 12;
      const requested_at = row.requested_at.slice(0, 19 - moment.length) + moment;
      const heartbeat_s = row.heartbeat_s === null ? null : wave ? 470 : 900 + (i % 3);
      return { ...row, requested_at, heartbeat_s };
    });
    const own = await warehouseOf(waves);
    const replayed = (await reportSections(own, 'heartbeat')).get('alarm')?.rows;
    own.close();
    const expected = alarmsOf(waves).map((alarm) => ({ ...alarm, at: iso(alarm.at) }));
    expect(expected.length).toBeGreaterThan(6);
    expect(replayed).toEqual(
      expected.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.server < b.server ? -1 : 1)),
    );
  });

  it('finds the cliffs, by server and network and over all networks', () => {
    const expected = cliffsOf(requests, network);
    const key = (row: object): string => JSON.stringify(row);
    expect(expected.length).toBeGreaterThan(3);
    const found = pick(
      sections.get('cliffs'),
      'server',
      'client_network',
      'cut_at_s',
      'requests',
      'devices',
    );
    expect(found.map(key).sort()).toEqual(expected.map(key).sort());
  });

  it('finds the cliffs of one server and one day only, where these are asked for', async () => {
    const filters = { server: ['cas01'], day: ['2024-05-02'] };
    const own = requests.filter(
      ({ server, requested_at: at }) => server === 'CAS01' && at.startsWith('2024-05-02'),
    );
    const expected = cliffsOf(own, network);
    expect(expected.length).toBeGreaterThan(0);
    const found = (await reportSections(db, 'heartbeat', { filters })).get('cliffs');
    const columns = ['server', 'client_network', 'cut_at_s', 'requests', 'devices'];
    const key = (row: object): string => JSON.stringify(row);
    expect(
      pick(found, ...columns)
        .map(key)
        .sort(),
    ).toEqual(expected.map(key).sort());
  });

  it('knows the newest heartbeat of each device, also among requests of one second', async () => {
    const crowded = requests.map((row, i): Request => {
      return { ...row, requested_at: `2024-05-0${1 + (i % 3)} 00:00:0${i % 7}` };
    });
    const own = await warehouseOf(crowded);
    const rows = (await reportSections(own, 'heartbeat')).get('devices')?.rows ?? [];
    own.close();
    const expected = newestOf(crowded);
    expect(rows).toHaveLength(expected.size);
    for (const { device_id, heartbeat_s, server, asked_at } of rows) {
      const newest = expected.get(String(device_id).toUpperCase());
      expect({ heartbeat_s, server, asked_at }).toEqual({
        heartbeat_s: newest?.heartbeat_s,
        server: newest?.server,
        asked_at: iso(newest?.requested_at ?? ''),
      });
    }
  });

  it('tells how devices get their mail', async () => {
    // Every fourth device never pushes, half of these come by the clock; every seventh is refused.
    const device = (row: Request): number => Number(/\d+/.exec(row.device_id ?? '')?.[0] ?? 0);
    const quiet = requests
      .filter((row) => device(row) % 4 !== 0)
      .map((row): Request => (device(row) % 7 === 0 ? { ...row, status: 403 } : row));
    const turns = new Map<number, number>();
    const syncs = requests
      .filter((row) => device(row) % 4 === 0)
      .map((row): Request => {
        const turn = turns.get(device(row)) ?? 0;
        turns.set(device(row), turn + 1);
        const byClock = new Date(Date.UTC(2024, 4, 1) + turn * 600_000).toISOString();
        const requested_at =
          device(row) % 8 === 0 ? byClock.slice(0, 19).replace('T', ' ') : row.requested_at;
        return { ...row, requested_at, command: 'Sync', heartbeat_s: null };
      });
    const rows = [...quiet, ...syncs];
    const own = await warehouseOf(rows);
    const ofOne = rows.filter(
      ({ server, requested_at: at }) => server === 'CAS01' && at.startsWith('2024-05-01'),
    );
    const filters = { server: ['cas01'], day: ['2024-05-01'] };
    for (const [some, options] of [[rows, {}] as const, [ofOne, { filters }] as const]) {
      const expected = new Map<string, number>();
      for (const mode of modesOf(some).values()) expected.set(mode, (expected.get(mode) ?? 0) + 1);
      expect([...expected.keys()].sort()).toEqual(['denied', 'manual', 'push', 'scheduled']);
      const counted = new Map<unknown, number>();
      const found = (await reportSections(own, 'heartbeat', options)).get('modes')?.rows ?? [];
      for (const { mode, devices } of found) {
        counted.set(mode, (counted.get(mode) ?? 0) + Number(devices));
      }
      expect(counted).toEqual(expected);
    }
    own.close();
  });

  it('counts what short intervals cost, day by day', () => {
    const found = pick(
      sections.get('costs'),
      ...['day', 'devices', 'requests', 'bytes', 'extra_requests', 'extra_bytes'],
    );
    const expected = [...costsOf(requests)].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(found).toEqual(expected.map(([day, cost]) => ({ day, ...cost })));
    expect(found.every((row) => Number(row['extra_requests']) > 0)).toBe(true);
  });

  it('takes the largest heartbeat that a log can name', async () => {
    const rows = requests.slice(0, 500).map((row, i): Request => {
      return { ...row, heartbeat_s: i % 2 === 0 ? 2_147_483_647 : row.heartbeat_s };
    });
    const own = await warehouseOf(rows);
    const outcomes = (await reportSections(own, 'heartbeat')).get('outcomes')?.rows ?? [];
    own.close();
    const expected = countBy(pushesOf(rows), outcomeOf);
    for (const { outcome, requests: n } of outcomes) {
      expect(n).toBe(expected.get(String(outcome))?.requests);
    }
  });
});
