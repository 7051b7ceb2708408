import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readHolder, takeLock } from '../../src/ingest/lock.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'easel-lock-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const dead = JSON.stringify({ pid: 999_999_99, host: 'elsewhere', since: '' });

/** A lock of a process that is gone. */
function abandoned(name: string): { warehouse: string; lock: string } {
  const warehouse = path.join(folder, name);
  const lock = `${warehouse}.lock`;
  writeFileSync(lock, dead);
  utimesSync(lock, new Date(0), new Date(0));
  return { warehouse, lock };
}

test('one at a time holds a warehouse, also where many find the lock of a dead process', async () => {
  for (let round = 0; round < 6; round++) {
    const { warehouse, lock } = abandoned(`w${round}.duckdb`);
    let holders = 0;
    let most = 0;
    const hold = async (): Promise<void> => {
      const own = await takeLock(warehouse, { wait: true });
      most = Math.max(most, (holders += 1));
      await new Promise((done) => setTimeout(done, 2));
      holders -= 1;
      await own.release();
    };
    await Promise.all(Array.from({ length: 6 }, hold));
    expect(most).toBe(1);
    expect(existsSync(lock)).toBe(false);
  }
});

test('a process killed while it removed a lock keeps nobody out', async () => {
  const { warehouse, lock } = abandoned('killed.duckdb');
  writeFileSync(`${lock}.removing`, '');
  utimesSync(`${lock}.removing`, new Date(0), new Date(0));
  const own = await takeLock(warehouse);
  expect(await readHolder(warehouse)).toMatchObject({ pid: process.pid });
  await own.release();
  expect(existsSync(`${lock}.removing`)).toBe(false);
});

test('a process killed before it said who it is keeps nobody out', async () => {
  const { warehouse, lock } = abandoned('unsaid.duckdb');
  writeFileSync(lock, '');
  const lately = new Date(Date.now() - 2700);
  utimesSync(lock, lately, lately);
  const own = await takeLock(warehouse);
  expect(await readHolder(warehouse)).toMatchObject({ pid: process.pid });
  await own.release();
});
