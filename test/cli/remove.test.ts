import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { Bench, header, record } from '../ingest/iis-log.ts';
import { runEasel } from './run-easel.ts';

const elsewhere = (): string => mkdtempSync(path.join(tmpdir(), 'easel-elsewhere-'));

test('removes what status shows on a terminal, wherever that is asked', async () => {
  const bench = new Bench();
  bench.write('web/x.log', `${header}${record(1)}\r\n`);
  bench.write('mail/x.log', `${header}${record(2)}\r\n`);
  await bench.ingest(['web', 'mail']);
  const db = ['--db', bench.warehouse];
  const { out } = await runEasel(['status', ...db], { terminal: 200 });
  expect(out).toMatch(/^web\/x\.log /m);
  const { code, err } = await runEasel(['remove', 'web/x.log', ...db], { cwd: elsewhere() });
  expect({ code, err }).toEqual({ code: 0, err: `removed ${bench.at('web', 'x.log')} (1 row)\n` });
  expect(await bench.rows('select path from files')).toEqual([{ path: bench.at('mail', 'x.log') }]);
});

test('an unfinished removal does not go on to a namesake', async () => {
  const bench = new Bench();
  await bench.ingest([bench.write('old/x.log', `${header}${record(1)}\r\n`)]);
  const db = await Database.open(bench.warehouse);
  await db.run("insert into meta values ('rewrite_due', 'true')");
  db.close();
  const argv = ['remove', 'x.log', '--db', bench.warehouse];
  const { err } = await runEasel(argv, { cwd: elsewhere() });
  expect(err).toBe('an earlier removal is finished: the warehouse is written anew\n');
  expect(await bench.rows('select rows from files')).toEqual([{ rows: 1 }]);
});

test('makes no warehouse to remove from', async () => {
  const cwd = elsewhere();
  const { code, err } = await runEasel(['remove', 'x.log', '--db', 'new/w.duckdb'], { cwd });
  expect(code).toBe(1);
  expect(err).toContain('error[no-warehouse]: there is no warehouse');
  expect(readdirSync(cwd)).toEqual([]);
});
