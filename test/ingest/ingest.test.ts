import { appendFileSync, renameSync, symlinkSync, truncateSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestLine } from '../../src/ingest/limits.ts';
import { Bench, fields, header, record } from './iis-log.ts';

const lines = (from: number, to: number, stem?: string): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `${record(from + i, stem)}\r\n`).join('');

test('loads the same bytes once, under another path and compressed too', async () => {
  const bench = new Bench();
  const log = header + lines(1, 5);
  bench.write('a/u_ex240501.log', log);
  await bench.ingest(['a']);
  const before = await bench.content();
  expect(before).toHaveLength(5);
  bench.write('copy/other.log', log);
  bench.write('copy/u_ex240501.log.gz', gzipSync(log));
  await bench.ingest(['a', 'copy']);
  expect(await bench.content()).toEqual(before);
  expect(await bench.files()).toHaveLength(1);
});

test('takes from a file that has grown only the new lines, and lets an unfinished one wait', async () => {
  const bench = new Bench();
  const file = bench.write('x.log', header + lines(1, 3) + record(4).slice(0, 60));
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ lines: 8, data: 4, rows: 3, pending: 1 }]);
  appendFileSync(file, `${record(4).slice(60)}\r\n${lines(5, 6)}`);
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ lines: 10, data: 6, rows: 6, pending: 0 }]);
  const other = new Bench();
  other.write('x.log', header + lines(1, 6));
  await other.ingest(['x.log']);
  expect(await bench.content()).toEqual(await other.content());
});

test('finds a grown file again under a new name', async () => {
  const bench = new Bench();
  const file = bench.write('x.log', header + lines(1, 3));
  await bench.ingest(['x.log']);
  renameSync(file, bench.at('y.log'));
  appendFileSync(bench.at('y.log'), lines(4, 4));
  await bench.ingest(['y.log']);
  expect(await bench.files()).toMatchObject([{ name: 'y.log', rows: 4 }]);
});

test('loads nothing of a file that was truncated, and says so', async () => {
  const bench = new Bench();
  const file = bench.write('x.log', header + lines(1, 5));
  await bench.ingest(['x.log']);
  truncateSync(file, Buffer.byteLength(header + lines(1, 2)));
  const report = await bench.ingest(['x.log']);
  expect(report.files).toMatchObject([{ outcome: { kind: 'shorter' } }]);
  expect(await bench.files()).toMatchObject([{ rows: 5 }]);
});

test('replaces the rows of a file that was rewritten at its path; elsewhere it is another file', async () => {
  const bench = new Bench();
  bench.write('x.log', header + lines(1, 5));
  await bench.ingest(['x.log']);
  const rewritten = header + lines(1, 1) + lines(20, 29);
  bench.write('y.log', rewritten);
  await bench.ingest(['y.log']);
  expect(await bench.files()).toMatchObject([{ rows: 5 }, { rows: 11 }]);
  const alone = new Bench();
  alone.write('x.log', header + lines(1, 5));
  await alone.ingest(['x.log']);
  alone.write('x.log', rewritten);
  const report = await alone.ingest(['x.log']);
  expect(report.files).toMatchObject([{ outcome: { how: 'rewritten' } }]);
  expect(await alone.files()).toMatchObject([{ rows: 11 }]);
});

test('keeps both where another log stands under an old name', async () => {
  const bench = new Bench();
  bench.write('x.log', header + lines(1, 2));
  await bench.ingest(['x.log']);
  bench.write('x.log', header + lines(30, 32));
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ rows: 2 }, { rows: 3 }]);
});

test('takes an unterminated line with --final, and replaces it when it goes on', async () => {
  const bench = new Bench();
  const cut = record(2).replace(/2$/, '');
  const file = bench.write('x.log', header + lines(1, 1) + `${cut}2`);
  await bench.ingest(['x.log'], { final: true });
  expect(await bench.files()).toMatchObject([{ rows: 2, pending: 0 }]);
  appendFileSync(file, `75\r\n${lines(3, 3)}`);
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ lines: 7, rows: 3, pending: 0 }]);
  const taken = await bench.rows('select time_taken_ms from request_rows order by line_no');
  expect(taken.map((row) => row['time_taken_ms'])).toEqual([1, 275, 3]);
});

