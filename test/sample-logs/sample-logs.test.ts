import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/run-program.ts';
import type { Database } from '../../src/duckdb/database.ts';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { loadFormats } from '../../src/parsers/registry.ts';
import { samples } from './samples.ts';

const source = path.resolve(import.meta.dirname, '..', '..', 'sample-logs');
let folder = '';
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'easel-samples-'));
  cpSync(source, path.join(folder, 'samples'), { recursive: true });
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const file = path.join(folder, 'samples.duckdb');
  await runProgram(['ingest', 'samples', '--all', '--source-tz', 'UTC', '--final', '--db', file], {
    stdout: silent,
    stderr: silent,
    stdin: process.stdin,
    env: {},
    cwd: folder,
    now: () => new Date('2024-05-02T00:00:00Z'),
    signal: new AbortController().signal,
  });
  db = await openWarehouse(file, { access: 'read-only' });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

async function fileId(name: string): Promise<number> {
  const rows = await db.rows(`select file_id, replace(path, '\\', '/') as path from files`);
  const found = rows.filter((row) => (row['path'] as string).endsWith(`samples/${name}`));
  expect(found, `${name} in files`).toHaveLength(1);
  return Number(found[0]?.['file_id']);
}

describe.each(samples)('$path', ({ path: name, rows, first, rejects = [] }) => {
  it(`gives ${rows} rows and ${rejects.length} rejects`, async () => {
    const file = await fileId(name);
    const counted = await db.rows(`select rows, filtered, pending from files where file_id = $file`, { file });
    expect(counted).toEqual([{ rows, filtered: 0, pending: 0 }]);
    const rejected = await db.rows(
      `select line_no, reason from rejects where file_id = $file order by line_no`,
      { file },
    );
    expect(rejected.map((row) => [row['line_no'], row['reason']])).toEqual(rejects);
  });

  if (first === undefined) return;
  it('reads its first row right', async () => {
    const file = await fileId(name);
    const table = Object.hasOwn(first, 'command') ? 'eas_requests' : 'requests';
    const columns = Object.keys(first).map((column) =>
      column.endsWith('_at') ? `${column}::varchar as ${column}` : column,
    );
    const found = await db.rows(
      ['select', columns.join(', '), 'from', table, 'where file_id = $file order by line_no limit 1'].join(' '),
      { file },
    );
    expect(found).toEqual([first]);
  });
});

it('has a test for every log there is', () => {
  const logs = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => path.extname(file) !== '');
  expect(samples.map((sample) => sample.path).toSorted()).toEqual(logs.toSorted());
});

it('has a log of every format', async () => {
  const read = await db.rows(`select distinct format from files where state = 'loaded' order by format`);
  const formats = (await loadFormats()).map(({ name }) => name);
  expect(read.map(({ format }) => format)).toEqual(formats.toSorted());
});
