import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { renderReports } from '../../src/reports/render-reports.ts';
import type { ReportOptions } from '../../src/reports/report-options.ts';
import { sampleRequests, warehouseWith } from './warehouse.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
  db = await warehouseWith(sampleRequests());
  folder = await mkdtemp(path.join(os.tmpdir(), 'easel-reports-'));
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

function options(more: Partial<ReportOptions> = {}): ReportOptions {
  return {
    db,
    names: ['example'],
    out: folder,
    format: 'json',
    filters: {},
    now: new Date('2024-05-04T12:00:00Z'),
    folder: import.meta.dirname,
    version: '0.0.0',
    ...more,
  };
}

describe('renderReports', () => {
  it('writes a report as JSON with its head and sections', async () => {
    const { files } = await renderReports(options());
    expect(files.map((file) => path.basename(file))).toEqual(['example.json']);
    const report = JSON.parse(await readFile(files[0] ?? '', 'utf8')) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual([
      'report',
      'title',
      'generated_at',
      'period',
      'tz',
      'filters',
      'coverage',
      'sections',
    ]);
    expect(report['period']).toEqual({
      since: '2024-05-01T00:00:00Z',
      until: '2024-05-03T19:56:28Z',
    });
  });
  it('writes one page a report and an index', async () => {
    const { files } = await renderReports(options({ format: 'html' }));
    expect(files.map((file) => path.basename(file))).toEqual(['example.html', 'index.html']);
  });
  it('names in the index what an earlier run has left beside it', async () => {
    const index = async (name: string): Promise<string[]> => {
      await renderReports(options({ format: 'html', names: [name] }));
      const html = await readFile(path.join(folder, 'index.html'), 'utf8');
      return [...html.matchAll(/<a href="([^"]+)"/g)].map(([, href = '']) => href);
    };
    await rm(path.join(folder, 'large.html'), { force: true });
    expect(await index('example')).toEqual(['example.html']);
    expect(await index('large')).toEqual(['large.html', 'example.html']);
  });
});
