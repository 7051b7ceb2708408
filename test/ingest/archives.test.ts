import { randomBytes } from 'node:crypto';
import path from 'node:path';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { gunzip } from '../../src/support/archive/gzip.ts';
import { unpacked } from '../../src/support/archive/unpack.ts';
import { fileSources } from '../../src/ingest/source.ts';
import { Bench, header, record } from './iis-log.ts';
import { zip } from './zip-file.ts';

interface Member {
  /** Below the file on disk. */
  readonly name: string;
  readonly text: string;
  readonly stamp: string;
  readonly notes: readonly string[];
}

/** What there is to read in a file of these bytes. */
async function members(content: Buffer): Promise<Member[]> {
  const file = new Bench().write('logs', content);
  const sources = await fileSources({ file, root: file });
  const found: Member[] = [];
  for (const source of sources) {
    const chunks: Buffer[] = [];
    for await (const chunk of source.read(0)) chunks.push(Buffer.from(chunk));
    const name = source.path.slice(path.resolve(file).length + 1);
    const text = Buffer.concat(chunks).toString();
    found.push({ name, text, stamp: source.stamp, notes: [...source.notes] });
  }
  return found;
}

test('reads members whose names lead out of the archive, under names below it', async () => {
  const archive = zip(
    ['C:/inetpub/logs/a.log', '1'],
    ['/inetpub/logs/b.log', '2'],
    ['../../c.log', '3'],
    ['..\\logs\\..\\d.log', '4'],
    ['\\\\WEB01\\logs\\e.log', '5'],
    ['C:\\inetpub\\', ''],
    ['f.log', '6'],
    // The same name as the first one has.
    ['D:\\inetpub\\logs\\a.log', '7'],
  );
  const found = await members(archive);
  expect(found).toMatchObject([
    { name: 'WEB01/logs/e.log', text: '5' },
    { name: 'c.log', text: '3' },
    { name: 'f.log', text: '6' },
    { name: 'inetpub/logs/a (2).log', text: '7' },
    { name: 'inetpub/logs/a.log', text: '1' },
    { name: 'inetpub/logs/b.log', text: '2' },
    { name: 'logs/d.log', text: '4' },
  ]);
  expect(new Set(found.map(({ stamp }) => stamp)).size).toBe(found.length);
});

test('reads names of members in UTF-8 and in the code page of DOS', async () => {
  const archive = zip(['\u00fc1.log', ''], ['x2.log', '']);
  // The flag that says UTF-8, for the first member; for the second, the umlaut of code page 437.
  archive.writeUInt16LE(0x800, archive.indexOf('PK\u0001\u0002') + 8);
  archive.write('\u0081', archive.lastIndexOf('x2.log'), 'latin1');
  expect(await members(archive)).toMatchObject([{ name: '\u00fc1.log' }, { name: '\u00fc2.log' }]);
});

test('passes over what macOS packs beside the files', async () => {
  const archive = zip(
    ['logs/a.log', '1'],
    ['logs/.DS_Store', '2'],
    ['logs/._b.log', '3'],
    ['__MACOSX/logs/._a.log', '4'],
    ['__MACOSX/c.log', '5'],
    ['logs/_.log', '6'],
    ['logs/._d/e.log', '7'],
  );
  expect((await members(archive)).map(({ name }) => name)).toEqual([
    'logs/._d/e.log',
    'logs/_.log',
    'logs/a.log',
  ]);
});

test('refuses an archive inside an archive, and reads what stands beside it', async () => {
  const bench = new Bench();
  const log = (n: number): string => `${header}${record(n)}\r\n`.repeat(20);
  bench.write(
    'm.zip',
    zip(['a.log', log(1)], ['b.zip', zip(['b.log', log(2)])], ['c.log', log(3)]),
  );
  const { files } = await bench.ingest(['m.zip']);
  expect(files.map(({ outcome }) => outcome)).toMatchObject([
    { kind: 'loaded' },
    { kind: 'refused', reason: 'it is a ZIP archive inside an archive: unpack it first' },
    { kind: 'loaded' },
  ]);
});

