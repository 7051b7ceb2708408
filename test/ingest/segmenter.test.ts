import { mkdtempSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineReader } from '../../src/ingest/line-reader.ts';
import { Pieces } from '../../src/ingest/piece.ts';
import { longestLine } from '../../src/ingest/limits.ts';
import { atStart, Segmenter, type Progress } from '../../src/ingest/segmenter.ts';
import type { Encoding } from '../../src/ingest/encoding.ts';
import iisw3c from '../../src/parsers/formats/iisw3c.format.ts';
import { fields, header, record } from './iis-log.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'easel-segment-'));
let run = 0;

interface Cut {
  readonly progress: Progress;
  readonly lines: readonly string[];
  readonly pending: string;
  readonly hash: string;
}

/** Reads `bytes` in chunks that end at `cuts`. */
function read(
  bytes: Buffer,
  cuts: readonly number[],
  encoding: Encoding = 'utf-8',
  crOnly = false,
): Cut {
  const pieces = new Pieces(folder, 1 << 20);
  const segmenter = new Segmenter({
    format: iisw3c,
    fileId: ++run,
    pieces,
    start: atStart,
    oldLines: 0,
    offerOld: false,
  });
  const hash = createHash('sha256');
  const reader = new LineReader({ encoding, crOnly, offset: 0, hash, sink: segmenter });
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    // The reader must not keep the buffer it is given.
    const chunk = Buffer.from(bytes.subarray(from, to));
    reader.push(chunk);
    chunk.fill(0xff);
    from = to;
  }
  const tail = reader.end();
  const lines = pieces
    .take(true)
    .flatMap(({ file, kind }) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `${kind.reject ?? ''}|${line.split('\u0001').slice(1).join('|')}`),
    )
    .sort();
  return {
    progress: segmenter.progress,
    lines,
    pending: tail.bytes.toString('utf8'),
    hash: reader.prefixHash(),
  };
}

const odd = Buffer.concat([
  Buffer.from(
    '\ufeff#Software: Microsoft Internet Information Services 6.0\r\n\r\nbefore any fields\r\n',
  ),
  Buffer.from(`${fields}\r\n${record(1)}\n${record(2)}\r\n   \r\n`),
  Buffer.from(`${record(3).replace('10.1.2.3', ' 10.1.2.3')} \r\n`),
  Buffer.from(`${record(4).replace('iPhone/1.0', 'iPh\u00f6ne#\u4e16\u754c')}\r\n`),
  Buffer.from(`${record(5)}\r${record(6)}\r\n`),
  Buffer.from(`${record(7).replace('Apple', 'App\rle')}\r\n`),
  Buffer.from(`${record(8).replace('Apple', 'Appl\u00e9')}\r\n`, 'latin1'),
  Buffer.from(
    `${record(9).replace('Apple', 'A\u0001p\u0000le')}\r\n#Fields: date time c-ip cs-uri-stem\r\n`,
  ),
  Buffer.from('2024-05-01 07:00:00 10.0.0.9 /x\r\n'),
  Buffer.from(`${'\0'.repeat(40)}2024-05-01 07:00:01 10.0.0.9 /y\r\n2024-05-01 07:00:02 10.0`),
  Buffer.alloc(100),
]);

test('gives the same pieces wherever the bytes are cut', () => {
  const whole = read(odd, []);
  expect(whole.progress).toMatchObject({ lines: 17, directives: 3, blank: 2 });
  expect(whole.pending).toBe('2024-05-01 07:00:02 10.0');
  for (let at = 1; at < odd.length; at++) expect(read(odd, [at])).toEqual(whole);
});

test('gives the same pieces when every byte comes alone', () => {
  expect(read(odd, [...odd.keys()].slice(1))).toEqual(read(odd, []));
});

test('gives the same pieces of UTF-16 wherever the bytes are cut', () => {
  const text = `\ufeff${header}${record(1).replace('Apple', 'App\u0a0a\u4e16')}\r\n${record(2)}\r\n`;
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const [bytes, encoding] of [
    [little, 'utf-16le'],
    [big, 'utf-16be'],
  ] as const) {
    const whole = read(bytes, [], encoding);
    expect(whole.progress).toMatchObject({ lines: 6, directives: 4 });
    for (let at = 1; at < bytes.length; at += 5) expect(read(bytes, [at], encoding)).toEqual(whole);
  }
});

test('reads lines that end in a lone CR', () => {
  const bytes = Buffer.from(`${header}${record(1)}\r\n${record(2)}\r\n`.replaceAll('\n', ''));
  const whole = read(bytes, [], 'utf-8', true);
  // The last CR may be half of a CRLF: its line waits.
  expect(whole.progress).toMatchObject({ lines: 5, directives: 4 });
  for (let at = 1; at < bytes.length; at++) {
    expect(read(bytes, [at], 'utf-8', true)).toEqual(whole);
  }
});

test('keeps of a line too long only its beginning, whatever the chunks', () => {
  const long = record(2).replace('Hb900', 'x'.repeat(longestLine + 10));
  const bytes = Buffer.from(`${header}${record(1)}\r\n${long}\r\n${record(3)}\r\n`);
  const whole = read(bytes, []);
  expect(whole.progress.lines).toBe(7);
  expect(whole.lines.filter((line) => line.startsWith('too-long'))).toHaveLength(1);
  for (const step of [1000, 65_536, 1 << 20]) {
    const cuts = Array.from({ length: Math.floor(bytes.length / step) }, (_, i) => (i + 1) * step);
    expect(read(bytes, cuts)).toEqual(whole);
  }
});

test('counts every line of random bytes, in any chunks', () => {
  const part = fc.oneof(
    fc.constantFrom('\r\n', '\n', '\r', '\0', '#Fields: date time c-ip\r\n', '# x\n', ' ', 'a b c'),
    fc.constantFrom(record(1), record(2), '2024-05-01 07:00:00 ::1'),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 30 }),
      fc.array(fc.nat(400), { maxLength: 5 }),
      (parts, at) => {
        const bytes = Buffer.from(parts.join(''));
        const cuts = [...new Set(at.filter((each) => each > 0 && each < bytes.length))].sort(
          (a, b) => a - b,
        );
        const whole = read(bytes, []);
        expect(read(bytes, cuts)).toEqual(whole);
        const { lines, directives, blank } = whole.progress;
        expect(whole.lines).toHaveLength(lines - directives - blank);
      },
    ),
    { numRuns: 100 },
  );
});
