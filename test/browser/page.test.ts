import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { renderReports } from '../../src/reports/render-reports.ts';
import { sampleRequests, warehouseWith } from '../reports/warehouse.ts';
import { browserPath, bundleClient, launch } from './browser.ts';

const chromiumPath = browserPath();

describe.skipIf(chromiumPath === undefined)('a report page in a browser', () => {
  let browser: Browser;
  let db: Database;
  let folder: string;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    await bundleClient();
    browser = await launch(chromiumPath ?? '');
    db = await warehouseWith(sampleRequests());
    folder = process.env['LOOK'] ?? (await mkdtemp(path.join(os.tmpdir(), 'easel-browser-')));
    await renderReports({
      db,
      names: ['example'],
      out: folder,
      format: 'html',
      filters: {},
      now: new Date('2024-05-03T20:00:00Z'),
      folder: path.join(import.meta.dirname, '..', 'reports'),
      version: '0.0.0',
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    await page.goto(pathToFileURL(path.join(folder, 'example.html')).href);
    await page.waitForSelector('html[data-state="ready"]');
  });
  afterAll(async () => {
    await browser.close();
    db.close();
    if (process.env['LOOK'] === undefined) await rm(folder, { recursive: true, force: true });
  });

  it('draws without a fault', async () => {
    expect(faults).toEqual([]);
    expect(await page.locator('#types svg').count()).toBe(1);
    if (process.env['LOOK'] !== undefined) {
      await page.screenshot({ path: path.join(folder, 'light.png'), fullPage: true });
    }
  });
});
