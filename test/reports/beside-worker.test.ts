import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BesideJob } from '../../src/reports/beside-job.ts';
import { besideWorker, type BesideWorker } from '../../src/reports/beside-worker.ts';
import { BesideWriter } from '../../src/reports/beside-writer.ts';
import { groupsSection } from '../../src/reports/define-report.ts';
import { count } from '../../src/reports/measure.ts';
import { ResultTable } from '../../src/reports/result-table.ts';
import { sectionColumns } from '../../src/reports/section-sql.ts';
import { sectionView } from '../../src/reports/section-rows.ts';
import { factsOf } from './typed-facts.ts';

const facts = factsOf({ name: 'string' });
const section = groupsSection({
  ...{ id: 'names', title: 'Names', facts, by: ['name'] },
  measures: { n: { measure: count(), doc: '' } },
});

function viewOf(rows: number) {
  const table = new ResultTable([{ name: 'name', type: 'string' }]);
  for (let row = 0; row < rows; row++) table.add([`=n${row}€`]);
  return sectionView(section, table.finish(), null);
}

const built = new URL('../../dist/reports/beside-thread.js', import.meta.url);
let folder: string;
let workers: BesideWorker[];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'easel-worker-'));
  // The program as it is built, and what sources do.
  workers = [besideWorker(built), besideWorker(pathToFileURL(path.join(folder, 'none.js')))];
});
afterEach(async () => {
  for (const worker of workers) await worker.end(new Error('over'));
  rmSync(folder, { recursive: true, force: true });
});

function jobAt(place: string): BesideJob {
  const view = viewOf(5000);
  const [csv, parquet] = [`${place}.csv`, `${place}.parquet`];
  const figures = view.columns(0, view.length);
  return { columns: sectionColumns(section), figures, raw: false, csv, parquet };
}

it('writes the same files in a thread as here', async () => {
  const [first, second] = await Promise.all(
    workers.map(async (worker, index) => {
      const job = jobAt(path.join(folder, String(index)));
      await worker.do(job);
      return [job.csv, job.parquet ?? ''].map((file) => readFileSync(file, 'base64'));
    }),
  );
  expect(first).toEqual(second);
  expect(Buffer.from(first?.[0] ?? '', 'base64').toString()).toContain("\n'=n4999€,1\n");
});

it('tells what a system error is, and goes on with the next job', async () => {
  for (const worker of workers) {
    const missing = path.join(folder, 'missing', 'a');
    await expect(worker.do(jobAt(missing))).rejects.toMatchObject({
      code: 'ENOENT',
      path: `${missing}.csv`,
    });
    await worker.do(jobAt(path.join(folder, 'there')));
  }
});

it('throws the reason for which it is ended', async () => {
  for (const worker of workers) {
    const done = worker.do(jobAt(path.join(folder, 'a')));
    const thrown = expect(done).rejects.toThrow('stopped');
    await worker.end(new Error('stopped'));
    await thrown;
  }
});

it('takes away what was begun early and fitted into the page', async () => {
  const writer = new BesideWriter({ folder, report: 'r', raw: false });
  writer.beginEarly(section, viewOf(60_000));
  writer.beginEarly(section, viewOf(60_000));
  while (readdirSync(folder).length === 0) await new Promise((resume) => setTimeout(resume, 1));
  await writer.drop();
  expect(readdirSync(folder)).toEqual([]);
});
