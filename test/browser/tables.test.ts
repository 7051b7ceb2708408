import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticRequests } from '../reports/oracle/synthetic-rows.ts';
import { warehouseOf } from '../reports/report-json.ts';
import { browserPath } from './browser.ts';
import { openPages, type Pages } from './pages.ts';

const chromiumPath = browserPath();

describe.skipIf(chromiumPath === undefined)('the tables of a report in a browser', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await openPages(
      chromiumPath ?? '',
      await warehouseOf(syntheticRequests(2000, { devices: 30 })),
      ['activity', 'heartbeat', 'last-sync'],
      null,
    );
  });
  afterAll(async () => {
    await pages.close();
  });

  it.each([
    ['activity', 'devices', 1280],
    ['activity', 'devices', 360],
    ['heartbeat', 'requested', 1280],
    ['last-sync', 'devices', 768],
  ])('keep an opened row of %s, %s within what is seen (%i px)', async (report, id, width) => {
    const page = await pages.open(report, { width });
    const before = await geometry(page, id);
    await page.locator(`#${id} button.open`).first().click();
    const after = await geometry(page, id);
    expect(after.heads).toEqual(before.heads);
    expect(after.scrollWidth).toBe(before.scrollWidth);
    expect(after.detail).toEqual([0, before.clientWidth]);
    // What its table needs across it scrolls for itself.
    expect(after.detailScrollWidth).toBe(before.clientWidth);
    await page.close();
  });

  it('have heads that stand on one line, sorted or not', async () => {
    const page = await pages.open('last-sync', { width: 1280 });
    const lines = await lastLines(page);
    expect(lines.length).toBeGreaterThan(5);
    expect(new Set(lines).size).toBe(1);
    await page.locator('#devices thead button', { hasText: 'Device type' }).click();
    await page.locator('#devices th[aria-sort="ascending"]', { hasText: 'Device type' }).waitFor();
    expect(await lastLines(page)).toEqual(lines);
    await page.close();
  });

  it('say a unit beside a title that does not say it', async () => {
    const page = await pages.open('last-sync');
    await page.locator('#devices button.open').first().click();
    const titles = await page.locator('#devices tr.detail dt').allTextContents();
    expect(titles).toContain('Days since');
    expect(await page.locator('#devices thead button').allTextContents()).toContain('Days since');
    expect(titles).toContain('Bucket days');
    await page.close();
  });

  it('name the columns of a breakdown as their titles do', async () => {
    const page = await pages.open('last-sync');
    await page.locator('#histogram button.open').first().click();
    expect(await page.locator('#histogram tr.detail h3').textContent()).toBe('By OS');
    await page.close();
  });

  it('give the breakdowns of rows that are open at a time names of their own', async () => {
    const page = await pages.open('last-sync');
    for (const place of [0, 1]) await page.locator('#buckets button.open').nth(place).click();
    const regions = page.locator('#buckets tr.detail [role="region"]');
    const names = await Promise.all(
      [0, 1].map((place) => regions.nth(place).getAttribute('aria-label')),
    );
    expect(names).toEqual([
      'Days since the last sync, today: By reason',
      'Days since the last sync, 1-7: By reason',
    ]);
    await page.close();
  });

  it('have their names beside the boxes of menus', async () => {
    const page = await pages.open('activity');
    const menu = page.locator('details[data-dimension="server"]');
    await menu.locator('summary').click();
    // It is filled when the browser tells of its opening, after the click.
    await menu.locator('.menu label').first().waitFor();
    const [box, name] = await page.evaluate<[number, number]>(`(() => {
      const label = document.querySelector('details[data-dimension="server"] .menu label');
      const middle = ({ top, bottom }) => (top + bottom) / 2;
      const range = document.createRange();
      range.selectNodeContents(label);
      range.setStartAfter(label.querySelector('input'));
      const box = label.querySelector('input').getBoundingClientRect();
      return [middle(box), middle(range.getBoundingClientRect())];
    })()`);
    expect(Math.abs(box - name)).toBeLessThan(3);
    await page.close();
  });
});

interface Geometry {
  readonly heads: readonly number[];
  readonly clientWidth: number;
  readonly scrollWidth: number;
  /** How far left of its table the opened row begins, and how wide it is. */
  readonly detail: readonly [number, number];
  readonly detailScrollWidth: number;
}

async function geometry(page: Page, id: string): Promise<Geometry> {
  return page.evaluate<Geometry>(`(() => {
    const box = document.querySelector('#${id} .scroll');
    const left = (element) => element.getBoundingClientRect().left;
    const detail = box.querySelector('tr.detail > td > div') ?? box;
    return {
      heads: [...box.querySelector('thead').querySelectorAll('th')].map(left),
      clientWidth: box.clientWidth,
      scrollWidth: box.scrollWidth,
      detail: [left(detail) - left(box), detail.offsetWidth],
      detailScrollWidth: detail.scrollWidth,
    };
  })()`);
}

/** Where the last line of each head's text ends, above the end of the head. */
async function lastLines(page: Page): Promise<number[]> {
  return page.evaluate<number[]>(`[...document.querySelectorAll('#devices thead button')]
    .filter((button) => button.offsetParent !== null)
    .map((button) => {
      const range = document.createRange();
      range.selectNodeContents(button);
      const ends = [...range.getClientRects()].map(({ bottom }) => bottom);
      return Math.round(button.closest('th').getBoundingClientRect().bottom - Math.max(...ends));
    })`);
}
