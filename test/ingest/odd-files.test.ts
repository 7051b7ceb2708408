import { randomBytes } from 'node:crypto';
import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { Bench, header, record } from './iis-log.ts';
import { zip } from './zip-file.ts';

const log = (...seconds: number[]): string =>
  header + seconds.map((n) => `${record(n)}\r\n`).join('');

test('reads each member of an archive, also two of one name', async () => {
  const bench = new Bench();
  bench.write('logs.zip', zip(['a.log', log(1, 2)], ['b.log', log(3)], ['a.log', log(4)]));
  await bench.ingest(['logs.zip']);
  expect(await bench.files()).toMatchObject([
    { name: 'a (2).log', rows: 1 },
    { name: 'a.log', rows: 2 },
    { name: 'b.log', rows: 1 },
  ]);
});

test('reads zstd that begins with a frame to be skipped', async () => {
  const skipped = Buffer.from('502a4d180400000040000000', 'hex');
  const text = log(1, 2, 3);
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x60, 0, 0, 0, 0, 0]);
  head.writeUInt16LE(text.length - 256, 5);
  head.writeUIntLE(1 + (text.length << 3), 7, 3);
  const bench = new Bench();
  bench.write('x.log.zst', Buffer.concat([skipped, head, Buffer.from(text)]));
  await bench.ingest(['x.log.zst']);
  expect(await bench.files()).toMatchObject([{ rows: 3 }]);
});

test('passes over links to nowhere, and names a file whose name is not UTF-8', async () => {
  if (process.platform !== 'linux') return;
  const bench = new Bench();
  bench.write('logs/a.log', log(1));
  symlinkSync('/nowhere/at/all', bench.at('logs', 'b.log'));
  symlinkSync('c.log', bench.at('logs', 'c.log'));
  writeFileSync(
    Buffer.concat([Buffer.from(bench.at('logs') + path.sep), Buffer.from([0xff, 0x2e])]),
    log(2),
  );
  for (const paths of [['logs'], ['logs/*']]) {
    const { missing } = await bench.ingest(paths);
    expect(missing).toMatchObject([
      { error: { message: expect.stringContaining('its name is not UTF-8') as string } },
    ]);
  }
  expect(await bench.files()).toMatchObject([{ name: 'a.log', rows: 1 }]);
});

test('loads what stands between files that break in the middle, each once', async () => {
  const bench = new Bench();
  // Noise, so that the damage comes long after the first 64 KiB.
  const noise = `${record(1).replace('Apple', randomBytes(200_000).toString('hex'))}\r\n`;
  const damaged = gzipSync(header + noise).subarray(0, -100);
  for (let i = 0; i < 4; i++) {
    bench.write(`logs/${i}.log`, log(i));
    bench.write(`logs/${i}x.log.gz`, damaged);
  }
  const { files, failed } = await bench.ingest(['logs']);
  expect(failed.map(({ path: file }) => path.basename(file))).toEqual(
    [0, 1, 2, 3].map((i) => `${i}x.log.gz`),
  );
  expect(files.map(({ counts }) => counts?.rows)).toEqual([1, 1, 1, 1]);
  expect((await bench.files()).map(({ name }) => name)).toEqual(
    [0, 1, 2, 3].map((i) => `${i}.log`),
  );
});

test('keeps the path of a file when a copy of it is read', async () => {
  const bench = new Bench();
  bench.write('x.log', log(1, 2));
  bench.write('y.log', log(1, 2));
  await bench.ingest(['x.log']);
  await bench.ingest(['y.log']);
  expect(await bench.files()).toMatchObject([{ name: 'x.log', rows: 2 }]);
  bench.write('x.log', log(1, 5, 6, 7));
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ name: 'x.log', rows: 4 }]);
});

