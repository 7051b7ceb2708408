import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { runEasel } from './run-easel.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-wrong-sql-'));
const db = path.join(folder, 'warehouse.duckdb');

beforeAll(async () => (await openWarehouse(db, { access: 'read-write' })).close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wrong = [
  ['select count(*) as from requests', 'parser'],
  ['select * form requests', 'parser'],
  ['selec 1', 'parser'],
  ["select 'open", 'parser'],
  ['select "open', 'parser'],
  ['select (((', 'parser'],
  ['select 1;\nselect nope from requests', 'binder'],
  ['select stats from requests', 'binder'],
  ['select nosuch(1)', 'catalog'],
  ['from nosuch', 'catalog'],
  ["from '/etc/passwd'", 'catalog'],
  ["select cast('x' as integer)", 'conversion'],
  ["attach 'x.db' as y", 'sandbox'],
  ["copy requests to 'x.csv'", 'sandbox'],
  ["export database 'x'", 'sandbox'],
  ['install httpfs', 'sandbox'],
  ['load httpfs', 'sandbox'],
  ["from read_csv('/etc/passwd')", 'sandbox'],
  ["from read_text('https://example.com/')", 'sandbox'],
  ["pragma memory_limit = '9GB'", 'sandbox'],
  ['set threads = 8', 'sandbox'],
  ['drop table request_rows', 'read-only'],
  ['select $1', 'invalid-input'],
  ['begin; begin', 'transaction-context'],
] as const;

test.each(wrong)('calls %j an error of the kind %s, never a defect', async (text, code) => {
  const { code: exit, out, err } = await runEasel(['sql', '--db', db, text]);
  expect(err).toMatch(new RegExp(`^error\\[${code}\\]: `));
  expect(err).not.toMatch(/defect|engine refused/);
  expect(exit).toBe(1);
  if (!text.includes(';')) expect(out).toBe('');
  if (code === 'parser') expect(err).toMatch(/--> sql:1:\d+\n1 \| .*\n {2}\| *\^/);
});

test('calls a text without a statement wrong usage', async () => {
  for (const text of ['', '  \n', ';', ';;', '-- nothing\n', '/* nothing */']) {
    const { code, err } = await runEasel(['sql', '--db', db, '-'], { stdin: text });
    expect([text, code, err.split(':')[0]]).toEqual([text, 2, 'error[usage]']);
  }
});

test('shows of a line of a megabyte what is around the fault', async () => {
  const text = `select 1 as ${'x'.repeat(1_000_000)} frm y`;
  const { err } = await runEasel(['sql', '--db', db, '-'], { stdin: text });
  expect(err.length).toBeLessThan(1000);
  const [, place = '', line = '', caret = ''] = err.split('\n');
  expect(place).toBe('  --> sql:1:1000014');
  expect(line).toMatch(/^1 \| \.\.\.x+ frm y$/);
  expect(caret.length).toBe(line.indexOf('frm') + 3);
});