test('counts what is outside the traffic, and brings it by a wider load', async () => {
  const bench = new Bench();
  const log = `${header}${lines(1, 3)}${lines(4, 5, '/owa/x')}${lines(6, 9, '/other')}broken line\r\n`;
  const file = bench.write('x.log', log);
  await bench.ingest(['x.log'], { filter: { traffic: 'mobile' } });
  expect(await bench.files()).toMatchObject([{ rows: 3, filtered: 6, rejects: 1 }]);
  await bench.ingest(['x.log'], { filter: { traffic: 'web' } });
  expect(await bench.files()).toMatchObject([{ rows: 5, filtered: 4, rejects: 1 }]);
  await bench.ingest(['x.log'], { filter: { traffic: 'mobile' } });
  appendFileSync(file, lines(10, 11, '/owa/y'));
  await bench.ingest(['x.log'], { filter: { traffic: 'mobile' } });
  expect(await bench.files()).toMatchObject([{ rows: 5, filtered: 6, rejects: 1 }]);
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ rows: 11, filtered: 0, rejects: 1 }]);
  const all = new Bench();
  all.write('x.log', log + lines(10, 11, '/owa/y'));
  await all.ingest(['x.log']);
  expect(await bench.content()).toEqual(await all.content());
});

test('filters by period', async () => {
  const bench = new Bench();
  bench.write('x.log', header + lines(1, 120));
  const filter = { traffic: 'all', since: '2024-05-01 07:01:00', until: '2024-05-01 07:01:30' };
  await bench.ingest(['x.log'], { filter: filter as never });
  expect(await bench.files()).toMatchObject([{ rows: 30, filtered: 90 }]);
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ rows: 120, filtered: 0 }]);
});

test('refuses loaded bytes under another explicit server', async () => {
  const bench = new Bench();
  bench.write('x.log', header + lines(1, 2));
  await bench.ingest(['x.log'], { server: 'EX01' });
  const report = await bench.ingest(['x.log'], { server: 'EX02' });
  expect(report.files).toMatchObject([{ outcome: { kind: 'refused' } }]);
  expect(JSON.stringify(report.files)).toContain('easel remove');
  expect(await bench.rows('select distinct server from request_rows')).toEqual([
    { server: 'EX01' },
  ]);
});

test('gives each bad line its reason', async () => {
  const bench = new Bench();
  const bad = [
    record(1).replace(' 443', ''),
    record(2).replace('2024-05-01', '2024-05-41'),
    record(3).replace('07:00:03', '7h'),
    record(4).replace(' 200 ', ' OK '),
  ];
  bench.write('x.log', `early line\r\n${header}${bad.join('\r\n')}\r\n${lines(5, 5)}`);
  await bench.ingest(['x.log']);
  const rejects = await bench.rows('select line_no, reason from rejects order by line_no');
  expect(rejects.map((row) => [row['line_no'], row['reason']])).toEqual([
    [1, 'no-fields'],
    [6, 'field-count'],
    [7, 'bad-date'],
    [8, 'bad-time'],
    [9, 'bad-value'],
  ]);
});

test('says where a reject stands and keeps cookies out of it', async () => {
  const bench = new Bench();
  const head = '#Fields: date time c-ip cs(Cookie) cs-uri-stem sc-status\r\n';
  const good = '2024-05-01 07:00:00 ::1 session=s3cret /a 200\r\n';
  const bad = '2024-05-01 07:00:00 ::1 session=s3cret /a two\r\n';
  const short = '2024-05-01 07:00:00 ::1 session=s3cret\r\n';
  bench.write('x.log', head + good + bad + short);
  await bench.ingest(['x.log']);
  const rejects = await bench.rows('select byte_offset, text from rejects order by line_no');
  expect(rejects.map((row) => row['byte_offset'])).toEqual([
    head.length + good.length,
    head.length + good.length + bad.length,
  ]);
  expect(JSON.stringify(rejects)).not.toContain('s3cret');
});

