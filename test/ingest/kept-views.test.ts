import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkWarehouse } from '../../src/ingest/check.ts';
import { removeFiles } from '../../src/ingest/remove.ts';
import { Database } from '../../src/duckdb/database.ts';
import { areViewsKept, forgetKeptViews, keptViews } from '../../src/models/kept-views.ts';
import { Bench, header, record } from './iis-log.ts';

const directory = readFileSync('sample-logs/directory/csvde-like.csv');
const statistics = readFileSync('sample-logs/mobile-device-statistics/export-csv.csv');

async function faultsOf(bench: Bench): Promise<unknown> {
  const db = await Database.open(bench.warehouse, { access: 'read-only' });
  try {
    const results = await checkWarehouse(db);
    const looked = results.filter(({ check }) => check.startsWith('kept_'));
    return {
      looked: looked.length,
      faults: results.filter(({ faults }) => faults > 0),
      mailboxes: await db.value('select count(distinct mailbox) from kept_devices'),
    };
  } finally {
    db.close();
  }
}

const sound = (mailboxes: number): unknown => ({ looked: keptViews.length, faults: [], mailboxes });

test('what is kept of views is what they say, after whatever changes it', async () => {
  const bench = new Bench();
  const log = bench.write('CAS1/ex.log', `${header}${record(1)}\r\n${record(2)}\r\n`);
  await bench.ingest([log]);
  expect(await faultsOf(bench)).toEqual(sound(2));
  bench.write('CAS1/ex.log', `${header}${record(1)}\r\n${record(2)}\r\n${record(3)}\r\n`);
  await bench.ingest([log]);
  expect(await faultsOf(bench)).toEqual(sound(3));
  const rewritten = [1, 4, 5, 6].map((n) => `${record(n)}\r\n`).join('');
  bench.write('CAS1/ex.log', `${header}${rewritten}`);
  await bench.ingest([log]);
  expect(await faultsOf(bench)).toEqual(sound(4));
  await bench.ingest([log], { config: { domains: { CONTOSO: 'contoso.example' } } });
  expect(await faultsOf(bench)).toEqual(sound(4));
  const before = await bench.rows('select count(*) as n from kept_devices');
  await bench.ingest([
    bench.write('directory.csv', directory),
    bench.write('statistics.csv', statistics),
  ]);
  const after = await bench.rows('select count(*) as n from kept_devices');
  expect(Number(after[0]?.['n'])).toBeGreaterThan(Number(before[0]?.['n']));
  await removeFiles({ warehouse: bench.warehouse, paths: ['*.csv'], cwd: bench.folder });
  expect(await faultsOf(bench)).toEqual(sound(4));
  await removeFiles({ warehouse: bench.warehouse, paths: [log], cwd: bench.folder });
  expect(await faultsOf(bench)).toEqual(sound(0));
});

test('a file that is refused leaves what is kept as it is', async () => {
  const bench = new Bench();
  await bench.ingest([bench.write('CAS1/ex.log', `${header}${record(1)}\r\n`)]);
  const kept = "select value from meta where name = 'kept_views'";
  const before = await bench.rows(kept);
  await new Promise((done) => setTimeout(done, 5));
  await bench.ingest([bench.write('CAS1/notes.txt', 'nothing of interest\r\n')]);
  expect(await bench.rows("select state from files where path like '%notes.txt'")).toEqual([
    { state: 'refused' },
  ]);
  expect(before).toHaveLength(1);
  expect(await bench.rows(kept)).toEqual(before);
});

test('a check finds kept rows that are not those of the view, and nothing stays of what is given up', async () => {
  const bench = new Bench();
  await bench.ingest([bench.write('CAS1/ex.log', `${header}${record(1)}\r\n`)]);
  const db = await Database.open(bench.warehouse);
  await db.run(`update kept_accounts set mailbox = 'somebody else'`);
  const faults = (await checkWarehouse(db)).filter((result) => result.faults > 0);
  expect(faults).toEqual([{ check: 'kept_accounts: as the view says', faults: 2, examples: [] }]);
  await forgetKeptViews(db);
  expect(await areViewsKept(db)).toBe(false);
  expect(
    await db.rows(`select table_name from duckdb_tables() where table_name like 'kept%'`),
  ).toEqual([]);
  db.close();
});
