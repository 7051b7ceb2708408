import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Database } from '../../src/duckdb/database.ts';
import { renderReports } from '../../src/reports/render-reports.ts';
import type { ReportOptions } from '../../src/reports/report-options.ts';
import { warehouseWith, type RequestRow } from '../reports/warehouse.ts';
import { bundleClient, launch } from './browser.ts';

export interface OpenOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly hash?: string;
  readonly javaScript?: boolean;
}

/** Rendered reports and a browser that looks at them; all that goes wrong is collected. */
export interface Pages {
  readonly db: Database;
  readonly folder: string;
  readonly faults: string[];
  readonly requests: string[];
  open(report: string, options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openPages(
  chromium: string,
  source: readonly RequestRow[] | Database,
  names: readonly string[],
  reports: string | null = path.join(import.meta.dirname, '..', 'reports'),
  more: Partial<ReportOptions> = {},
): Promise<Pages> {
  await bundleClient();
  const browser: Browser = await launch(chromium);
  const db = 'run' in source ? source : await warehouseWith(source);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'easel-browser-'));
  await renderReports({
    db,
    names,
    out: folder,
    format: 'html',
    filters: {},
    now: new Date('2024-05-03T20:00:00Z'),
    version: '0.0.0',
    ...(reports === null ? {} : { folder: reports }),
    ...more,
  });
  const faults: string[] = [];
  const requests: string[] = [];
  return {
    db,
    folder,
    faults,
    requests,
    async open(report, options = {}) {
      const page = await browser.newPage({
        viewport: { width: options.width ?? 1280, height: 900 },
        colorScheme: options.colorScheme ?? 'light',
        javaScriptEnabled: options.javaScript ?? true,
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) faults.push(message.text());
      });
      page.on('dialog', (dialog) => faults.push(`dialog ${dialog.message()}`));
      page.on('request', (request) => requests.push(request.url()));
      if (options.javaScript !== false) {
        await page.exposeFunction('pwned', () => faults.push('an attack ran'));
      }
      const file = pathToFileURL(path.join(folder, `${report}.html`)).href;
      await page.goto(options.hash === undefined ? file : `${file}#${options.hash}`);
      if (options.javaScript !== false) {
        await page.waitForSelector('html[data-state="ready"], html[data-state="failed"]');
        const fault = page.locator('#fault');
        if (await fault.isVisible()) faults.push((await fault.textContent()) ?? '');
      }
      return page;
    },
    async close() {
      await browser.close();
      db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
