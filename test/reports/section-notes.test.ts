import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { Capture } from '../cli/run-easel.ts';
import { renderReports } from '../../src/reports/render-reports.ts';
import type { ReportOptions } from '../../src/reports/report-options.ts';
import { syntheticRequests } from './oracle/synthetic-rows.ts';
import { reportSections, warehouseOf, type JsonSection } from './report-json.ts';

let db: Database;
beforeAll(async () => {
  db = await warehouseOf(syntheticRequests(1500, { seed: 9, devices: 20, days: 2 }));
});
afterAll(() => db.close());

// No export tells of any OU.
const filters = { ou: ['contoso.com/Sales'], user: ['user1'] };

/** The report as text. */
async function textOf(format: ReportOptions['format']): Promise<string> {
  const out = new Capture();
  const now = new Date('2024-05-10T00:00:00Z');
  await renderReports({
    ...{ db, names: ['heartbeat'], out, format, filters, now, version: '0.0.0' },
  });
  return out.text;
}

const requests = (section: JsonSection | undefined): number =>
  (section?.rows ?? []).reduce((sum, row) => sum + Number(row['requests']), 0);

it('say of each section how many of its own rows a filter leaves out as unknown', async () => {
  const whole = await reportSections(db, 'heartbeat', { filters: { user: filters.user } });
  const [all, known] = [requests(whole.get('outcomes')), requests(whole.get('requested'))];
  expect(known).toBeGreaterThan(0);
  expect(known).toBeLessThan(all);
  const leftOut = (count: number): string =>
    `${count} requests with unknown OU are left out by the filter of the file.`;
  const some = await reportSections(db, 'heartbeat', { filters });
  expect(some.get('outcomes')?.notes).toContain(leftOut(all));
  expect(some.get('requested')?.notes).toContain(leftOut(known));
});

it.each(['json', 'md', 'html'] as const)(
  'say in %s which sections cannot obey a filter, and what is left out',
  async (format) => {
    const text = await textOf(format);
    const remarks = [...text.matchAll(/This section cannot obey (.*?): it shows everything\./g)];
    // The alarm, the means it looks at, and the cliffs.
    expect(remarks.map(([, flags]) => flags)).toEqual(Array(3).fill('--ou and --user'));
    expect(text).toMatch(
      /Requests without a heartbeat that could be read, which are not in these rows: [0-9,]+\./,
    );
    expect(text).toMatch(/[0-9,]+ requests with unknown OU are left out/);
  },
);
