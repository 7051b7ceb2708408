import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { resolvePeriod } from '../../src/reports/period.ts';
import { renderReports } from '../../src/reports/render-reports.ts';
import { sampleRequests, warehouseWith } from './warehouse.ts';

describe('the period of a report', () => {
  let db: Database;
  beforeAll(async () => {
    db = await warehouseWith(sampleRequests());
  });
  afterAll(() => {
    db.close();
  });
  const now = new Date('2024-05-10T12:00:00Z');

  it('is all there is without flags', async () => {
    expect(await resolvePeriod(db, { now })).toMatchObject({
      since: '2024-05-01 00:00:00',
      until: '2024-05-03 19:56:28',
      asOf: '2024-05-10 12:00:00',
      isWhole: true,
    });
  });
  it('begins at local midnight and ends with the last second of a local day', async () => {
    expect(
      await resolvePeriod(db, {
        now,
        since: '2024-05-02',
        until: '2024-05-02',
        tz: 'Europe/Vienna',
      }),
    ).toMatchObject({
      since: '2024-05-01 22:00:00',
      until: '2024-05-02 22:00:00',
      asOf: '2024-05-02 21:59:59',
    });
  });
  it('ends a day of 25 hours at its own midnight', async () => {
    const period = resolvePeriod(db, { now, until: '2024-10-27', tz: 'Europe/Vienna' });
    expect((await period).until).toBe('2024-10-27 23:00:00');
  });
  it('names what there is when it is empty', async () => {
    await expect(
      resolvePeriod(db, { now, since: '2023-01-01', until: '2023-01-31' }),
    ).rejects.toMatchObject({
      code: 'empty-period',
      hint: 'the warehouse has requests from 2024-05-01 00:00:00 to 2024-05-03 19:56:27 UTC',
    });
  });
});

describe('a warehouse without requests', () => {
  it('gives pages that say so', async () => {
    const db = await warehouseWith([]);
    await db.run(
      `insert into rejects (file_id, line_no, byte_offset, reason) values (1, 2, 9, 'field-count')`,
    );
    const folder = await mkdtemp(path.join(os.tmpdir(), 'easel-empty-'));
    await renderReports({
      db,
      names: ['example'],
      out: folder,
      format: 'html',
      filters: {},
      now: new Date('2024-05-04T12:00:00Z'),
      folder: import.meta.dirname,
      version: '0.0.0',
    });
    const html = await readFile(path.join(folder, 'example.html'), 'utf8');
    expect(html).toContain('no requests in this period; 1 line rejected');
    expect(html).toContain('No rows in this period.');
    db.close();
    await rm(folder, { recursive: true, force: true });
  });
});
