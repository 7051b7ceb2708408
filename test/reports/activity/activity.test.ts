import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/duckdb/database.ts';
import { usageOf } from '../oracle/activity-oracle.ts';
import { syntheticRequests } from '../oracle/synthetic-rows.ts';
import { reportSections, warehouseOf, type JsonSection } from '../report-json.ts';

// Close in time, so that a refused logon is often followed by another request within a minute.
const requests = syntheticRequests(4000, { seed: 11, devices: 30, days: 0.4 });
let db: Database;
let sections: Map<string, JsonSection>;
beforeAll(async () => {
  db = await warehouseOf(requests);
  sections = await reportSections(db, 'activity');
});
afterAll(() => db.close());

describe('activity', () => {
  it('tells who asked for what, with bytes and errors', () => {
    const expected = usageOf(requests);
    const rows = sections.get('devices')?.rows ?? [];
    const found = new Map(
      rows.map((row) => {
        const key = JSON.stringify([
          row['user_name'],
          row['user_domain'],
          row['device_type'],
          row['device_id'],
          row['user_agent'],
        ]);
        const { hits, ping, sync, options, other, bytes_sent, bytes_received, errors } = row;
        return [key, { key, hits, ping, sync, options, other, bytes_sent, bytes_received, errors }];
      }),
    );
    expect(rows).toHaveLength(expected.size);
    expect(found).toEqual(expected);
    const forgiven = requests.filter((row) => row.status === 401 && !row.is_probe).length;
    const errors = [...expected.values()].reduce((sum, usage) => sum + usage.errors, 0);
    expect(errors).toBeGreaterThan(0);
    expect(forgiven).toBeGreaterThan(20);
  });

  it('has these columns, in this order', () => {
    const names = sections.get('devices')?.columns.map(({ name }) => name) ?? [];
    expect(names.slice(0, 8)).toEqual([
      'user_name',
      'user_domain',
      'device_type',
      'device_id',
      'user_agent',
      'hits',
      'ping',
      'sync',
    ]);
    for (const name of ['options', 'other', 'bytes_sent', 'bytes_received', 'errors']) {
      expect(names).toContain(name);
    }
  });

  it('finds the busiest hours and minutes of a device', async () => {
    const loop = requests.slice(0, 1).flatMap((row) =>
      Array.from({ length: 90 }, (_, i) => ({
        ...row,
        line_no: 100_000 + i,
        is_probe: false,
        device_id: 'LOOPER',
        requested_at: `2024-05-01 10:0${i < 45 ? 3 : 7}:${String(i % 45).padStart(2, '0')}`,
      })),
    );
    const own = await warehouseOf([...requests.slice(0, 200), ...loop]);
    const talk = await reportSections(own, 'activity');
    own.close();
    expect(talk.get('busy-hours')?.rows).toMatchObject([
      { device_id: 'LOOPER', began_at: '2024-05-01T10:00:00Z', hits: 90 },
    ]);
    expect(talk.get('busy-minutes')?.rows).toMatchObject([
      { began_at: '2024-05-01T10:03:00Z', hits: 45 },
      { began_at: '2024-05-01T10:07:00Z', hits: 45 },
    ]);
  });
});