test('keeps cookies out of the text of rejects wherever their field stands and whatever is wrong', async () => {
  const bench = new Bench();
  const at = '2024-05-01 07:00:00';
  const long = `${at} /a session=s3cret;+s3cret ${'x'.repeat(longestLine)}`;
  const log = [
    `${at} 10.0.0.1 POST /a session=s3cret;+s3cret s3cret 200`,
    ...['#Fields: date time cs(Cookie) sc-status sc-bytes cs-bytes', `${at} session=s3cret 200`],
    ...['#Fields: cs(Cookie) date time sc-status', `s3cret ${at}`],
    ...[
      '#Fields: date time cs(Cookie) Cookie cs(Cookie) sc-status',
      `${at} s3cret s3cret s3cret x`,
    ],
    ...['#Fields: date time cs-uri-stem cs(Cookie) sc-status', long],
    '',
  ].join('\r\n');
  bench.write('x.log', log);
  await bench.ingest(['x.log'], { formatName: 'iisw3c' });
  const rejects = await bench.rows('select text from rejects order by line_no');
  const rest = '(the rest removed: it may hold a cookie)';
  expect(rejects.map((row) => row['text'])).toEqual([
    `${at} 10.0.0.1 POST /a ... ... 200`,
    rest,
    rest,
    `${at} (removed) (removed) (removed) x`,
    `${at} /a ... ...`,
  ]);
});

test('keeps passwords of FTP out of rejects, with blanks in them and whatever is wrong', async () => {
  const bench = new Bench();
  const at = '2024-05-01 07:00:00 10.0.0.1';
  const log = [
    `${at} PASS 12345 331`,
    '#Fields: date time c-ip cs-method cs-uri-stem sc-status x-session',
    ...[`${at} PASS hun ter2 331 s`, `${at} [2]pass hunter2 x31 s`, `${at} PASS hun ter2 331`],
    `${at} STOR /passes/a x31 s`,
    '',
  ].join('\r\n');
  bench.write('x.log', log);
  await bench.ingest(['x.log']);
  const rejects = await bench.rows('select reason, detail, text from rejects order by line_no');
  const rest = '(the rest removed: it may hold a password)';
  expect(rejects.map((row) => [row['reason'], row['text']])).toEqual([
    ['no-fields', `${at}${' ...'.repeat(9)}`],
    ['field-count', `${at} PASS ${rest}`],
    ['bad-value', `${at} [2]pass ${rest}`],
    ['bad-value', `${at} PASS ${rest}`],
    ['bad-value', `${at} STOR /passes/a x31 s`],
  ]);
  expect(JSON.stringify(rejects)).not.toMatch(/hun|ter2|12345/);
});

test('survives a folder that links to itself', async () => {
  const bench = new Bench();
  bench.write('logs/x.log', header + lines(1, 2));
  symlinkSync(bench.at('logs'), bench.at('logs', 'again'));
  await bench.ingest(['logs']);
  expect(await bench.files()).toMatchObject([{ rows: 2 }]);
});

test('names what it cannot read and loads the rest', async () => {
  const bench = new Bench();
  bench.write('logs/a.log', header + lines(1, 2));
  bench.write('logs/b.log.gz', gzipSync(header + lines(3, 9)).subarray(0, 60));
  bench.write('logs/c.log', header + lines(10, 12));
  bench.write('logs/d.bin', Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 37) % 256)));
  bench.write('logs/e.txt', 'nothing that anyone knows\nreally\n');
  const report = await bench.ingest(['logs', 'none.log']);
  expect(report.failed).toMatchObject([{ error: { code: 'damaged-archive' } }]);
  expect(report.missing).toMatchObject([{ error: { code: 'no-such-path' } }]);
  expect(await bench.files()).toMatchObject([
    { name: 'a.log', state: 'loaded', rows: 2 },
    { name: 'c.log', state: 'loaded', rows: 3 },
    { name: 'd.bin', state: 'refused', lines: null },
    { name: 'e.txt', state: 'refused', lines: null },
  ]);
});

