import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkWarehouse } from '../../src/ingest/check.ts';
import { removeFiles } from '../../src/ingest/remove.ts';
import { Database } from '../../src/duckdb/database.ts';
import { Bench, header, record } from './iis-log.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => rmSync(bench.folder, { recursive: true, force: true }));

const mobile = { traffic: 'mobile' } as const;
const web = { traffic: 'web' } as const;
const owa = (n: number): string => record(n, '/owa/');
const log = (...lines: string[]): string => `${header}${lines.join('\r\n')}`;

/** The lines that are there, and the accounting of each file; nothing is unsound. */
async function state(): Promise<{ lines: unknown[]; files: unknown[] }> {
  const db = await Database.open(bench.warehouse, { access: 'read-only' });
  try {
    expect((await checkWarehouse(db)).filter(({ faults }) => faults > 0)).toEqual([]);
  } finally {
    db.close();
  }
  const rows = await bench.rows('select line_no from request_rows order by all');
  const files = await bench.files();
  return {
    lines: rows.map((row) => row['line_no']),
    files: files.map(({ name, rows, filtered, rejects, pending }) =>
      [name, rows, filtered, rejects, pending].map(String).join(' '),
    ),
  };
}

it('brings the filtered rest though a copy lies beside the log', async () => {
  const text = `${log(record(1), owa(2), owa(3))}\r\n`;
  bench.write('logs/a.log', text);
  bench.write('logs/a.log.gz', gzipSync(text));
  await bench.ingest(['logs'], { filter: mobile });
  await bench.ingest(['logs'], { filter: web });
  expect(await state()).toEqual({ lines: [5, 6, 7], files: ['a.log 3 0 0 0'] });
});

it('keeps an unterminated line that was loaded when a wider load comes, and once', async () => {
  bench.write('a.log', log(record(1), owa(2), record(3)));
  await bench.ingest(['a.log'], { filter: mobile, final: true });
  await bench.ingest(['a.log'], { filter: web });
  expect(await state()).toEqual({ lines: [5, 6, 7], files: ['a.log 3 0 0 0'] });
  await bench.ingest(['a.log'], { filter: web, final: true });
  expect((await state()).lines).toEqual([5, 6, 7]);
  appendFileSync(bench.at('a.log'), `0\r\n${record(4)}\r\n`);
  await bench.ingest(['a.log']);
  expect(await state()).toEqual({ lines: [5, 6, 7, 8], files: ['a.log 4 0 0 0'] });
});

it('offers a line anew that was loaded cut, under whatever filter', async () => {
  bench.write('a.log', log(record(1), owa(2)));
  await bench.ingest(['a.log'], { final: true });
  appendFileSync(bench.at('a.log'), `0\r\n${record(3)}\r\n`);
  await bench.ingest(['a.log'], { filter: mobile });
  expect(await state()).toEqual({ lines: [5, 7], files: ['a.log 2 1 0 0'] });
  await bench.ingest(['a.log']);
  expect(await state()).toEqual({ lines: [5, 6, 7], files: ['a.log 3 0 0 0'] });
});

it('replaces the only line of a log, cut when it was loaded', async () => {
  bench.write('a.log', log(record(12)));
  await bench.ingest(['a.log'], { final: true });
  appendFileSync(bench.at('a.log'), `0\r\n${record(13)}\r\n`);
  await bench.ingest(['a.log']);
  expect(await state()).toEqual({ lines: [5, 6], files: ['a.log 2 0 0 0'] });
  const took = await bench.rows('select time_taken_ms as ms from request_rows order by all');
  expect(took.map((row) => row['ms'])).toEqual([13, 120]);
});

it('takes in one run an archive that ends in a cut line, and the log that goes on', async () => {
  bench.write('logs/a.0.gz', gzipSync(log(record(1), record(2).slice(0, -1))));
  bench.write('logs/b.log', `${log(record(1), record(2), record(3))}\r\n`);
  bench.write('logs/other.log', `${log(record(9))}\r\n`);
  await bench.ingest(['logs']);
  expect(await state()).toEqual({
    lines: [5, 5, 6, 7],
    files: ['b.log 3 0 0 0', 'other.log 1 0 0 0'],
  });
});

it('takes a log in UTF-16 that ends within a character', async () => {
  const bytes = Buffer.from(`\ufeff${log(record(1))}\r\n`, 'utf16le');
  for (const cut of [bytes.length - 1, 101, 102, 103]) {
    bench.write('cut.log', bytes.subarray(0, cut));
    bench.write('good.log', `${log(record(2))}\r\n`);
    const { files } = await bench.ingest(['cut.log', 'good.log']);
    expect(files).toHaveLength(2);
  }
  writeFileSync(bench.at('cut.log'), bytes);
  await bench.ingest(['cut.log']);
  expect((await state()).lines).toEqual([5, 5]);
});

it('leaves the pending line of a log alone where a copy has none', async () => {
  bench.write('a.log', log(record(1), record(2)));
  bench.write('copy.log', `${log(record(1))}\r\n`);
  await bench.ingest(['a.log']);
  await bench.ingest(['copy.log']);
  expect((await state()).files).toEqual(['a.log 1 0 0 1']);
  await bench.ingest(['a.log'], { final: true });
  expect(await state()).toEqual({ lines: [5, 6], files: ['a.log 2 0 0 0'] });
});

it('calls a log by its new name once another has come under the old one', async () => {
  bench.write('u_ex.log', `${log(record(1))}\r\n`);
  await bench.ingest(['u_ex.log']);
  renameSync(bench.at('u_ex.log'), bench.at('u_ex1.log'));
  bench.write('u_ex.log', `${log(record(5))}\r\n`);
  await bench.ingest(['u_ex.log', 'u_ex1.log']);
  expect((await state()).files).toEqual(['u_ex.log 1 0 0 0', 'u_ex1.log 1 0 0 0']);
});

it('finishes a removal of which only the rows were gone', async () => {
  bench.write('a.log', `${log(record(1).replaceAll('DeviceId=D1', 'DeviceId=FORGETME'))}\r\n`);
  bench.write('b.log', `${log(record(2))}\r\n`);
  await bench.ingest(['a.log', 'b.log']);
  const remove = () =>
    removeFiles({ warehouse: bench.warehouse, paths: ['a.log'], cwd: bench.folder });
  mkdirSync(`${bench.warehouse}.rewrite`);
  await expect(remove()).rejects.toMatchObject({ code: 'not-rewritten' });
  expect((await state()).files).toEqual(['b.log 1 0 0 0']);
  rmSync(`${bench.warehouse}.rewrite`, { recursive: true });
  expect(await remove()).toEqual([]);
  expect(readFileSync(bench.warehouse).includes('FORGETME')).toBe(false);
  await expect(remove()).rejects.toMatchObject({ code: 'not-in-warehouse' });
});

it('takes equal bytes twice where one run names two servers for them', async () => {
  const text = `${log(record(1))}\r\n`;
  for (const server of ['A', 'B']) bench.write(`${server}/u.log`, text);
  const servers = { configuredServer: (file: string) => /([AB]).u\.log$/.exec(file)?.[1] };
  for (let run = 0; run < 2; run++) {
    await bench.ingest(['A', 'B'], servers);
    const found = await bench.rows('select server from request_rows order by all');
    expect(found.map(({ server }) => server)).toEqual(['A', 'B']);
  }
});
