import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { resolvePeriod, type PeriodOptions } from '../../src/reports/period.ts';
import { sampleRequests, warehouseWith } from './warehouse.ts';

let db: Database;
beforeAll(async () => {
  // 2024-05-01 00:00:00 to 2024-05-03 19:56:27.
  db = await warehouseWith(sampleRequests());
});
afterAll(() => db.close());

async function period(options: Partial<PeriodOptions>) {
  const { since, until, asOf } = await resolvePeriod(db, {
    now: new Date('2024-05-04T12:00:00.700Z'),
    ...options,
  });
  return { since, until, asOf };
}

describe('the time rules of a report', () => {
  it('is all there is, as of now, when nothing is said', async () => {
    expect(await period({})).toEqual({
      since: '2024-05-01 00:00:00',
      until: '2024-05-03 19:56:28',
      asOf: '2024-05-04 12:00:00',
    });
  });

  it('takes T from --until, else --generated-at', async () => {
    expect((await period({ generatedAt: '2024-05-10T08:00Z' })).asOf).toBe('2024-05-10 08:00:00');
    expect(
      (await period({ generatedAt: '2024-05-10T08:00Z', until: '2024-05-02T10:00Z' })).asOf,
    ).toBe('2024-05-02 10:00:00');
  });

  it('begins at local midnight and ends with the end of the day of --until', async () => {
    expect(await period({ since: '2024-05-02', until: '2024-05-02' })).toMatchObject({
      since: '2024-05-02 00:00:00',
      until: '2024-05-03 00:00:00',
    });
    expect(
      await period({ since: '2024-05-02', until: '2024-05-02', tz: 'Europe/Vienna' }),
    ).toMatchObject({ since: '2024-05-01 22:00:00', until: '2024-05-02 22:00:00' });
    expect(
      await period({ since: '2024-05-02', until: '2024-05-02', tz: 'America/New_York' }),
    ).toMatchObject({ since: '2024-05-02 04:00:00', until: '2024-05-03 04:00:00' });
  });

  it('knows days of 23 and 25 hours', async () => {
    const whole = { since: '2023-01-01' };
    expect((await period({ ...whole, until: '2024-10-27', tz: 'Europe/Vienna' })).until).toBe(
      '2024-10-27 23:00:00',
    );
    expect((await period({ ...whole, until: '2025-03-30', tz: 'Europe/Vienna' })).until).toBe(
      '2025-03-30 22:00:00',
    );
    expect((await period({ ...whole, until: '2024-11-03', tz: 'America/New_York' })).until).toBe(
      '2024-11-04 05:00:00',
    );
  });

  it('counts 7d back from T, in hours', async () => {
    expect((await period({ since: '2d' })).since).toBe('2024-05-02 12:00:00');
    expect((await period({ since: '1d', until: '2024-05-02' })).since).toBe('2024-05-02 00:00:00');
    expect((await period({ since: '12h', generatedAt: '2024-05-03T12:00Z' })).since).toBe(
      '2024-05-03 00:00:00',
    );
  });

  it('names the period there is when there is nothing in the one asked for', async () => {
    await expect(period({ since: '2024-06-01', until: '2024-06-30' })).rejects.toMatchObject({
      code: 'empty-period',
      hint: expect.stringContaining('2024-05-01 00:00:00') as string,
    });
  });

  it.each([
    [{ since: '2024-13-01' }, "--since '2024-13-01' is not a time"],
    [{ until: 'yesterday' }, "--until 'yesterday' is not a time"],
    [{ tz: 'Europe/Viena' }, "there is no time zone 'Europe/Viena'"],
    [{ since: '2024-05-03', until: '2024-05-02' }, '--since lies after --until'],
  ])('refuses %j as wrong usage', async (options, message) => {
    await expect(period(options)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(message) as string,
    });
  });
});
