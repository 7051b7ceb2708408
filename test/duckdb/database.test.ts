import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { copyToParquet } from '../../src/duckdb/parquet-file.ts';

test('throws when a statement fails in the middle of its stream', async () => {
  const database = await Database.open(':memory:');
  const stream = await database.stream(
    "select case when range = 900000 then error('stop') else 'x' end from range(1000000)",
  );
  const readAll = async (): Promise<number> => {
    let rows = 0;
    for await (const chunk of stream.chunks()) rows += chunk.length;
    return rows;
  };
  await expect(readAll()).rejects.toThrow('stop');
  database.close();
});

test('takes a TIMESTAMP for UTC, whatever the zone of the machine', async () => {
  const database = await Database.open(':memory:');
  const sql = "select epoch_ms(timestamptz '2024-05-01 00:00:00')";
  expect(await database.value(sql)).toBe(Date.UTC(2024, 4, 1));
  database.close();
});

test('lets a reader write where it may, and nowhere else', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'easel reader '));
  const out = path.join(folder, 'reports');
  const file = path.join(folder, 'w.duckdb');
  (await Database.open(file)).close();
  writeFileSync(path.join(folder, 'secret.csv'), 'a\n1\n');
  const reader = await Database.open(file, { access: 'read-only', outputFolders: [out] });
  const parquet = (name: string): Promise<void> =>
    copyToParquet(reader, "select 7 as a, '=1' as a", name);
  // The folder may be made after the reader was.
  mkdirSync(out);
  await parquet(path.join(out, 'x.parquet'));
  for (const name of [`${out}.parquet`, path.join(folder, 'x.parquet'), `${out}/../x.parquet`]) {
    await expect(parquet(name)).rejects.toThrow(/Permission/);
  }
  await expect(
    reader.rows('from read_csv($file)', { file: path.join(folder, 'secret.csv') }),
  ).rejects.toThrow(/Permission/);
  await expect(reader.run("set allowed_directories = ['/']")).rejects.toThrow();
  const [row] = await reader.rows('from read_parquet($file)', {
    file: path.join(out, 'x.parquet'),
  });
  expect(Object.values(row ?? {})).toEqual([7, '=1']);
  reader.close();
  rmSync(folder, { recursive: true });
});

test('leaves cores to others, never all of them, and takes them back', async () => {
  const database = await Database.open(':memory:', { threads: 3 });
  const threads = (): Promise<unknown> => database.value("select current_setting('threads')");
  await database.leaveCores(1);
  expect(await threads()).toBe(2);
  await database.run('begin');
  await database.leaveCores(5);
  await database.run('rollback');
  expect(await threads()).toBe(1);
  await database.leaveCores(0);
  expect(await threads()).toBe(3);
  database.close();
});

test('allows more memory where the engine was opened with little, never less than it had', async () => {
  const limit = "select current_setting('memory_limit')";
  const limited = await Database.open(':memory:', { memory: '100MB' });
  const before = await limited.value(limit);
  await limited.allowMemory('600MB');
  const after = await limited.value(limit);
  expect([before, after]).toEqual(['95.3 MiB', '572.2 MiB']);
  limited.close();
  const free = await Database.open(':memory:');
  const all = await free.value(limit);
  await free.allowMemory('600MB');
  expect(await free.value(limit)).toBe(all);
  free.close();
});