test('counts a log once that stands in two places, grown in one', async () => {
  const bench = new Bench();
  bench.write('logs/x.log', log(1, 2));
  bench.write('logs/y.log', log(1, 2, 3));
  const { files } = await bench.ingest(['logs']);
  expect(files.map(({ counts }) => counts?.rows)).toEqual([undefined, 3]);
  expect(await bench.files()).toMatchObject([{ name: 'y.log', rows: 3 }]);
});

test.each([
  ['NULs', Buffer.alloc(70_000)],
  ['blank lines', Buffer.from('\r\n'.repeat(40_000))],
])('knows a log behind more %s than a first look takes in', async (_, before) => {
  for (const encoding of ['utf8', 'utf16le'] as const) {
    const bench = new Bench();
    const lead = encoding === 'utf8' ? before : Buffer.from(before.toString('latin1'), encoding);
    const mark = Buffer.from('\ufeff', encoding);
    bench.write('x.log', Buffer.concat([mark, lead, Buffer.from(log(1, 2), encoding)]));
    await bench.ingest(['x.log']);
    expect(await bench.files()).toMatchObject([{ state: 'loaded', data: 2, rows: 2 }]);
  }
});

test('knows a log by its bytes whose first data line lies far in', async () => {
  const bench = new Bench();
  const far = `${header}${'#'.repeat(17 << 20)}\r\n#\r\n${log(1, 2).slice(header.length)}`;
  bench.write('x.log', far);
  await bench.ingest(['x.log']);
  bench.write('x.log', `${far}${record(3)}\r\n`);
  bench.write('y.log.gz', gzipSync(far));
  await bench.ingest(['x.log', 'y.log.gz']);
  // The comment is too long for a line.
  expect(await bench.files()).toMatchObject([{ name: 'x.log', rows: 3, rejects: 1 }]);
});

test('takes a file without identity in place of what was read of it before', async () => {
  const bench = new Bench();
  const file = bench.write('x.log', '# one\n# two\n');
  // To this format they are records.
  await bench.ingest(['x.log'], { formatName: 'ncsa' });
  expect(await bench.files()).toMatchObject([{ state: 'empty', data: 2, rejects: 2 }]);
  appendFileSync(file, '# three\n');
  await bench.ingest(['x.log'], { formatName: 'ncsa' });
  expect(await bench.files()).toMatchObject([{ state: 'empty', data: 3, rejects: 3 }]);
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ state: 'refused', rejects: null }]);
  expect(await bench.rows('from rejects')).toEqual([]);
  await bench.ingest(['x.log'], { formatName: 'ncsa' });
  bench.write('x.log', '\0');
  await bench.ingest(['x.log']);
  expect(await bench.files()).toMatchObject([{ state: 'empty', lines: 0, rejects: 0 }]);
});

test('takes CR CR LF for one line end', async () => {
  const bench = new Bench();
  bench.write('x.log', log(1, 2).replaceAll('\r\n', '\r\r\n'));
  await bench.ingest(['x.log']);
  const counts = { lines: 6, directives: 4, blank: 0, data: 2, rows: 2, rejects: 0, pending: 0 };
  expect(await bench.files()).toMatchObject([counts]);
});

test.each(['utf8', 'utf16le'] as const)(
  'takes the mark before an export in %s off',
  async (encoding) => {
    const bench = new Bench();
    const text = [
      '\ufeffSamAccountName,UserPrincipalName,DistinguishedName,mail',
      'anna,anna@contoso.com,"CN=Anna,OU=Sales,DC=contoso,DC=com",anna@contoso.com',
      '',
    ].join('\r\n');
    bench.write('users.csv', Buffer.from(text, encoding));
    await bench.ingest(['users.csv']);
    expect(await bench.files()).toMatchObject([{ state: 'loaded', rows: 1, rejects: 0 }]);
    const db = await openWarehouse(bench.warehouse, { access: 'read-only' });
    expect(await db.value('select sam_account_name from directory_objects')).toBe('anna');
    db.close();
  },
);
