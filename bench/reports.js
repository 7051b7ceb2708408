import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { bulkLog, cache } from './data.js';
import { easel, ingestOnce, loadBare, oneGigabyte } from './ingest.js';
import { inTurns, run } from './measure.js';

const REPORTS = ['heartbeat', 'last-sync', 'activity'];
const BARE = 'DuckDB bare';

/** Every report over ten million requests of 200,000 devices: time, memory, size of the page. */
export async function benchReports({ quick, runs, say }) {
  const lines = quick ? 50_000 : Math.round(10_000_000 / 0.85);
  const devices = quick ? 2000 : 200_000;
  const log = bulkLog(quick ? 'reports-quick' : 'reports-10m', { lines, devices, days: 7 });
  const db = path.join(cache, 'reports.duckdb');
  await ingestOnce(log.file, db);
  const out = path.join(cache, 'reports');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const at = ['--generated-at', '2024-05-07T23:59:59Z'];
  const reports = REPORTS.map((name) => [
    name,
    () => run(process.execPath, [easel, 'report', name, '--db', db, '--out', out, ...at]),
  ]);
  const bare = path.join(cache, 'bare.duckdb');
  const results = await inTurns(
    { ...Object.fromEntries(reports), [BARE]: () => loadBare(oneGigabyte(quick), bare) },
    quick ? 1 : Math.min(runs, 3),
    say,
  );
  rmSync(bare, { force: true });
  const pages = readdirSync(out).filter((file) => file.endsWith('.html'));
  return {
    title: `Reports over ${quick ? lines : '10 million'} requests of ${devices} devices`,
    columns: ['', 'median s', 'time / bare', 'peak MB', 'page MB'],
    rows: Object.entries(results).map(([name, { seconds, peakBytes }]) => [
      name,
      seconds.toFixed(2),
      (seconds / results[BARE].seconds).toFixed(2),
      peakBytes === null ? '' : (peakBytes / 1e6).toFixed(0),
      pages.includes(`${name}.html`)
        ? (statSync(path.join(out, `${name}.html`)).size / 1e6).toFixed(1)
        : '',
    ]),
    notes: [
      'Goals: each within 5 s and 2,000 MB, its page within 10 MB.',
      `${BARE}: the 1 GB log of the ingest bench, undecoded, in the same turns; it tells machines and hours apart.`,
    ],
  };
}