test('verifies the checksums of members, and reads the others where one is wrong', async () => {
  const bench = new Bench();
  const log = (n: number): string => `${header}${record(n)}\r\n`;
  // A long one too, which breaks when some of it was read already.
  const long = (n: number): string => header + `${record(n)}\r\n`.repeat(2000);
  const archive = zip(
    ['a.log', log(1)],
    ['b.log', log(2)],
    ['c.log', log(3)],
    ['d.log', long(4)],
    ['e.log', long(5)],
    ['f.log', log(6)],
  );
  for (const n of [2, 4]) archive.write('X', archive.lastIndexOf(`DeviceId=D${n}&`));
  bench.write('logs.zip', archive);
  const { files, failed } = await bench.ingest(['logs.zip']);
  expect(failed.map(({ path: file, error }) => [path.basename(file), error.code])).toEqual([
    ['b.log', 'damaged-archive'],
    ['d.log', 'damaged-archive'],
  ]);
  expect(files.map(({ counts }) => counts?.rows)).toEqual([1, 1, 2000, 1]);
  const names = (await bench.files()).map(({ name }) => name);
  expect(names).toEqual(['a.log', 'c.log', 'e.log', 'f.log']);
});

test.each([
  ['it is encrypted', 1, 8],
  ['Deflate64, as Windows packs files of more than 2 GB, is not read', 0, 9],
])('says of a member what it cannot be unpacked for: %s', async (why, flags, method) => {
  const archive = zip(['a.log', 'text']);
  const entry = archive.indexOf('PK\u0001\u0002');
  archive.writeUInt16LE(flags, entry + 8);
  archive.writeUInt16LE(method, entry + 10);
  await expect(members(archive)).rejects.toMatchObject({
    code: 'unknown-compression',
    message: expect.stringMatching(`/a.log: ${why}$`) as string,
  });
});

test('reads zstd members of a zip', async () => {
  const archive = zip(['a.log', zstdFrame]);
  const entry = archive.indexOf('PK\u0001\u0002');
  archive.writeUInt16LE(93, entry + 10);
  archive.writeUInt32LE(zlib.crc32(zstdText), entry + 16);
  archive.writeUInt32LE(zstdText.length, entry + 24);
  expect(await members(archive)).toMatchObject([{ text: zstdText }]);
});

// `line 1` to `line 5`, three times over, with a checksum; and a frame of what is not content.
const zstdText = 'line 1\nline 2\nline 3\nline 4\nline 5\n'.repeat(3);
const zstdFrame = Buffer.from(
  '28b52ffd0468f50000886c696e6520310a6c696e6520323334350a04006314428019188286f20513c5e3b3',
  'hex',
);
const skippedFrame = Buffer.from('502a4d180400000040000000', 'hex');

test.each([
  ['one frame', 1, [zstdFrame]],
  ['frames one behind the other', 3, [zstdFrame, zstdFrame, zstdFrame]],
  ['frames to be skipped', 2, [skippedFrame, zstdFrame, skippedFrame, zstdFrame, skippedFrame]],
  ['NULs behind the end', 1, [zstdFrame, Buffer.alloc(70_000)]],
])('reads zstd: %s', async (_, times, parts) => {
  expect(await members(Buffer.concat(parts))).toMatchObject([{ text: zstdText.repeat(times) }]);
  const inside = await members(zip(['a.log.zst', Buffer.concat(parts)]));
  expect(inside).toMatchObject([{ text: zstdText.repeat(times) }]);
});

test.each([
  ['cut in a block', [zstdFrame.subarray(0, -8)]],
  ['cut in its checksum', [zstdFrame.subarray(0, -1)]],
  ['cut in a later frame', [zstdFrame, zstdFrame.subarray(0, -8)]],
  ['cut in a frame to be skipped', [zstdFrame, skippedFrame.subarray(0, -1)]],
  ['other data behind the end', [zstdFrame, Buffer.from('\0\0\0\0\0text')]],
])('takes zstd for damaged: %s', async (_, parts) => {
  await expect(members(Buffer.concat(parts))).rejects.toMatchObject({ code: 'damaged-archive' });
});

test('verifies the checksum of zstd where Node can, which Node 20 cannot', async () => {
  const read = members(altered(zstdFrame, -1));
  if ('createZstdDecompress' in zlib) {
    await expect(read).rejects.toMatchObject({ code: 'damaged-archive' });
  } else expect(await read).toMatchObject([{ text: zstdText }]);
});

// With each optional field of the header: extra, name, comment and a checksum of the header.
const fullGzip = (text: string): Buffer => {
  const packed = zlib.gzipSync(text);
  const head = Buffer.from(packed.subarray(0, 10));
  head.writeUInt8(0x1e, 3);
  const extra = Buffer.from('\u0003\0abcu_ex240501.log\0a comment\0\u0001\u0002', 'latin1');
  return Buffer.concat([head, extra, packed.subarray(10)]);
};

