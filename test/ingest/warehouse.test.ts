import { copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { takeLock } from '../../src/ingest/lock.ts';
import { openWarehouse } from '../../src/ingest/warehouse.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'easel-warehouse-'));
const at = (name: string): string => path.join(folder, name);

test('makes a warehouse that a reader can open and not change', async () => {
  const file = at('new.duckdb');
  (await openWarehouse(file, { access: 'read-write' })).close();
  const reader = await openWarehouse(file, { access: 'read-only' });
  expect(await reader.value('select count(*) from requests')).toBe(0);
  await expect(reader.run('create table x (a int)')).rejects.toThrow(/read-only/);
  reader.close();
});

test('says what is wrong with a file that is no warehouse', async () => {
  await expect(openWarehouse(at('none.duckdb'), { access: 'read-only' })).rejects.toMatchObject({
    code: 'no-warehouse',
  });
  writeFileSync(at('text.duckdb'), 'not a database, but long enough to look at '.repeat(200));
  await expect(openWarehouse(at('text.duckdb'), { access: 'read-write' })).rejects.toMatchObject({
    code: 'corrupt-warehouse',
  });
  const other = await Database.open(at('other.duckdb'));
  await other.run('create table mine (a int)');
  other.close();
  await expect(openWarehouse(at('other.duckdb'), { access: 'read-write' })).rejects.toMatchObject({
    code: 'not-a-warehouse',
  });
});

test('calls a database of SQLite by its name, and asks nobody to install what reads it', async () => {
  writeFileSync(at('lite.db'), `SQLite format 3\0${'\0'.repeat(4080)}`);
  for (const access of ['read-only', 'read-write'] as const) {
    await expect(openWarehouse(at('lite.db'), { access })).rejects.toMatchObject({
      code: 'not-a-warehouse',
      message: `${at('lite.db')} is an SQLite database, and no easel warehouse`,
    });
  }
});

test('says of too little memory that it is too little, not that the file is bad', async () => {
  const file = at('big.duckdb');
  (await openWarehouse(file, { access: 'read-write' })).close();
  for (const memory of ['1KB', '300KB']) {
    await expect(openWarehouse(file, { access: 'read-only', memory })).rejects.toMatchObject({
      code: 'out-of-memory',
      message: `${memory} of memory is too little to open ${file}`,
    });
  }
});

test('refuses a warehouse of another version and names the way out', async () => {
  const file = at('newer.duckdb');
  const warehouse = await openWarehouse(file, { access: 'read-write' });
  await warehouse.run(`update meta set value = '999' where name = 'schema_version'`);
  warehouse.close();
  await expect(openWarehouse(file, { access: 'read-only' })).rejects.toMatchObject({
    code: 'warehouse-version',
    hint: expect.stringContaining('newer easel') as string,
  });
});

test('names the holder of a lock, and takes over the lock of a dead one', async () => {
  const file = at('locked.duckdb');
  const lock = await takeLock(file);
  await expect(takeLock(file)).rejects.toMatchObject({
    code: 'warehouse-busy',
    message: expect.stringContaining(`process ${process.pid}`) as string,
  });
  await lock.release();
  // Whether a process of another host lives nobody here can see: only its age tells.
  writeFileSync(
    `${file}.lock`,
    JSON.stringify({ pid: 99_999_999, host: 'x', since: '2026-01-01' }),
  );
  await expect(takeLock(file)).rejects.toMatchObject({ code: 'warehouse-busy' });
  const { hostname } = await import('node:os');
  writeFileSync(
    `${file}.lock`,
    JSON.stringify({ pid: 99_999_999, host: hostname(), since: '2026-01-01' }),
  );
  await (await takeLock(file)).release();
});

test('is a copy of what the build made, which is what would be made now', async () => {
  // A build from before a change of the models fails here: npm run build.
  const built = path.resolve('dist/ingest/empty.duckdb');
  copyFileSync(built, at('copy.duckdb'));
  (await openWarehouse(at('made.duckdb'), { access: 'read-write' })).close();
  const one = await openWarehouse(at('copy.duckdb'), { access: 'read-only' });
  const other = await openWarehouse(at('made.duckdb'), { access: 'read-only' });
  for (const sql of [
    'select table_name, column_name, data_type, column_default, comment from duckdb_columns() where not internal order by all',
    'select view_name, sql, comment from duckdb_views() where not internal order by all',
    'select function_name, parameters, macro_definition, comment from duckdb_functions() where not internal order by all',
    "select * from meta where name <> 'created_at'",
  ]) {
    const rows = await one.rows(sql);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(await other.rows(sql));
  }
  one.close();
  other.close();
});

test('removes what killed processes have spilled, once nobody else has it open', async () => {
  const file = at('spilled.duckdb');
  (await openWarehouse(file, { access: 'read-write' })).close();
  const left = `${file}.spill-4194305`;
  const others = [`${file}.spill-notes`, at('spilled.duckdb2.spill-1'), `${left}.txt`];
  for (const folder of [left, ...others]) {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'duckdb_temp_storage_DEFAULT-0.tmp'), 'rows');
  }
  (await openWarehouse(file, { access: 'read-only' })).close();
  expect(existsSync(left)).toBe(true);
  (await openWarehouse(file, { access: 'read-write' })).close();
  expect(existsSync(left)).toBe(false);
  expect(others.filter((folder) => existsSync(folder))).toEqual(others);
});
