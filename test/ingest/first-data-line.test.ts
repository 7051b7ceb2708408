import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FirstDataLine } from '../../src/ingest/first-data-line.ts';
import type { Encoding } from '../../src/ingest/encoding.ts';

/** The same by hand: the text up to the end of its first data line; undefined where none has ended. */
function throughFirst(text: string, crOnly: boolean): string | undefined {
  let before = '';
  for (const [whole, line = ''] of text.matchAll(crOnly ? /([^\r\n]*)[\r\n]/g : /([^\n]*)\n/g)) {
    const isData = line.split('\r').some((part) => /^(?!#)./s.test(bare(part)));
    if (isData) return before + line.replace(/\r$/, '');
    before += whole;
  }
  return undefined;
}

const bare = (text: string): string => text.replaceAll('\0', '').trim();

function bytesOf(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'latin1');
  const little = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? little : little.swap16();
}

function endOf(line: FirstDataLine, bytes: Buffer, sizes: readonly number[]): number | undefined {
  let from = 0;
  for (let i = 0; from < bytes.length; i++) {
    const to = from + (sizes[i % sizes.length] ?? 1);
    const end = line.push(bytes.subarray(from, to));
    if (end !== undefined) return end;
    from = to;
  }
  return undefined;
}

test('finds the end of the first data line wherever the bytes are cut', () => {
  const text = fc
    .array(fc.constantFrom('#', 'a', ' ', '\t', '\0', '\r', '\n', '\r\n', '#Fields: a\r\n', 'b c'))
    .map((parts) => parts.join(''));
  const encoding = fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be');
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(text, encoding, fc.boolean(), sizes, (log, coding, crOnly, cuts) => {
      const bom = coding === 'utf-8' ? 0 : 2;
      const end = endOf(new FirstDataLine(coding, crOnly, bom), bytesOf(log, coding), cuts);
      const through = throughFirst(log, crOnly);
      const expected = through === undefined ? undefined : bom + bytesOf(through, coding).length;
      expect(end).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test('leaves the NUL tail and a line end that is half there out of a line that the file ends with', () => {
  const ends = ['#a\r\nb c', '#a\r\nb c\r', '#a\r\nb c\0\0', '#a\r\nb c\r\0'].map((text) => {
    const line = new FirstDataLine('utf-16le', false, 2);
    expect(line.push(bytesOf(text, 'utf-16le'))).toBeUndefined();
    return line.end();
  });
  expect(ends).toEqual([16, 16, 16, 16]);
  const comment = new FirstDataLine('utf-8', false, 0);
  expect(comment.push(Buffer.from('#a\r\n#b'))).toBeUndefined();
  expect(comment.end()).toBeUndefined();
});
