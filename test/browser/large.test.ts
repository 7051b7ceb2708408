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

  it('says beyond its budget what it cannot look for, and looks among the rows that are here', async () => {
    const page = await cut.open('large', { hash: 'text=user0' });
    const notFollowed = 'does not follow all filters';
    expect(await page.locator('#figure-devices .of').textContent()).toBe(notFollowed);
    expect(await figure(page, 'devices')).toBe('200,000');
    expect(await page.locator('#ous .notice').textContent()).toBe(
      'This section does not follow the filter free text: this page does not hold all texts of these rows. ' +
        'The command line has no free text: it takes --user and --device.',
    );
    expect(await page.locator('#devices .notice').textContent()).toContain(
      'Its table has what is found of those here.',
    );
    const users = page.locator('#devices tbody tr.row td:nth-child(2)');
    for (const text of await users.allTextContents()) expect(text).toContain('user0');
    expect(await page.locator('#devices .table-foot').textContent()).toMatch(
      /^\S+ of [\d,]+ found; [\d,]+ of 200,000 rows here, all 200,000 in /,
    );
    await page.close();
  });

  it('follows beyond its budget a person whose name is here, and says so of one whose name is not', async () => {
    const page = await cut.open('large');
    const here =
      (await page.locator('#devices tbody tr.row td:nth-child(2)').first().textContent()) ?? '';
    await filtered(page, `user=${encodeURIComponent(here)}`);
    const own = Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 150_000).filter(
      (number) => number === Number(here.slice(4)),
    );
    expect(await figure(page, 'devices')).toBe(String(own.length));
    expect(await page.locator('#buckets .notice').isHidden()).toBe(true);
    await filtered(page, 'user=someone else');
    expect(await figure(page, 'users')).toBe('150,000');
    expect(await page.locator('#buckets .notice').textContent()).toMatch(
      /does not follow the filter User: this page does not hold all texts of these rows\. This command does:.*--section buckets --user 'someone else'/,
    );
    await page.close();
  });
});
