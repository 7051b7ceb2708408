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
