import type { Hash } from 'node:crypto';
import { RefusedFile } from '../parsers/format.ts';
import { fromUtf16, repairUtf8, type Encoding } from './encoding.ts';
import type { LogSource } from './source.ts';

// A line that does not end within this is no line of a text.
const longest = 64 << 20;

export interface TextLinesOptions {
  readonly encoding: Encoding;
  readonly crOnly: boolean;
  /** Length of the byte order mark. */
  readonly bom: number;
  /** Gets every byte. */
  readonly hash: Hash;
  /** Called as bytes are read. */
  readonly onBytes?: (bytes: number) => void;
}

/** All lines of a file as text, without line ends, without the NUL tail. */
export async function* textLines(
  source: LogSource,
  { encoding, crOnly, bom, hash, onBytes }: TextLinesOptions,
): AsyncGenerator<string> {
  const end = Buffer.from(crOnly ? '\r' : '\n', encoding === 'utf-8' ? 'utf8' : 'utf16le');
  if (encoding === 'utf-16be') end.swap16();
  let carry = Buffer.alloc(0);
  let toSkip = bom;
  for await (const chunk of source.read(0)) {
    hash.update(chunk);
    onBytes?.(chunk.length);
    const bytes = Buffer.concat([carry, chunk.subarray(toSkip)]);
    toSkip = Math.max(0, toSkip - chunk.length);
    const whole = endOfLast(bytes, end);
    if (whole > 0) yield* linesOf(bytes.subarray(0, whole - end.length), encoding, crOnly);
    carry = Buffer.from(bytes.subarray(whole));
    if (carry.length > longest) {
      throw new RefusedFile('too-long', `it has a line of more than ${longest} bytes`);
    }
  }
  const rest = decode(carry, encoding).replace(/\0+$/, '');
  if (rest !== '') yield* rest.split(crOnly ? '\r' : /\r?\n/);
}

function endOfLast(bytes: Buffer, end: Buffer): number {
  for (let from = bytes.length; from >= 0; from--) {
    from = bytes.lastIndexOf(end, from);
    if (from < 0) return 0;
    if (from % end.length === 0) return from + end.length;
  }
  return 0;
}

function linesOf(bytes: Buffer, encoding: Encoding, crOnly: boolean): string[] {
  const text = decode(bytes, encoding);
  return crOnly
    ? text.split('\r')
    : text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

function decode(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'utf-8') return repairUtf8(bytes).toString('utf8');
  return fromUtf16(bytes.subarray(0, bytes.length & ~1), encoding).toString('utf8');
}
