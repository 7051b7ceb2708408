import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportNames } from '../../src/reports/load-reports.ts';
import { attacks } from './attacks.ts';
import { browserPath } from './browser.ts';
import { openPages, type Pages } from './pages.ts';

const chromiumPath = browserPath();

/** Every text column of a request holds every attack once. */
const rows = attacks.map((attack, index) => ({
  requested_at: new Date(Date.UTC(2024, 4, 1) + index * 900_000).toISOString().slice(0, 19),
  server: attack,
  device_id: attack,
  device_type: attack,
  user_name: attack,
  user_agent: attack,
  command: index % 2 === 0 ? 'Ping' : 'Sync',
}));

describe.skipIf(chromiumPath === undefined)('texts of a log on a page', () => {
  let own: Pages;
  let builtIn: Pages;
  const names = reportNames();
  beforeAll(async () => {
    own = await openPages(chromiumPath ?? '', rows, ['example']);
    // Late enough for the removal list to hold them all.
    builtIn = await openPages(chromiumPath ?? '', rows, [], null, { until: '2024-12-01' });
  });
  afterAll(async () => {
    await own.close();
    await builtIn.close();
  });

  it.each(['example', ...names, 'index'])('never run in %s', async (name) => {
    const pages = name === 'example' ? own : builtIn;
    if (name === 'index') {
      const html = await readFile(path.join(pages.folder, 'index.html'), 'utf8');
      expect(html).not.toMatch(/<script|onerror=|<img/);
      return;
    }
    const page = await pages.open(name);
    expect(pages.faults).toEqual([]);
    for (const button of await page.locator('tr.row button.open').all()) {
      if (await button.isVisible()) await button.click();
    }
    for (const summary of await page.locator('#filters summary').all()) {
      await summary.click();
      for (const box of (
        await page.locator('#filters details[open] input[type=checkbox]').all()
      ).slice(0, 3)) {
        await box.click();
      }
    }
    for (const mark of (await page.locator('.mark-rect path, .mark-symbol path').all()).slice(
      0,
      20,
    )) {
      if (await mark.isVisible())
        await mark.hover({ force: true, timeout: 2000 }).catch(() => undefined);
    }
    for (const attack of attacks) {
      const hash = new URLSearchParams({ server: attack, type: attack, text: attack }).toString();
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      // Turned round or hidden, what stands around a value would say something else.
      await expect.poll(() => page.locator('#filter-words').innerText()).toContain('Text: ');
      expect(await page.locator('body').innerText()).not.toMatch(
        /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
      );
    }
    await page.waitForSelector('html[data-state="ready"]');
    expect(pages.faults).toEqual([]);
    expect(pages.requests.filter((url) => !/^(file|blob):/.test(url))).toEqual([]);
    const strangers = await page
      .locator('img, iframe, object, embed, link, base, [onerror], [onload], [onclick]')
      .count();
    expect(strangers).toBe(0);
    expect(await page.locator('script').count()).toBe(
      await page.locator('script:not([src])').count(),
    );
    await page.close();
  });

  it('give the page the script that lies beside it', async () => {
    const page = await builtIn.open('last-sync');
    const downloading = page.waitForEvent('download');
    await page.locator('#removal .tools button', { hasText: 'PowerShell' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('last-sync.removal.ps1');
    const beside = await readFile(path.join(builtIn.folder, 'last-sync.removal.ps1'));
    expect(beside.toString().split('\r\n').length).toBeGreaterThan(20);
    expect(await readFile(await download.path())).toEqual(beside);
    await page.close();
  });

  it('forbids by its own policy whatever is not the page itself', async () => {
    const html = await readFile(path.join(own.folder, 'example.html'), 'utf8');
    const csp = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(csp).toContain('default-src &#x27;none&#x27;');
    expect(csp).not.toMatch(/unsafe|http|\*/);
    const page = await own.open('example');
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = 1';
      document.body.append(script);
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      setTimeout('globalThis.evaluated = 1');
      fetch('https://example.com/').catch(() => { globalThis.refused = 1; });
    `);
    await page.waitForFunction('globalThis.refused === 1');
    await page.waitForTimeout(100);
    expect(await page.evaluate(`['injected' in globalThis, 'evaluated' in globalThis]`)).toEqual([
      false,
      false,
    ]);
    expect(own.faults.length).toBeGreaterThanOrEqual(4);
    own.faults.length = 0;
    await page.close();
  });
});
