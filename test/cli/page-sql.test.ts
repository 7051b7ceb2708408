import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runEasel } from './run-easel.ts';

let folder: string;
let db: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'easel-page-sql-'));
  db = path.join(folder, 'easel-demo', 'easel.duckdb');
  const { code, err } = await runEasel(['demo', '--devices', '60', '--days', '2'], { cwd: folder });
  expect(err).not.toMatch(/error/);
  expect(code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(['activity', 'heartbeat', 'last-sync'])(
  'the SQL that the page %s shows runs with easel sql, within little memory',
  async (report) => {
    const page = await readFile(
      path.join(folder, 'easel-demo', 'reports', `${report}.html`),
      'utf8',
    );
    const shown = [...page.matchAll(/"sql":("(?:[^"\\]|\\.)*"),"frame":\w+,"rows":(\d+)/g)];
    expect(shown.length).toBeGreaterThan(3);
    for (const [, text = '', rows] of shown) {
      const sql = `select count(*) as n from (${JSON.parse(text) as string}\n)`;
      const flags = ['--db', db, '--format', 'csv', '--memory', '500MB'];
      const { code, out, err } = await runEasel(['sql', ...flags, sql]);
      expect({ code, err, out }).toEqual({ code: 0, err: '', out: `n\n${rows}\n` });
    }
  },
);

test('easel sql leaves the names of views to who makes something of them', async () => {
  const sql = 'create temp table devices as select 7 as n; select n from devices';
  const { code, out } = await runEasel(['sql', '--db', db, '--format', 'csv', sql]);
  expect({ code, out }).toEqual({ code: 0, out: 'n\n7\n' });
});