test.each([
  ['one member', '1', [zlib.gzipSync('1')]],
  ['all fields in its header', '1', [fullGzip('1')]],
  ['members one behind the other', '123', ['1', '2', '3'].map((text) => fullGzip(text))],
  ['nothing in it', '', [zlib.gzipSync('')]],
  ['NULs behind the end', '1', [zlib.gzipSync('1'), Buffer.alloc(70_000)]],
  ['NULs between', '12', [zlib.gzipSync('1'), Buffer.alloc(700), zlib.gzipSync('2')]],
])('reads gzip: %s', async (_, text, parts) => {
  expect(await members(Buffer.concat(parts))).toMatchObject([{ text, notes: [] }]);
});

test.each([
  ['text', '4 bytes', Buffer.from('text')],
  ['one byte of what might begin a member', '1 byte', Buffer.from([0x1f])],
  ['text behind NULs', '3,000 bytes', Buffer.concat([Buffer.alloc(9), Buffer.alloc(3000, 'x')])],
])('leaves out what stands behind gzip data, and says so: %s', async (_, many, rest) => {
  const archive = Buffer.concat([zlib.gzipSync('1'), zlib.gzipSync('2'), rest]);
  const notes = [`${many} behind the end of its gzip data left out`];
  expect(await members(archive)).toMatchObject([{ text: '12', notes }]);
  expect(await members(zip(['x.gz', archive]))).toMatchObject([{ text: '12', notes }]);
});

test('reads gzip wherever chunks of it end', async () => {
  const text = randomBytes(300).toString('hex');
  const all = Buffer.concat([fullGzip(text), Buffer.alloc(5), zlib.gzipSync(text)]);
  for (const size of [1, 2, 3, 7, 20, all.length - 1]) {
    const chunks = (async function* (): AsyncGenerator<Buffer> {
      for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
      await Promise.resolve();
    })();
    const read: Buffer[] = [];
    for await (const chunk of gunzip(chunks, () => undefined)) read.push(Buffer.from(chunk));
    expect(Buffer.concat(read).toString()).toBe(text + text);
  }
});

test.each([
  ['cut in its header', (whole: Buffer) => whole.subarray(0, 20)],
  ['cut in its name', (whole: Buffer) => whole.subarray(0, 18)],
  ['cut in its data', (whole: Buffer) => whole.subarray(0, -12)],
  ['cut before its checksum', (whole: Buffer) => whole.subarray(0, -8)],
  ['cut in its length', (whole: Buffer) => whole.subarray(0, -1)],
  ['cut in a later member', (whole: Buffer) => Buffer.concat([whole, whole.subarray(0, -9)])],
  ['a wrong checksum', (whole: Buffer) => altered(whole, -8)],
  ['a wrong length', (whole: Buffer) => altered(whole, -4)],
  ['a flag that nobody knows', (whole: Buffer) => altered(whole, 3 - whole.length, 0x80)],
  ['another method', (whole: Buffer) => altered(whole, 2 - whole.length)],
])('takes gzip for damaged: %s', async (_, damage) => {
  const archive = damage(fullGzip('a text that is long enough'));
  await expect(members(archive)).rejects.toMatchObject({ code: 'damaged-archive' });
});

/** With a bit of a byte changed, which is counted from the end. */
function altered(whole: Buffer, at: number, bit = 1): Buffer {
  const copy = Buffer.from(whole);
  copy.writeUInt8(copy.readUInt8(copy.length + at) ^ bit, copy.length + at);
  return copy;
}

test('reads what was compressed twice', async () => {
  const text = 'line 1\n';
  expect(await members(zlib.gzipSync(zlib.gzipSync(text)))).toMatchObject([{ text }]);
  expect(await members(zlib.gzipSync(zstdFrame))).toMatchObject([{ text: zstdText }]);
  // A frame of one block that is stored.
  const packed = zlib.gzipSync(text);
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, packed.length, 0, 0, 0]);
  head.writeUIntLE(1 + (packed.length << 3), 6, 3);
  expect(await members(Buffer.concat([head, packed]))).toMatchObject([{ text }]);
});

test.each([
  ['nothing', Buffer.alloc(1000, 'text\n')],
  ['gzip', zlib.gzipSync(randomBytes(200_000))],
  ['zstd', zstdFrame],
])('closes a file of which only the beginning is asked for, packed with %s', async (_, bytes) => {
  let isOpen = true;
  const chunks = (async function* (): AsyncGenerator<Buffer> {
    try {
      yield Promise.resolve(bytes);
      yield* Array<Buffer>(100).fill(bytes);
    } finally {
      isOpen = false;
    }
  })();
  for await (const chunk of unpacked('x', chunks, () => undefined)) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  await expect.poll(() => isOpen).toBe(false);
});
