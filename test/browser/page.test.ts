import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputResult } from '../../src/duckdb/raw-result.ts';
import { runStatements } from '../../src/duckdb/statements.ts';
import { csvText } from '../../src/support/output/csv.ts';
import { sampleRequests } from '../reports/warehouse.ts';
import { browserPath } from './browser.ts';
import { openPages, type Pages } from './pages.ts';

const chromiumPath = browserPath();
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe.skipIf(chromiumPath === undefined)('a report page in a browser', () => {
  let pages: Pages;
  let page: Page;

  beforeAll(async () => {
    pages = await openPages(chromiumPath ?? '', sampleRequests(), ['example']);
    page = await pages.open('example');
  });
  afterAll(async () => {
    await pages.close();
  });

  let turns = 0;
  const setHash = async (hash: string): Promise<void> => {
    turns += 1;
    const next = JSON.stringify(hash === '' ? `x${turns}` : hash);
    await page.evaluate(
      `document.documentElement.dataset.state = 'waiting'; location.hash = ${next}`,
    );
    await page.waitForSelector('html[data-state="ready"]');
  };
  const figure = async (id: string): Promise<string> =>
    (await page.locator(`#figure-${id} .value`).textContent()) ?? '';

  it('draws without a fault and without asking the network for anything', () => {
    expect(pages.faults).toEqual([]);
    expect(
      pages.requests.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:')),
    ).toEqual([]);
  });

  it.each([
    '',
    'server=CAS01',
    'status=4xx&status=503',
    'type=iPhone&type=(unknown)&from=2024-05-02',
    'device=DEV7&to=2024-05-02',
    'text=OUCH',
    'text=touch',
    'sort.types=-devices',
    'server=nobody',
  ])('shows under #%s the figures that the SQL it gives has', async (hash) => {
    await setHash(hash);
    for (const section of ['types', 'commands', 'rows', 'coverage']) {
      const downloading = page.waitForEvent('download');
      await page.locator(`#${section} .tools button`, { hasText: 'Download' }).click();
      const download = await downloading;
      const shown = await readFile(await download.path(), 'utf8');
      await page.locator(`#${section} .tools button`, { hasText: 'SQL' }).click();
      const sql = (await page.locator('dialog pre').textContent()) ?? '';
      await page.locator('dialog button', { hasText: 'Close' }).click();
      let expected = '';
      for await (const { raw } of runStatements(pages.db, sql, 'test')) {
        for await (const piece of csvText(outputResult(raw), { guardFormulas: true }))
          expected += piece;
      }
      const sorted = (text: string): string[] => text.split('\n').sort();
      if (hash.startsWith('sort')) expect(sorted(shown)).toEqual(sorted(expected));
      else expect(shown).toBe(expected);
    }
  });

  it('follows a filter everywhere, says so in words, and forgets it again', async () => {
    await setHash('');
    expect(await figure('requests')).toBe('400');
    await page.locator('details[data-dimension="server"] summary').click();
    await page.locator('details[data-dimension="server"] label', { hasText: 'CAS02' }).click();
    await page.waitForFunction(`location.hash === '#server=CAS02'`);
    await page.waitForSelector('html[data-state="ready"]');
    expect(await figure('requests')).toBe('133');
    expect(await page.locator('#figure-requests .of').textContent()).toBe('without filters 400');
    expect(await page.locator('#filter-words').textContent()).toContain('Server: CAS02');
    await page.locator('#filter-words button').click();
    await page.waitForFunction(`location.hash === ''`);
    await page.waitForSelector('html[data-state="ready"]');
    expect(await figure('requests')).toBe('400');
    expect(await page.locator('#filter-words').isHidden()).toBe(true);
  });

  it('filters by a click on a mark', async () => {
    await setHash('');
    const before = await figure('requests');
    await page.locator('#types .mark-rect path').first().click();
    await page.waitForFunction(`location.hash.startsWith('#type=')`);
    await page.waitForSelector('html[data-state="ready"]');
    expect(await figure('requests')).not.toBe(before);
  });

  it('filters by a click beside a point of a line', async () => {
    await setHash('');
    const days = await page.locator('#days tbody tr.row td:nth-child(2)').allTextContents();
    await page.locator('#days .canvas').scrollIntoViewIfNeeded();
    // The last point: the line ends there.
    const [x, y] = await page.evaluate<[number, number]>(`(() => {
      const line = document.querySelector('#days .mark-line path');
      const end = line.getPointAtLength(line.getTotalLength()).matrixTransform(line.getScreenCTM());
      return [end.x, end.y];
    })()`);
    await page.mouse.click(x - 4, y + 6);
    const last = days.at(-1) ?? '';
    await expect.poll(() => page.evaluate('location.hash')).toBe(`#from=${last}&to=${last}`);
    await page.waitForSelector('html[data-state="ready"]');
  });

  it('greys out what cannot follow a filter and gives the command that can', async () => {
    await setHash('status=401');
    expect(await page.locator('#coverage').getAttribute('class')).toContain('stale');
    expect(await page.locator('#coverage .notice').textContent()).toContain(
      'does not follow the filter Status',
    );
    // No command would: none is given.
    expect(await page.locator('#coverage .notice').textContent()).toMatch(
      /nor does any command\.$/,
    );
    expect(await page.locator('#types').getAttribute('class')).not.toContain('stale');
    await setHash('type=iPhone');
    expect(await page.locator('#types .unknown').textContent()).toBe(
      '70 requests with unknown Device type are left out.',
    );
  });

  it('opens a row by keyboard and offers its values as filters', async () => {
    await setHash('');
    const opener = page.locator('#types button.open').first();
    await opener.focus();
    await page.keyboard.press('Enter');
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('#types tr.detail h3').textContent()).toBe('By day, server');
    expect(await page.locator('#types tr.detail button').first().textContent()).toMatch(
      /^Only Device type /,
    );
    await page.keyboard.press('Enter');
    expect(await page.locator('#types tr.detail').count()).toBe(0);
  });

  it('sorts by keyboard and keeps the order in the address', async () => {
    await setHash('');
    await page.locator('#rows thead button', { hasText: 'Bytes sent' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(`location.hash === '#sort.rows=-bytes_sent'`);
    await page.waitForSelector('html[data-state="ready"]');
    const column = await page.locator('#rows tbody tr.row td:last-child').allTextContents();
    const numbers = column.map((text) => Number(text.replaceAll(',', '')));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });

  it('searches and pages without cutting', async () => {
    await setHash('');
    const foot = page.locator('#rows .table-foot');
    expect(await foot.textContent()).toMatch(/^1–20 of \d+ shown\./);
    await foot.locator('button', { hasText: 'Next' }).click();
    expect(await foot.textContent()).toMatch(/^21–40 of \d+ shown\./);
    await page.locator('#rows .table-tools input').fill('touch');
    const cells = await page.locator('#rows tbody tr.row').allTextContents();
    expect(cells.every((text) => text.includes('TouchDown'))).toBe(true);
    await page.locator('#rows .table-tools input').fill('nothing at all');
    expect(await page.locator('#rows tbody').textContent()).toContain('No row contains');
    await page.locator('#rows .table-tools input').fill('');
  });

  it('keeps the focus at the pages of a table to the last and back', async () => {
    await setHash('');
    const foot = page.locator('#rows .table-foot');
    const focused = (): Promise<string | null> => page.locator('*:focus').textContent();
    await foot.locator('button', { hasText: 'Next' }).focus();
    for (let pages = 0; pages < 50 && (await focused()) === 'Next'; pages++) {
      await page.keyboard.press('Enter');
    }
    expect(await foot.locator('button', { hasText: 'Next' }).isDisabled()).toBe(true);
    expect(await focused()).toBe('Previous');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Previous');
  });

  it('takes any hash without harm', async () => {
    for (const hash of [
      '%',
      '%E0%A4%A',
      'server=%3Cimg%20src%3Dx%20onerror%3Dpwned()%3E',
      '__proto__=x&constructor=y&toString=z',
      'from=not-a-day&to=2024-99-99',
      'status=4xx&status=NaN&status=1e309',
      `text=${'a'.repeat(5000)}`,
      'sort.rows=-__proto__&sort.nowhere=x',
      'day=2024-05-01',
      Array.from({ length: 3000 }, (_, index) => `server=s${index}`).join('&'),
    ]) {
      await setHash(hash);
      expect(await page.locator('#fault').isHidden()).toBe(true);
    }
    expect(pages.faults).toEqual([]);
    expect(await page.evaluate('Object.keys(Object.prototype)')).toEqual([]);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)('has no fault that axe can find (%s, %i px)', async (colorScheme, width) => {
    const own = await pages.open('example', { colorScheme, width, hash: 'status=401' });
    await own.locator('#types button.open').first().click();
    // The page's own policy lets no script in: axe comes through the debugger.
    await own.evaluate(await readFile(axePath, 'utf8'));
    const violations = await own.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const result = await axe.run();
      return result.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
      );
    });
    expect(violations).toEqual([]);
    const overflow = await own.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await own.close();
  });

  it('can be read without JavaScript', async () => {
    const own = await pages.open('example', { javaScript: false });
    expect(await own.locator('#figure-requests .value').textContent()).toBe('400');
    expect(await own.locator('#types svg').count()).toBe(1);
    expect(await own.locator('#rows tbody tr').count()).toBeGreaterThan(200);
    expect(await own.locator('#filters').isVisible()).toBe(false);
    await own.close();
  });

  it('prints the filters in words', async () => {
    await setHash('server=CAS01');
    await page.evaluate(`dispatchEvent(new Event('beforeprint')); 1`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filter-words').textContent()).toContain('Server: CAS01');
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(`dispatchEvent(new Event('afterprint')); 1`);
  });
});
