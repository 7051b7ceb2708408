import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { zip } from '../../ingest/zip-file.ts';
import { folderWith, read, type ReadResult } from './read.ts';

/** The lines of `content`, each behind the name of its file. */
async function linesOf(content: Buffer): Promise<{ lines: string[]; result: ReadResult }> {
  const folder = folderWith({ 'x.packed': content });
  const fields = ['LogFilename', 'Text'];
  const result = await read('TEXTLINE', { folder, from: ['x.packed'], fields });
  const rows = result.rows as string[][];
  const lines = rows.map((row) => row.join(': ').replace(`${folder}/`, ''));
  return { lines, result };
}

it('reads the members of a zip, also compressed ones and those with odd names', async () => {
  const { lines } = await linesOf(
    zip(
      ['../b.log', 'two'],
      ['C:\\inetpub\\logs\\a.log', 'one\nmore'],
      ['__MACOSX/._b.log', 'attributes'],
      ['c.log.gz', gzipSync(gzipSync('three'))],
      ['d.log', ''],
      ['e.log', Buffer.from('\ufefffour\r\n', 'utf16le')],
      ['C:\\b.log', 'five'],
    ),
  );
  expect(lines).toEqual([
    'x.packed/b (2).log: five',
    'x.packed/b.log: two',
    'x.packed/c.log.gz: three',
    'x.packed/e.log: four',
    'x.packed/inetpub/logs/a.log: one',
    'x.packed/inetpub/logs/a.log: more',
  ]);
});

it('reads zstd frames one behind the other', async () => {
  const frame = (text: string): Buffer =>
    Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, text.length, 1 + (text.length << 3), 0, 0]),
      Buffer.from(text),
    ]);
  const { lines } = await linesOf(Buffer.concat([frame('one\n'), frame('two\n')]));
  expect(lines).toEqual(['x.packed: one', 'x.packed: two']);
});

it('reads gzip with other data behind it, and warns', async () => {
  const { lines, result } = await linesOf(Buffer.concat([gzipSync('one\n'), Buffer.from('more')]));
  expect(lines).toEqual(['x.packed: one']);
  expect(result.warnings).toEqual([
    expect.stringMatching(/x\.packed: 4 bytes behind the end of its gzip data left out$/),
  ]);
});

it.each([
  ['a zip in a zip', 'nested-archive', zip(['a.log', 'one'], ['b.zip', zip(['c.log', 'two'])])],
  ['a member with a wrong checksum', 'damaged-archive', spoiled(zip(['a.log', 'spoiled']))],
  ['gzip that is cut', 'damaged-archive', gzipSync('one').subarray(0, -3)],
  ['a zip that is cut', 'damaged-archive', zip(['a.log', 'one']).subarray(0, -30)],
])('refuses %s', async (_, code, content) => {
  await expect(linesOf(content)).rejects.toMatchObject({ code });
});

function spoiled(archive: Buffer): Buffer {
  archive.write('S', archive.indexOf('spoiled'));
  return archive;
}
