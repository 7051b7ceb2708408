import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { runEasel } from './run-easel.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-kept-'));
const at = (name: string): string => path.join(folder, name);
const db = at('w.duckdb');
let before: Buffer;

beforeAll(async () => {
  (await openWarehouse(db, { access: 'read-write' })).close();
  before = readFileSync(db);
  symlinkSync(db, at('link.csv'));
  writeFileSync(at('one.csv'), 'a,c\n1,2\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fill = ['-i:CSV', '-o:SQL', `-database:${db}`, '-createTable:ON'];
test.each([
  ['sql', ['sql', '--db', db, '--out', db, 'select 1']],
  ['sql as Parquet', ['sql', '--db', db, '--format', 'parquet', '--out', db, 'select 1']],
  ['sql through a link', ['sql', '--db', db, '--out', at('link.csv'), 'select 1']],
  ['query', ['query', `select * into ${db} from ${at('one.csv')}`, '-i:CSV', '-o:CSV']],
  ['query into a table', ['query', `select a, c into meta from ${at('one.csv')}`, ...fill]],
  ['query into a new table', ['query', `select a, c into own from ${at('one.csv')}`, ...fill]],
])('%s does not write over a warehouse', async (_name, args) => {
  const files = readdirSync(folder);
  const { code, err } = await runEasel(args);
  expect(code).toBe(2);
  expect(err).toMatch(/error\[is-(?:database|warehouse)\]/);
  expect(readFileSync(db).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(files);
});
