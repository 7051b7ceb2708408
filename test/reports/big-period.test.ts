import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { syntheticRequests } from './oracle/synthetic-rows.ts';
import { reportSections, warehouseOf } from './report-json.ts';

let db: Database;
beforeAll(async () => {
  db = await warehouseOf(syntheticRequests(3000, { seed: 5, devices: 25, days: 3 }));
});
afterAll(() => db.close());

/** Sections that ask for neither day, server nor status. */
const unaffected = [
  ['activity', ['types', 'busy-hours', 'items', 'documents', 'users', 'devices']],
  ['heartbeat', ['requested', 'bands', 'newest', 'outcomes', 'achieved', 'modes', 'devices']],
] as const;

describe('a big period', () => {
  it('has the same figures, whatever is left out of its rows', async () => {
    for (const [report, ids] of unaffected) {
      await setBig(false);
      const small = await reportSections(db, report);
      await setBig(true);
      const big = await reportSections(db, report);
      for (const id of ids) expect(big.get(id)?.rows, id).toEqual(small.get(id)?.rows);
      expect(ids.some((id) => (big.get(id)?.rows.length ?? 0) > 5)).toBe(true);
    }
    expect((await reportSections(db, 'activity')).get('days')?.rows).toHaveLength(1);
  });

  it('obeys filters of what it leaves out', async () => {
    const filters = { status: ['4xx', '503'], server: ['CAS01'] };
    await setBig(false);
    const small = await reportSections(db, 'activity', { filters });
    await setBig(true);
    const big = await reportSections(db, 'activity', { filters });
    expect(big.get('devices')?.rows).toEqual(small.get('devices')?.rows);
    expect(big.get('devices')?.rows.length).toBeGreaterThan(0);
  });
});

async function setBig(isBig: boolean): Promise<void> {
  await db.run(
    isBig
      ? 'create or replace macro period_scale(since_time, until_time) as table select true as is_big'
      : 'create or replace macro period_scale(since_time, until_time) as table select false as is_big',
  );
}
