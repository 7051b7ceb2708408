import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { cache } from './data.js';
import { filterChanges } from './filter-changes.js';
import { median } from './measure.js';

const BROWSERS = [
  process.env.EASEL_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * The pages that `reports` wrote (or those of the folder EASEL_BENCH_PAGES), in a browser: size, first
 * paint, readiness, and a change of every filter until the last section is drawn.
 */
export default async function benchPages({ quick, runs, say }) {
  const folder = process.env.EASEL_BENCH_PAGES ?? path.join(cache, 'reports');
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
      const visits = [];
      for (let run = 0; run < (quick ? 1 : runs); run++) {
        visits.push(await visit(browser, pathToFileURL(path.join(folder, file)).href));
      }
      const megabytes = (statSync(path.join(folder, file)).size / 1e6).toFixed(2);
      const own = pageRows(`${file}, ${megabytes} MB`, visits);
      for (const row of own) say(`  ${row.join(', ')}`);
      rows.push(...own);
    }
    await browser.close();
  }
  return {
    title: 'Report pages in Chromium, from file://',
    columns: ['page', 'what', 'median ms', 'worst ms', 'median CPU ms', 'worst CPU ms'],
    rows,
    notes: [
      'Goals: 10 MB all included, first paint within 1,500 ms, a filter change within 250 ms until the last section is drawn.',
      'A filter: up to six of its values, each switched on and off again, from the click to the paint; text from when the page takes it up, which is 200 ms after the last key. CPU: of the main thread.',
    ],
  };
}

async function visit(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url);
  // Looks at every frame; waiting for a selector would look every 500 ms by then.
  await page.waitForFunction(() => document.documentElement.dataset.state === 'ready', undefined, {
    timeout: 120_000,
  });
  const wall = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    ready: performance.now(),
  }));
  const { ready, changes } = await filterChanges(page, session);
  await page.close();
  return {
    paint: { wall: wall.paint, cpu: NaN },
    ready: { wall: wall.ready, cpu: ready },
    changes,
  };
}

/** The changes of all visits by filter. */
function changesOf(visits) {
  const byFilter = new Map();
  for (const { changes } of visits) {
    for (const { filter, wall, cpu } of changes) {
      byFilter.set(filter, [...(byFilter.get(filter) ?? []), { wall, cpu }]);
    }
  }
  return byFilter;
}

function pageRows(page, visits) {
  const row = (what, figures) => [
    page,
    what,
    ...['wall', 'cpu'].flatMap((clock) => {
      const all = figures.map((figure) => figure[clock]);
      return [median(all), Math.max(...all)].map((ms) => (Number.isNaN(ms) ? '' : ms.toFixed(0)));
    }),
  ];
  return [
    row(
      'first paint',
      visits.map(({ paint }) => paint),
    ),
    row(
      'ready',
      visits.map(({ ready }) => ready),
    ),
    ...[...changesOf(visits)].map(([filter, figures]) => row(filter, figures)),
  ];
}
