import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { cache } from './data.js';
import { median } from './measure.js';

const BROWSERS = [
  process.env.EASEL_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The pages that `reports` wrote, in a browser: size, first paint, readiness, a filter change. */
export default async function benchPages({ quick, runs, say }) {
  const folder = path.join(cache, 'reports');
  const pages = existsSync(folder)
    ? readdirSync(folder).filter((file) => file.endsWith('.html') && file !== 'index.html')
    : [];
  const rows = [];
  const executablePath = BROWSERS.find((file) => file !== undefined && existsSync(file));
  if (executablePath === undefined || pages.length === 0) {
    say('  no browser, or no pages: run the section reports first');
  } else {
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    for (const file of pages) {
      const all = [];
      for (let run = 0; run < (quick ? 1 : runs); run++) {
        all.push(await visit(browser, pathToFileURL(path.join(folder, file)).href));
      }
      const middle = (key) => median(all.map((one) => one[key])).toFixed(0);
      rows.push([
        file,
        (statSync(path.join(folder, file)).size / 1e6).toFixed(1),
        middle('firstPaint'),
        middle('ready'),
        middle('filter'),
      ]);
      say(`  ${file}: ${rows.at(-1).slice(1).join(', ')}`);
    }
    await browser.close();
  }
  return {
    title: 'Report pages in Chromium, from file://',
    columns: ['page', 'MB', 'first paint ms', 'ready ms', 'filter change ms'],
    rows,
    notes: [
      'Goals: 10 MB all included, first paint within 1,500 ms, a filter change within 250 ms.',
    ],
  };
}

async function visit(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.waitForSelector('html[data-state="ready"]', { timeout: 120_000 });
  const { firstPaint, ready } = await page.evaluate(() => ({
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    ready: performance.now(),
  }));
  const menu = page.locator('#filters details[data-dimension]').first();
  await menu.locator('summary').click();
  const box = menu.locator('input[type="checkbox"]').first();
  const filter = await box.evaluate(
    (element) =>
      new Promise((resolve) => {
        const root = document.documentElement;
        const started = performance.now();
        new MutationObserver((_changes, observer) => {
          if (root.dataset.state !== 'ready') return;
          observer.disconnect();
          // Until what was changed is on the screen.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started), 0));
        }).observe(root, { attributes: true, attributeFilter: ['data-state'] });
        element.click();
      }),
  );
  await page.close();
  return { firstPaint, ready, filter };
}
