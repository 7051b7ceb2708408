import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from '../query/inputs/read.ts';
import { easelQuery } from '../query/run-line.ts';
import { attacks } from './attacks.ts';
import { browserPath, bundleClient, launch } from './browser.ts';

const chromiumPath = browserPath();
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const texts = [
  ...attacks,
  '=HYPERLINK("http://x")',
  ...Array.from({ length: 30 }, (_, i) => `name ${i}`),
];
const csv = texts
  .map((text, i) =>
    [
      texts.length - i,
      quoted(text.replaceAll(/[\r\n]/g, ' ')),
      i === 0 ? '' : 2 ** 31 + i,
      i + 0.5,
    ].join(','),
  )
  .join('\n');

async function grid(query: string): Promise<{ folder: string; page: string; html: string }> {
  const folder = folderWith({ 'in.csv': `id,name,404,r\n${csv}\n` });
  const { code } = await easelQuery(['-i:CSV', '-o:DATAGRID', query], { cwd: folder });
  expect(code).toBe(0);
  const page = path.join(folder, 'grid.html');
  return { folder, page, html: readFileSync(page, 'utf8') };
}

describe.skipIf(chromiumPath === undefined)('the page of -o:DATAGRID', () => {
  let browser: Browser;
  beforeAll(async () => {
    await bundleClient();
    browser = await launch(chromiumPath ?? '');
  });
  afterAll(() => browser.close());

  it('shows the rows in the order of the query, and sorts and finds them', async () => {
    const made = await grid('SELECT name, id, [404], r INTO grid.html FROM in.csv ORDER BY r DESC');
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(pathToFileURL(made.page).href);
    await page.waitForSelector('html[data-state="ready"]');
    const first = (): Promise<string[]> =>
      page.locator('tbody tr.row').first().locator('td').allTextContents();
    expect((await first()).slice(1)).toEqual([
      'name 29',
      '1',
      String(2 ** 31 + texts.length - 1),
      `${texts.length - 0.5}00000`,
    ]);
    const sort = page.locator('thead button').filter({ hasText: /^id$/ });
    await sort.click();
    await expect.poll(async () => (await first())[2]).toBe(String(texts.length));
    await sort.click();
    await expect.poll(async () => (await first())[2]).toBe('1');
    await page.locator('.table-tools input[type=search]').fill('HYPERLINK');
    await expect.poll(() => page.locator('tbody tr.row').count()).toBe(1);
    expect((await first())[1]).toBe('=HYPERLINK("http://x")');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('never runs a text of the log, and loads nothing', async () => {
    const made = await grid(
      "SELECT name, id, '<script>alert(3)</script>' AS [</script><script>alert(2)</script>] INTO grid.html FROM in.csv",
    );
    expect(/default-src (?:'|&#x27;)none/.test(made.html)).toBe(true);
    const page = await browser.newPage();
    const asked: string[] = [];
    let dialogs = 0;
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(made.page).href);
    await page.waitForSelector('html[data-state="ready"]');
    await page.locator('tbody tr.row').first().click();
    expect(dialogs).toBe(0);
    expect(asked).toHaveLength(1);
    expect(await page.locator('img, iframe, svg a').count()).toBe(0);
    await page.close();
  });
});

it('DATAGRID keeps what JavaScript cannot hold, and writes no page without rows', async () => {
  const folder = folderWith({});
  writeFileSync(path.join(folder, 'in.csv'), 'n\n9007199254740993\n9007199254740995\n');
  await easelQuery(['-i:CSV', '-o:DATAGRID', 'SELECT n INTO grid.html FROM in.csv'], {
    cwd: folder,
  });
  expect(readFileSync(path.join(folder, 'grid.html'), 'utf8')).toContain(
    '<td>9007199254740993</td>',
  );
  await easelQuery(['-i:CSV', '-o:DATAGRID', 'SELECT n INTO none.html FROM in.csv WHERE n = 1'], {
    cwd: folder,
  });
  expect(() => readFileSync(path.join(folder, 'none.html'))).toThrow();
});
