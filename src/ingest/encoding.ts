import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding of a file from its first bytes; a single invalid line is repaired, not detected. */
export function detectEncoding(head: Buffer): { encoding: Encoding; bom: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { encoding: 'utf-8', bom: 3 };
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2 };
  return { encoding: withoutBom(head), bom: 0 };
}

/** UTF-16 without a mark: nearly every second byte of a Latin text is zero. */
function withoutBom(head: Buffer): Encoding {
  const length = Math.min(head.length & ~1, 512);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) evenZeros++;
    if (head[i + 1] === 0) oddZeros++;
  }
  const most = (length / 2) * 0.9;
  if (length >= 16 && oddZeros >= most && evenZeros === 0) return 'utf-16le';
  if (length >= 16 && evenZeros >= most && oddZeros === 0) return 'utf-16be';
  return 'utf-8';
}

/** UTF-16 bytes (whole code units) as UTF-8. */
export function fromUtf16(bytes: Buffer, encoding: Encoding): Buffer {
  const little = encoding === 'utf-16le' ? bytes : Buffer.from(bytes).swap16();
  return Buffer.from(little.toString('utf16le'), 'utf8');
}

/** Well-formed UTF-8: what is none is taken for Windows-1252, byte by byte, the rest stays. */
export function repairUtf8(line: Buffer): Buffer {
  if (isUtf8(line)) return line;
  const parts: Buffer[] = [];
  let from = 0;
  while (from < line.length) {
    let good = from;
    while (good < line.length) {
      const length = sequenceLength(line, good);
      if (length === 0) break;
      good += length;
    }
    if (good > from) parts.push(line.subarray(from, good));
    if (good < line.length) parts.push(Buffer.from(windows1252(line[good] ?? 0), 'utf8'));
    from = good + 1;
  }
  return Buffer.concat(parts);
}

/** The length of the well-formed sequence at `at`; 0 where there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))
    ? length
    : 0;
}

// 0x80-0x9f, where Windows-1252 differs from Latin-1; five of them are undefined.
const upper =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd' +
  '\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178';

function windows1252(byte: number): string {
  return byte >= 0x80 && byte <= 0x9f ? (upper[byte - 0x80] ?? '') : String.fromCharCode(byte);
}
