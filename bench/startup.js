import path from 'node:path';
import { bulkLog, cache } from './data.js';
import { easel, ingestOnce } from './ingest.js';
import { inTurns, run } from './measure.js';

/** What a script pays for calling easel at all. */
export async function benchStartup({ quick, say }) {
  const log = bulkLog('iis-quick', { lines: 50_000 });
  const db = path.join(cache, 'startup.duckdb');
  await ingestOnce(log.file, db);
  const node = process.execPath;
  const results = await inTurns(
    {
      'node -e 0': () => run(node, ['-e', '0']),
      'easel --version': () => run(node, [easel, '--version']),
      "easel sql 'select 1'": () => run(node, [easel, 'sql', 'select 1', '--db', db]),
    },
    quick ? 3 : 11,
    () => undefined,
  );
  const base = results['node -e 0'].seconds;
  say(`  node -e 0: ${(base * 1000).toFixed(0)} ms`);
  return {
    title: 'Start-up',
    columns: ['', 'median ms', 'over node -e 0', 'ratio'],
    rows: Object.entries(results).map(([name, { seconds }]) => [
      name,
      (seconds * 1000).toFixed(0),
      `${((seconds - base) * 1000).toFixed(0)} ms`,
      (seconds / base).toFixed(2),
    ]),
    notes: ['Goals: --version within 1.5 times of node -e 0; sql within 300 ms more.'],
  };
}
