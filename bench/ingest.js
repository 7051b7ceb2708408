import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { bulkLog, cache, root } from './data.js';
import { inTurns, run } from './measure.js';
import { installChdb, isInstalled } from './peers/install.js';

export const easel = path.join(root, 'dist', 'cli', 'main.js');
const LINES_PER_GB = 2_500_000;

/** Loads `log` into a new warehouse and says how long it took. */
export async function ingestOnce(log, db, more = []) {
  for (const suffix of ['', '.wal']) rmSync(db + suffix, { force: true });
  const result = await run(process.execPath, [easel, 'ingest', log, '--db', db, '--all', ...more]);
  return { ...result, stored: statSync(db).size };
}

/** The log by which machines and hours are compared. */
export function oneGigabyte(quick) {
  return bulkLog(quick ? 'iis-quick' : 'iis-1g', { lines: quick ? 50_000 : LINES_PER_GB });
}

/** DuckDB alone: loads `log` undecoded into a new database and says how long it took. */
export async function loadBare(log, db) {
  rmSync(db, { force: true });
  const script = path.join(root, 'bench', 'peers', 'duckdb-bare.js');
  const result = await run(process.execPath, [script, log.file, db]);
  expectLines(result.stdout, log.lines);
  return { ...result, stored: statSync(db).size };
}

/** The 1 GB log against DuckDB alone, ClickHouse, GoAccess and lnav, all in the same run. */
export async function benchIngest({ quick, runs, say }) {
  const log = oneGigabyte(quick);
  const { lines } = log;
  const scratch = path.join(cache, 'scratch');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const at = (name) => path.join(scratch, name);
  const stored = {};
  const contestants = {
    easel: async () => {
      const result = await ingestOnce(log.file, at('easel.duckdb'));
      stored.easel = result.stored;
      return result;
    },
    'DuckDB bare': async () => {
      const result = await loadBare(log, at('bare.duckdb'));
      stored['DuckDB bare'] = result.stored;
      return result;
    },
  };
  if (!quick) addPeers(contestants, log, lines, at, say);
  const results = await inTurns(contestants, runs, say);
  const rows = Object.entries(results).map(([name, { seconds, peakBytes, all }]) => [
    name,
    seconds.toFixed(2),
    (log.bytes / 1e6 / seconds).toFixed(0),
    (seconds / results.easel.seconds).toFixed(2),
    peakBytes === null ? '' : (peakBytes / 1e6).toFixed(0),
    stored[name] === undefined ? 'nothing kept' : (stored[name] / 1e6).toFixed(0),
    all.map((value) => value.toFixed(2)).join(' '),
  ]);
  rmSync(scratch, { recursive: true, force: true });
  const goals = { GoAccess: 10, lnav: 5 };
  const beside = Object.entries(goals)
    .filter(([name]) => results[name] !== undefined)
    .map(([name, goal]) => {
      const ratio = results[name].seconds / results.easel.seconds;
      return `easel has ${ratio.toFixed(1)} times the throughput of ${name} (goal ${goal})`;
    });
  return {
    title: `Ingest of one log of ${(log.bytes / 1e6).toFixed(0)} MB, ${lines} lines, 85 % ActiveSync, --all, on disk`,
    columns: ['', 'median s', 'MB/s', 'time / easel', 'peak MB', 'stored MB', 'all runs'],
    rows,
    notes: [
      `easel / DuckDB bare = ${(results.easel.seconds / results['DuckDB bare'].seconds).toFixed(2)} (goal 1.0, above 1.5 is a failure)`,
      ...beside,
    ],
  };
}

function addPeers(contestants, log, lines, at, say) {
  const chdb = installChdb();
  if (chdb === null) say('  chdb could not be installed: no ClickHouse in this run');
  else {
    contestants['ClickHouse (chdb)'] = async () => {
      rmSync(at('chdb'), { recursive: true, force: true });
      const script = path.join(root, 'bench', 'peers', 'clickhouse.js');
      const result = await run(process.execPath, [script, log.file, at('chdb'), chdb]);
      expectLines(result.stdout, lines);
      return result;
    };
  }
  if (!isInstalled('goaccess')) say('  no GoAccess here: apt-get install goaccess');
  else {
    const format = '%d %t %^ %m %U %q %^ %e %h %u %s %^ %^ %b %^ %L';
    const options = ['--date-format=%Y-%m-%d', '--time-format=%T', '--no-global-config'];
    contestants.GoAccess = () =>
      run('goaccess', [log.file, `--log-format=${format}`, ...options, '-o', at('goaccess.html')]);
  }
  if (!isInstalled('lnav')) say('  no lnav here: apt-get install lnav');
  else {
    const query = ';select cs_method, count(*) from w3c_log group by cs_method';
    contestants.lnav = () => run('lnav', ['-n', '-c', query, log.file]);
  }
}

function expectLines(printed, lines) {
  if (Number(printed.trim()) !== lines) throw new Error(`expected ${lines} rows, got ${printed}`);
}

/** How time and memory grow from 0.1 to 10 GB. */
export async function benchSlope({ quick, say }) {
  const sizes = quick ? [0.01, 0.02] : [0.1, 1, 10];
  const rows = [];
  for (const size of sizes) {
    const lines = Math.round(size * LINES_PER_GB);
    const log = bulkLog(`iis-${size}g`, { lines, days: Math.max(1, Math.round(size)) });
    const db = path.join(cache, 'slope.duckdb');
    const { seconds, peakBytes, stored } = await ingestOnce(log.file, db);
    rmSync(db, { force: true });
    say(`  ${size} GB: ${seconds.toFixed(1)} s`);
    rows.push([
      `${size} GB`,
      seconds.toFixed(2),
      (log.bytes / 1e6 / seconds).toFixed(0),
      peakBytes === null ? '' : (peakBytes / 1e6).toFixed(0),
      (stored / 1e6).toFixed(0),
    ]);
  }
  return {
    title: 'Ingest from small to large (one run each)',
    columns: ['log', 's', 'MB/s', 'peak MB', 'stored MB'],
    rows,
    notes: ['Goal: at most 1,000 MB resident at any size.'],
  };
}
