import type { Page } from 'playwright-core';
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
    pages = await openPages(
      chromiumPath ?? '',
      await warehouseOf(rows),
      ['activity', 'heartbeat', 'last-sync'],
      null,
    );
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

  it.each([
    ['heartbeat', 320],
    ['heartbeat', 360],
    ['activity', 360],
  ])('keep every text of %s within the page (%i px)', async (report, width) => {
    const page = await pages.open(report, { width });
    expect(await textsBeyond(page)).toEqual([]);
    await page.close();
  });

  it('set names aslant where they would overprint each other', async () => {
    for (const [width, isAslant] of [
      [320, true],
      [1280, false],
    ] as const) {
      const page = await pages.open('heartbeat', { width });
      const labels = page.locator('#achieved .role-axis-label').nth(0).locator('text');
      const turned = await labels.evaluateAll((texts: { outerHTML: string }[]) =>
        texts.map(({ outerHTML }) => outerHTML.includes('rotate(-45)')),
      );
      expect(turned.length).toBeGreaterThan(3);
      expect(new Set(turned)).toEqual(new Set([isAslant]));
      await page.close();
    }
  });
});

/** Texts of drawn charts that reach beyond the box which cuts them off. */
async function textsBeyond(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('figure.chart .canvas')]
    .filter((canvas) => canvas.clientWidth > 0)
    .flatMap((canvas) => {
      const box = canvas.getBoundingClientRect();
      return [...canvas.querySelectorAll('text')]
        .filter((text) => text.textContent !== '' && getComputedStyle(text).opacity !== '0')
        .filter((text) => {
          const { left, right } = text.getBoundingClientRect();
          return left < box.left - 1 || right > box.right + 1;
        })
        .map((text) => canvas.ariaLabel + ': ' + text.textContent);
    })`);
}
