import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { Bench, header, record } from '../ingest/iis-log.ts';
import { runEasel } from './run-easel.ts';

test('--quiet leaves only what is at fault', async () => {
  const bench = new Bench();
  const file = bench.write('ex.log', `${header}${record(1)}\r\n`);
  await bench.ingest([file]);
  const check = (...flags: string[]) => runEasel(['check', '--db', bench.warehouse, ...flags]);
  expect((await check()).out).toMatch(/^ok {4}/);
  expect(await check('--quiet')).toMatchObject({ code: 0, out: '', err: '' });
  const db = await Database.open(bench.warehouse);
  await db.run('update files set rows = 2');
  db.close();
  const { code, out, err } = await check('--quiet');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^FAIL {2}/);
  expect(out).toContain(file);
  expect(out).not.toContain('ok  ');
});
