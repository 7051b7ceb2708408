import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/duckdb/database.ts';
import { syntheticRequests } from '../oracle/synthetic-rows.ts';
import { reportSections, warehouseOf } from '../report-json.ts';

let db: Database;
beforeAll(async () => {
  db = await warehouseOf(syntheticRequests(3000, { seed: 11, devices: 30, days: 5 }));
});
afterAll(() => db.close());

const cases = [
  {},
  { probes: true },
  { tz: 'America/New_York' },
  { since: '2024-05-02T06:00Z', until: '2024-05-04T18:00Z' },
  { since: '2024-05-02', until: '2024-05-03', tz: 'Europe/Vienna' },
  { filters: { status: ['200'], day: ['2024-05-02', '2024-05-04'] } },
  { filters: { server: ['CAS02'], status: ['4xx', '503'] }, probes: true },
  { filters: { day: ['2024-05-03'], user: ['user1*'] }, tz: 'Europe/Vienna' },
  { filters: { device: ['dev*1x'], type: ['iPad'] }, since: '2024-05-03T11:00Z' },
];

it('says the same whether days are kept or their requests are read', async () => {
  const told = async () => {
    const all = [];
    for (const one of cases) all.push(await reportSections(db, 'heartbeat', one));
    return all;
  };
  const kept = await told();
  await db.run('insert into stale_days select distinct day from push_days');
  const read = await told();
  for (const [i, one] of cases.entries()) {
    for (const [id, section] of kept[i] ?? []) {
      expect(section, `${id} of ${JSON.stringify(one)}`).toEqual(read[i]?.get(id));
    }
    expect(kept[i]?.get('costs')?.rows.length).toBeGreaterThan(0);
    expect(kept[i]?.get('devices')?.rows.length).toBeGreaterThan(0);
  }
});
