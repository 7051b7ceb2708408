import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkWarehouse } from '../../src/ingest/check.ts';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { Bench, header, record } from './iis-log.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Starts an ingest in a process of its own and kills it after `ms`; true where it was still running. */
function killAfter(bench: Bench, ms: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [main, 'ingest', '--all', '--db', bench.warehouse, bench.at('logs')],
    { stdio: 'ignore' },
  );
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('exit', (_code, signal) => {
      clearTimeout(timer);
      done(signal === 'SIGKILL');
    });
  });
}

test.skipIf(!existsSync(main))(
  'leaves each file as before or as after when it is killed, and finishes on the next run',
  { timeout: 300_000 },
  async () => {
    const bench = new Bench();
    for (let file = 0; file < 6; file++) {
      const lines = Array.from({ length: 4000 }, (_, n) => record(n + file * 10_000));
      bench.write(`logs/u_ex24050${file + 1}.log`, `${header}${lines.join('\r\n')}\r\n`);
    }
    let delay = 300;
    for (let round = 0; round < 6; round++) {
      const wasRunning = await killAfter(bench, delay);
      delay = wasRunning ? delay + 400 + 137 * round : 300;
      if (!existsSync(bench.warehouse)) continue;
      const db = await openWarehouse(bench.warehouse, { access: 'read-write' });
      expect((await checkWarehouse(db)).filter(({ faults }) => faults > 0)).toEqual([]);
      const partly = await db.rows('select path from files where rows <> 4000');
      db.close();
      expect(partly).toEqual([]);
    }
    await bench.ingest(['logs']);
    expect((await bench.files()).map((row) => row['rows'])).toEqual(Array(6).fill(4000));
    const left = readdirSync(path.dirname(bench.warehouse)).sort();
    expect(left).toEqual(['easel.duckdb', 'logs']);
  },
);
