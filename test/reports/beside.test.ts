import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { renderReports, type WrittenReports } from '../../src/reports/render-reports.ts';
import { sampleRequests, warehouseWith } from './warehouse.ts';

let db: Database;
let folder: string;
beforeEach(async () => {
  db = await warehouseWith(sampleRequests());
  folder = await mkdtemp(path.join(os.tmpdir(), 'easel-beside-'));
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page of some thousand devices, which do not fit into it. */
function written(signal?: AbortSignal): Promise<WrittenReports> {
  return renderReports({
    ...{ db, names: ['large'], out: folder, format: 'html', version: '0.0.0' },
    ...{ filters: { ou: ['contoso.com/Region 4'] }, pageBudget: 20_000 },
    ...{ now: new Date('2024-05-04T12:00:00Z'), folder: import.meta.dirname },
    ...(signal && { signal }),
  });
}

it('names the files beside a page after it, first as CSV, then as Parquet', async () => {
  const { files } = await written();
  expect(files.map((file) => path.basename(file))).toEqual([
    'large.html',
    ...['large.users.csv', 'large.devices.csv', 'large.users.parquet', 'large.devices.parquet'],
    'index.html',
  ]);
});

it('leaves no half file where one of them cannot be written', async () => {
  await mkdir(path.join(folder, 'large.devices.parquet', 'taken'), { recursive: true });
  await expect(written()).rejects.toThrow(/large\.devices\.parquet/);
  expect((await readdir(folder)).sort()).toEqual([
    ...['large.devices.csv', 'large.devices.parquet', 'large.html'],
    ...['large.users.csv', 'large.users.parquet'],
  ]);
});

it('leaves no half file when it is interrupted while the engine and we write', async () => {
  const stop = new AbortController();
  const work = expect(written(stop.signal)).rejects.toThrow(/abort|interrupt/i);
  const isWriting = async (): Promise<boolean> =>
    (await readdir(folder)).some((name) => name.endsWith('.part'));
  while (!(await isWriting())) await new Promise((resume) => setTimeout(resume, 1));
  stop.abort();
  db.interrupt();
  await work;
  expect(await isWriting()).toBe(false);
});