test('keeps nothing of a dry run', async () => {
  const bench = new Bench();
  bench.write('x.log', header + lines(1, 3));
  const report = await bench.ingest(['x.log'], { dryRun: true });
  expect(report.files).toMatchObject([{ counts: { rows: 3 } }]);
  await bench.ingest(['x.log']);
  bench.write('y.log', header + lines(4, 9));
  await bench.ingest(['y.log'], { dryRun: true });
  expect(await bench.files()).toMatchObject([{ name: 'x.log', rows: 3 }]);
});

/** A zstd frame of one stored block, as `zstd` writes what it cannot shrink. */
function zstd(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x60, 0, 0, 0, 0, 0]);
  head.writeUInt16LE(body.length - 256, 5);
  head.writeUIntLE(1 + (body.length << 3), 7, 3);
  return Buffer.concat([head, body]);
}

test('reads zstd', async () => {
  const bench = new Bench();
  bench.write('x.log.zst', zstd(header + lines(1, 3)));
  await bench.ingest(['x.log.zst']);
  expect(await bench.files()).toMatchObject([{ rows: 3 }]);
});

test(
  'accounts for every line of whatever it is given, however it grows',
  { timeout: 300_000 },
  async () => {
    const part = fc.oneof(
      { weight: 4, arbitrary: fc.nat(99).map((n) => `${record(n)}\r\n`) },
      { weight: 2, arbitrary: fc.nat(99).map((n) => `${record(n, '/owa/')}\n`) },
      fc.constantFrom(
        '\r\n',
        '  \n',
        `${fields}\r\n`,
        '#Fields: date time c-ip\n',
        'x y\r\n',
        '#?\r\n',
      ),
      fc.constantFrom('2024-05-01 07:00:00 ::1\n', '2024-05-01 07:00:00 nobody\r\n'),
      fc.string({ maxLength: 6 }).map((text) => `${text.replace(/[\r\n\0]/g, '')}.\n`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 12 }),
        fc.nat(2000),
        async (parts, at) => {
          const text = `${fields}\r\n${record(0)}\r\n${parts.join('')}`;
          const bytes = Buffer.from(text);
          const grown = new Bench();
          const cut = Math.min(bytes.length, fields.length + 2 + record(0).length + 2 + at);
          const file = grown.write('x.log', bytes.subarray(0, cut));
          await grown.ingest(['x.log'], { filter: { traffic: 'mobile' } });
          appendFileSync(file, bytes.subarray(cut));
          await grown.ingest(['x.log'], { filter: { traffic: 'mobile' } });
          const once = new Bench();
          once.write('x.log', bytes);
          await once.ingest(['x.log'], { filter: { traffic: 'mobile' } });
          expect(await grown.files()).toEqual(await once.files());
          expect(await grown.content()).toEqual(await once.content());
          // Counted another way: by splitting the text.
          const all = text.split(/\r?\n/).slice(0, -1);
          const isBlank = (line: string): boolean => line.trim() === '';
          const isDirective = (line: string): boolean => line.trim().startsWith('#');
          expect(await once.files()).toMatchObject([
            {
              lines: all.length,
              blank: all.filter(isBlank).length,
              directives: all.filter(isDirective).length,
            },
          ]);
          const [counts] = await once.files();
          const n = (name: string): number => Number(counts?.[name]);
          expect(n('data')).toBe(n('rows') + n('filtered') + n('rejects') + n('pending'));
        },
      ),
      { numRuns: 8 },
    );
  },
);
