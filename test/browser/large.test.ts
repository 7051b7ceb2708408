import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRequests } from '../reports/warehouse.ts';
import { browserPath } from './browser.ts';
import { openPages, type Pages } from './pages.ts';

const chromiumPath = browserPath();

const figure = async (page: Page, id: string): Promise<string> =>
  (await page.locator(`#figure-${id} .value`).textContent()) ?? '';

const filtered = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate(
    `document.documentElement.dataset.state = 'waiting'; location.hash = '${hash}'`,
  );
  await page.waitForSelector('html[data-state="ready"]');
};

describe.skipIf(chromiumPath === undefined)('a page of 200,000 devices', () => {
  let whole: Pages;
  let cut: Pages;
  const reports = path.join(import.meta.dirname, '..', 'reports');
  beforeAll(async () => {
    const rows = sampleRequests(20);
    whole = await openPages(chromiumPath ?? '', rows, ['large'], reports);
    cut = await openPages(chromiumPath ?? '', rows, ['large'], reports, { pageBudget: 4_000_000 });
  }, 300_000);
  afterAll(async () => {
    await whole.close();
    await cut.close();
  });

  it('stays within 10 MB, all included, and follows its filters', async () => {
    const { size } = await stat(path.join(whole.folder, 'large.html'));
    expect(size).toBeLessThanOrEqual(10_000_000);
    const page = await whole.open('large');
    expect(await figure(page, 'devices')).toBe('200,000');
    await filtered(page, 'domain=contoso.com&policy=Policy 3');
    const [count] = await whole.db.rows(
      'select count(*) as n from range(200000) as r(i) where i % 3 = 0 and i % 12 = 3',
    );
    expect(await figure(page, 'devices')).toBe(Number(count?.['n']).toLocaleString('en-US'));
    expect(whole.faults).toEqual([]);
    await page.close();
  });

  it('keeps beyond its budget every figure and filter, the worst rows, and says where the others are', async () => {
    expect((await stat(path.join(cut.folder, 'large.html'))).size).toBeLessThan(
      (await stat(path.join(whole.folder, 'large.html'))).size - 1_000_000,
    );
    const [before, after] = [await whole.open('large'), await cut.open('large')];
    for (const hash of [
      '',
      'domain=contoso.com',
      'ou=contoso.com/Region 4&type=iPhone',
      'status=>90',
    ]) {
      await filtered(before, hash === '' ? 'x' : hash);
      await filtered(after, hash === '' ? 'x' : hash);
      for (const id of ['devices', 'users', 'stale', 'median']) {
        expect(await figure(after, id)).toBe(await figure(before, id));
      }
      for (const section of ['#ous tbody', '#buckets tbody']) {
        expect(await after.locator(section).textContent()).toBe(
          await before.locator(section).textContent(),
        );
      }
    }
    await filtered(after, 'y');
    const foot = await after.locator('#devices .table-foot').textContent();
    expect(foot).toMatch(
      /[\d,]+ of 200,000 rows here, all 200,000 in large\.devices\.csv and large\.devices\.parquet/,
    );
    const first = await after.locator('#devices tbody tr.row').first().textContent();
    expect(first).toBe(await before.locator('#devices tbody tr.row').first().textContent());
    const beside = await readFile(path.join(cut.folder, 'large.devices.csv'), 'utf8');
    expect(Papa.parse(beside.trimEnd()).data).toHaveLength(200_001);
    expect(cut.faults).toEqual([]);
  });
});
