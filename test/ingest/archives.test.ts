import { randomBytes } from 'node:crypto';
import path from 'node:path';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { unpacked } from '../../src/ingest/compression.ts';
import { fileSources } from '../../src/ingest/source.ts';
import { Bench, header, record } from './iis-log.ts';
import { zip } from './zip-file.ts';

interface Member {
  /** Below the file on disk. */
  readonly name: string;
  readonly text: string;
  readonly stamp: string;
}

/** What there is to read in a file of these bytes. */
async function members(content: Buffer): Promise<Member[]> {
  const file = new Bench().write('logs', content);
  const sources = await fileSources({ file, root: file, size: 0, modifiedAt: new Date(0) });
  const found: Member[] = [];
  for (const source of sources) {
    const chunks: Buffer[] = [];
    for await (const chunk of source.read(0)) chunks.push(Buffer.from(chunk));
    const name = source.path.slice(path.resolve(file).length + 1);
    found.push({ name, text: Buffer.concat(chunks).toString(), stamp: source.stamp });
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
    { name: 'inetpub/logs/a.log', text: '1' },
    { name: 'inetpub/logs/a.log', text: '7' },
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
  const altered = Buffer.from(zstdFrame);
  altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
  const read = members(altered);
  if ('createZstdDecompress' in zlib) {
    await expect(read).rejects.toMatchObject({ code: 'damaged-archive' });
  } else expect(await read).toMatchObject([{ text: zstdText }]);
});

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
  for await (const chunk of unpacked('x', chunks)) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  await expect.poll(() => isOpen).toBe(false);
});
