import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { runEasel } from '../cli/run-easel.ts';
import { Bench, header, record } from './iis-log.ts';

const log = `${header}${record(1)}\r\n`;

test('makes a warehouse of what a killed run or a full disk has left of one', async () => {
  const bench = new Bench();
  const file = bench.write('ex.log', log);
  bench.write('easel.duckdb', '');
  await bench.ingest([file]);
  expect(await bench.files()).toMatchObject([{ rows: 1 }]);

  const blank = new Bench();
  (await Database.open(blank.warehouse)).close();
  await expect(openWarehouse(blank.warehouse, { access: 'read-only' })).rejects.toMatchObject({
    code: 'no-warehouse',
  });
  await blank.ingest([file]);
  expect(await blank.files()).toMatchObject([{ rows: 1 }]);
});

test('takes a file in which nothing is written yet for empty, and looks again', async () => {
  const bench = new Bench();
  bench.write('logs/a.log', '');
  bench.write('logs/b.log', Buffer.alloc(65_536));
  bench.write('logs/c.log', '\r\n\r\n');
  const { code, err } = await runEasel(['ingest', 'logs', '--all'], { cwd: bench.folder });
  expect([code, err.split('\n')[0]]).toEqual([0, '3 files read']);
  const empty = { state: 'empty', data: 0, rows: 0, filtered: 0, rejects: 0, pending: 0 };
  expect(await bench.files()).toMatchObject([
    { ...empty, lines: 0 },
    { ...empty, lines: 0 },
    { ...empty, lines: 2, blank: 2 },
  ]);
  bench.write('logs/a.log', log);
  await bench.ingest(['logs']);
  expect(await bench.files()).toMatchObject([{ state: 'loaded', rows: 1 }, empty, empty]);
  truncateSync(bench.at('logs', 'a.log'), 0);
  const report = await bench.ingest(['logs/a.log']);
  expect(report.files).toMatchObject([{ outcome: { kind: 'shorter' } }]);
  expect(await bench.rows('select count(*) as n from requests')).toEqual([{ n: 1 }]);
});

test('does not take the warehouse beside the logs for a log', async () => {
  const bench = new Bench();
  bench.write('ex.log', log);
  // What killed runs may leave.
  for (const rest of ['new', 'rewrite']) bench.write(`easel.duckdb.${rest}`, 'half a warehouse');
  for (const rows of ['1 file read', '0 files read, 1 unchanged']) {
    const { code, err } = await runEasel(['ingest', '.', '--all'], { cwd: bench.folder });
    expect([code, err.split('\n')[0]]).toEqual([0, rows]);
  }
});

test('refuses an empty path and what is no file', async () => {
  const bench = new Bench();
  const easel = (...argv: string[]) => runEasel(['ingest', ...argv], { cwd: bench.folder });
  expect(await easel('')).toMatchObject({ code: 2 });
  if (process.platform === 'win32') return;
  execFileSync('mkfifo', [bench.at('pipe')]);
  expect(await easel('pipe')).toMatchObject({
    code: 1,
    err: expect.stringContaining('neither a file nor a folder') as string,
  });
  symlinkSync('self', bench.at('self'));
  expect(await easel('self')).toMatchObject({ code: 1 });
});

test('names what an unknown file resembles', async () => {
  const bench = new Bench();
  const files: Record<string, string | Buffer> = {
    'a.json': '{"a": 1}\n',
    'b.csv': 'time,level\n1,info\n',
    'c.xml': '<?xml version="1.0"?>\n<a/>\n',
    'd.evtx': Buffer.concat([Buffer.from('ElfFile\0'), Buffer.alloc(200, 3)]),
    'e.msg': 'Nov 20 07:00:00 host sshd[1]: hello\nNov 20 07:00:01 host sshd[1]: hello\n',
  };
  for (const [name, content] of Object.entries(files)) bench.write(`x/${name}`, content);
  const { code, err } = await runEasel(['ingest', 'x'], { cwd: bench.folder });
  expect(code).toBe(1);
  for (const what of ['JSON', 'a table with commas', 'XML', 'Windows event log', 'syslog']) {
    expect(err).toContain(what);
  }
});

test('calls damaged blocks of a warehouse a corrupt warehouse wherever they are met', async () => {
  const bench = new Bench();
  await bench.ingest([bench.write('ex.log', log)]);
  const sound = readFileSync(bench.warehouse);
  for (let at = 4096; at < sound.length; at += 262_144) {
    const bytes = Buffer.from(sound);
    bytes.fill(0xa5, at, Math.min(at + 4096, bytes.length));
    writeFileSync(bench.warehouse, bytes);
    for (const command of ['status', 'check']) {
      const { code, err } = await runEasel([command, '--db', bench.warehouse]);
      if (code === 0) continue;
      expect(err).toMatch(/^error\[corrupt-warehouse\]: /);
      expect(err).toContain('restore it from a backup');
    }
  }
});

test('loads what it may read beside a folder that it may not', async () => {
  if (process.platform === 'win32') return;
  const bench = new Bench();
  bench.write('logs/open/a.log', log);
  bench.write('logs/shut/b.log', log);
  chmodSync(bench.at('logs', 'shut'), 0);
  // root may look everywhere.
  const isShut = await readdir(bench.at('logs', 'shut')).then(
    () => false,
    () => true,
  );
  const report = await bench.ingest(['logs']);
  chmodSync(bench.at('logs', 'shut'), 0o755);
  expect(await bench.rows('select count(*) as n from requests')).toEqual([{ n: 1 }]);
  if (!isShut) return;
  expect(report.missing).toMatchObject([
    {
      error: {
        code: 'unreadable',
        message: expect.stringContaining('permission denied') as string,
      },
    },
  ]);
});

test('says that a folder is no warehouse', async () => {
  const bench = new Bench();
  bench.write('ex.log', log);
  const { code, err } = await runEasel(['status', '--db', '.'], { cwd: bench.folder });
  expect(code).toBe(1);
  expect(err).toMatch(/^error\[cannot-open\]: .* is a folder, and a warehouse is a file/);
});

test('knows a log of IIS by any of its headers, not only the last', async () => {
  const bench = new Bench();
  const file = bench.write(
    'ex.log',
    `${log}#Fields: date time c-ip\r\n2024-05-01 07:00:00 ::1\r\n`,
  );
  await bench.ingest([file]);
  expect(await bench.files()).toMatchObject([{ state: 'loaded', rows: 2 }]);
});
