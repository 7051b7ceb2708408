import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticRequests } from '../reports/oracle/synthetic-rows.ts';
import { warehouseOf } from '../reports/report-json.ts';
import { browserPath } from './browser.ts';
import { openPages, type Pages } from './pages.ts';

const chromiumPath = browserPath();

describe.skipIf(chromiumPath === undefined)('the charts of a report in a browser', () => {
  let pages: Pages;
  beforeAll(async () => {
    const rows = syntheticRequests(3000, { devices: 30 }).map((row, index) => ({
      ...row,
      server: `MAILBOX-0${(index % 7) + 1}`,
    }));
    pages = await openPages(chromiumPath ?? '', await warehouseOf(rows), ['heartbeat'], null);
  });
  afterAll(async () => {
    await pages.close();
  });

  it('keep their names once they are drawn', async () => {
    const page = await pages.open('heartbeat');
    const canvas = page.locator('#requested .canvas');
    expect(await canvas.locator('.mark-rect').count()).toBe(1);
    expect(await canvas.getAttribute('role')).toBe('img');
    expect(await canvas.getAttribute('aria-label')).toBe(
      'Asked for, drawn; the table holds the same figures',
    );
    expect(await canvas.locator('> :not([aria-hidden="true"])').count()).toBe(0);
    await page.close();
  });
});
