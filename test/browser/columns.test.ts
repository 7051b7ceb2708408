import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRequests } from '../reports/warehouse.ts';
import { browserPath } from './browser.ts';
import { openPages, type Pages } from './pages.ts';

const chromiumPath = browserPath();

describe.skipIf(chromiumPath === undefined)('a wide table in a browser', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await openPages(chromiumPath ?? '', sampleRequests(), ['activity'], null);
  });
  afterAll(async () => {
    await pages.close();
  });

  it('shows the columns that fit and lets its reader choose others', async () => {
    const page = await pages.open('activity', { width: 1280 });
    const table = page.locator('#devices');
    const sizes = await table
      .locator('.scroll')
      .evaluate((box: { scrollWidth: number; clientWidth: number }) => [
        box.scrollWidth,
        box.clientWidth,
      ]);
    expect(sizes[0]).toBe(sizes[1]);
    const heads = table.locator('thead th:not([hidden])');
    const cells = table.locator('tbody tr.row').first().locator('td');
    const before = await heads.count();
    expect(before).toBeGreaterThan(4);
    expect(await cells.count()).toBe(before);
    const menu = table.locator('.columns');
    expect(await menu.locator('summary').textContent()).toBe(`Columns: ${before - 1} of 44`);
    await menu.locator('summary').focus();
    await page.keyboard.press('Enter');
    await menu.locator('label', { hasText: 'Error rate' }).locator('input').focus();
    await page.keyboard.press('Space');
    expect(await heads.last().textContent()).toContain('Error rate');
    expect(await cells.count()).toBe(before + 1);
    await page.keyboard.press('Escape');
    expect(await menu.locator('.menu').isVisible()).toBe(false);
    expect(pages.faults).toEqual([]);
    await page.close();
  });
});
