import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bench, header, record } from '../ingest/iis-log.ts';
import { runEasel } from './run-easel.ts';

const bench = new Bench();
beforeAll(async () => {
  bench.write('logs/CAS01/u_ex240501.log', `${header}${record(1)}\r\nnonsense\r\n`);
  bench.write('logs/CAS02/u_ex240501.log', `${header}${record(2)}\r\n`);
  bench.write('logs/CAS02/photo.bin', Buffer.from([0, 1, 2, 255, 254, 0, 7, 0, 0, 1]));
  await runEasel(['ingest', 'logs'], { cwd: bench.folder });
});
afterAll(() => rmSync(bench.folder, { recursive: true, force: true }));

it('shows on a terminal the files, by what tells them apart, and counts that add up', async () => {
  const { out } = await runEasel(['status', '--color', 'never'], {
    cwd: bench.folder,
    terminal: 120,
  });
  const lines = out.split('\n').map((line) => line.trimEnd().split(/ {2,}/));
  expect(lines[0]).toEqual([
    'file',
    'server',
    'state',
    'data',
    'rows',
    'filtered',
    'rejects',
    'pending',
  ]);
  const good = lines.find(([file]) => file === 'CAS01/u_ex240501.log');
  expect(good).toEqual(['CAS01/u_ex240501.log', 'CAS01', 'loaded', '2', '1', '0', '1', '0']);
  expect(out).toMatch(/CAS02\/photo\.bin .* refused: /);
});

it('gives everything else every column', async () => {
  const { out } = await runEasel(['status', '--format', 'jsonl'], { cwd: bench.folder });
  const [first] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first?.['path']).toBe(bench.at('logs', 'CAS01', 'u_ex240501.log'));
  expect(Object.keys(first ?? {})).toEqual(
    expect.arrayContaining(['file_id', 'server_from', 'format', 'reason', 'lines', 'first_at']),
  );
});

it('knows a German date when it sees one, and a period that has not begun', async () => {
  const day = await runEasel(['report', '--since', '1.5.2024'], { cwd: bench.folder });
  expect(day.code).toBe(2);
  expect(day.err).toContain('for that day write 2024-05-01');
  const later = await runEasel(['report', '--since', '2025-01-01'], { cwd: bench.folder });
  expect(later.code).toBe(1);
  expect(later.err).toContain('there are no requests since 2025-01-01 00:00:00 UTC');
});

it('says before which time there was nothing, though no --since was given', async () => {
  const early = await runEasel(['report', '--until', '2020-01-01'], { cwd: bench.folder });
  expect(early.code).toBe(1);
  expect(early.err).toContain('there are no requests before 2020-01-02 00:00:00 UTC');
});

it('writes reports to a folder, and says so of a file', async () => {
  bench.write('taken.html', 'x');
  for (const out of ['taken.html', 'taken.html/reports']) {
    const { code, err } = await runEasel(['report', '--out', out], { cwd: bench.folder });
    expect(code).toBe(2);
    expect(err).toMatch(/--out takes a folder, and .*taken\.html/);
    expect(err).toContain('help: name a folder, or - for the standard output');
  }
});

it('tells of filters that nothing can fit, that nothing fits, and that sections cannot obey', async () => {
  const report = (...args: string[]) =>
    runEasel(['report', 'heartbeat', '--format', 'json', '--out', '-', ...args], {
      cwd: bench.folder,
    });
  for (const [flag, value] of [
    ['--status', 'foo'],
    ['--status', '40'.repeat(3)],
    ['--status', 'never'],
    ['--device', ' '],
  ] as const) {
    expect(await report(flag, value)).toMatchObject({ code: 2, out: '' });
  }
  for (const status of ['401', '4XX', '4*', '(unknown)']) {
    expect(await report('--status', status)).toMatchObject({ code: 0 });
  }
  const bucket = await runEasel(['report', 'last-sync', '--status', 'Never', '--out', 'bucket'], {
    cwd: bench.folder,
  });
  expect(bucket.code).toBe(0);
  const nobody = await report('--server', 'nowhere');
  expect(nobody).toMatchObject({ code: 0, err: 'note: heartbeat: no rows fit the filters\n' });
  const some = await report('--user', 'u1');
  expect(some.err).toBe(
    'note: heartbeat: without --user, which they cannot obey: alarm, means, cliffs\n',
  );
  expect((await report('--category', 'x')).err).toContain('--category does nothing here');
  expect((await report('--server', 'CAS01')).err).toBe('');
});
