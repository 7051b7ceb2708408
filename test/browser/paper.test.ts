import { inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperRows } from '../../src/reports/paper.ts';
import { sampleRequests } from '../reports/warehouse.ts';
import { browserPath } from './browser.ts';
import { openPages, type Pages } from './pages.ts';

const chromiumPath = browserPath();

// Colours that tell a heading and a row of the table apart in what the printer draws.
const colours = `th { background: #ff0000 !important } #rows td { background: #00ff00 !important }`;
const heading = '1 0 0 rg';
const cell = '0 1 0 rg';

describe.skipIf(chromiumPath === undefined)('a report page on paper', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await openPages(chromiumPath ?? '', sampleRequests(), ['example']);
  });
  afterAll(async () => {
    await pages.close();
  });

  it.each([true, false])('is short and says what it leaves out (JavaScript: %s)', async (js) => {
    const page = await pages.open('example', { javaScript: js });
    const drawings = drawingsOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
    expect(drawings.length).toBeGreaterThan(2);
    expect(drawings.length).toBeLessThan(12);
    await page.close();
  });

  it('prints the first rows, and as many as its reader shows at a time', async () => {
    const page = await pages.open('example');
    const printed = async (): Promise<[number, string | null]> => {
      await page.evaluate(`dispatchEvent(new Event('beforeprint')); 1`);
      const rows = await page.locator('#rows tbody tr.row').count();
      const foot = await page.locator('#rows .table-foot').textContent();
      await page.evaluate(`dispatchEvent(new Event('afterprint')); 1`);
      return [rows, foot];
    };
    const [rows, foot] = await printed();
    expect(rows).toBe(paperRows);
    expect(foot).toMatch(/^The first 40 of \d+ rows are printed; the page holds all of them\.$/);
    await page.locator('#rows .table-foot select').selectOption('100');
    expect((await printed())[0]).toBe(100);
    await page.close();
  });

  it('repeats the heading on every page of a table', async () => {
    const page = await pages.open('example');
    await colour(page);
    await page.locator('#rows .table-foot select').selectOption('100');
    const drawings = drawingsOf(
      await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true }),
    );
    const withRows = drawings.filter((drawing) => drawing.includes(cell));
    expect(withRows.length).toBeGreaterThan(2);
    for (const drawing of withRows) {
      expect(drawing.indexOf(heading)).toBeGreaterThanOrEqual(0);
      expect(drawing.indexOf(heading)).toBeLessThan(drawing.indexOf(cell));
    }
    await page.close();
  });
});

async function colour(page: Page): Promise<void> {
  await page.evaluate(`{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(colours)});
    document.adoptedStyleSheets = [sheet];
  }`);
}

/** What is drawn on each page of a PDF, as its operators. */
function drawingsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const pages = text.matchAll(/\/Type \/Page\n[^]*?\/Contents (\d+) 0 R/g);
  return [...pages].map(([, id]) => {
    const object = text.indexOf(`\n${id ?? ''} 0 obj`);
    const from = text.indexOf('stream\n', object) + 'stream\n'.length;
    return inflateSync(pdf.subarray(from, text.indexOf('\nendstream', from))).toString('latin1');
  });
}
