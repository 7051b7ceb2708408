import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Head } from '../parsers/format.ts';
import { detectEncoding, fromUtf16, repairUtf8, type Encoding } from './encoding.ts';
import type { LogSource } from './source.ts';

/** What the first bytes of a file tell. */
export interface FileHead {
  /** From where anything is written. */
  readonly bytes: Buffer;
  readonly encoding: Encoding;
  /** Length of the byte order mark at the beginning of the file. */
  readonly bom: number;
  /** There are CRs and no LF. */
  readonly crOnly: boolean;
  readonly head: Head;
  /** sha256 through the first data line (contract.md section 5); null where there is none yet. */
  readonly identity: string | null;
  readonly isBinary: boolean;
  /** Nothing but blank lines: how many; null where there is more. */
  readonly blankLines: number | null;
}

const headSize = 65_536;
// A header longer than this has no end.
const identitySize = 16 << 20;

/** Reads the first 64 KiB, and more only while no data line has come. */
export async function readHead(source: LogSource, final: boolean): Promise<FileHead> {
  let bytes = Buffer.alloc(0);
  let identity: string | null = null;
  let ended = true;
  for await (const chunk of source.read(0)) {
    bytes = Buffer.concat([bytes, chunk.subarray(0, identitySize - bytes.length)]);
    if (bytes.length < headSize) continue;
    identity = identityOf(bytes, false);
    if (identity !== null || bytes.length >= identitySize) {
      ended = false;
      break;
    }
  }
  if (ended) identity = identityOf(bytes, final || source.compressed);
  const { encoding, bom } = detectEncoding(bytes);
  const from = textStart(bytes, bom, encoding);
  const head = bytes.subarray(from, from + headSize);
  return {
    bytes: head,
    encoding,
    bom,
    crOnly: isCrOnly(head, encoding),
    head: { fileName: path.basename(source.path), lines: linesOf(head, encoding) },
    identity,
    isBinary: encoding === 'utf-8' && looksBinary(head),
    blankLines: ended ? blankLines(bytes, bom) : null,
  };
}

function isCrOnly(head: Buffer, encoding: Encoding): boolean {
  return encoding === 'utf-8' && !head.includes(10) && head.includes(13);
}

/** Where anything is written: a crash may have left more NULs before the first line than we look at. */
function textStart(bytes: Buffer, bom: number, encoding: Encoding): number {
  const blanks = [0, 9, 10, 13, 32];
  const first = bytes.findIndex((byte, at) => at >= bom && !blanks.includes(byte));
  if (first < 0) return bom;
  return encoding === 'utf-8' ? first : first - ((first - bom) % 2);
}

function linesOf(head: Buffer, encoding: Encoding): string[] {
  const text =
    encoding === 'utf-8'
      ? repairUtf8(head).toString('utf8')
      : fromUtf16(head.subarray(0, head.length & ~1), encoding).toString('utf8');
  const lines = text.replace(/\0+$/, '').split(/\r\n|\n|\r/);
  // The last one may be cut by the 64 KiB.
  if (lines.length > 1) lines.pop();
  return lines;
}

/** IIS makes its files before it writes to them, and a power cut leaves NULs: that is no fault. */
function blankLines(bytes: Buffer, bom: number): number | null {
  let ends = 0;
  let last = 10;
  for (const byte of bytes.subarray(bom)) {
    if (byte === 0) continue;
    if (byte !== 9 && byte !== 10 && byte !== 13 && byte !== 32) return null;
    if (byte === 10) ends++;
    last = byte;
  }
  return ends + (last === 10 ? 0 : 1);
}

/** Control characters no text has, other than the NULs of a tail or a hole. */
function looksBinary(head: Buffer): boolean {
  let odd = 0;
  let nul = 0;
  for (const byte of head) {
    if (byte === 0) nul++;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) odd++;
  }
  const text = head.length - nul;
  return head.length > 0 && (odd > text * 0.02 || (nul > 0 && text < 8 && head.length < headSize));
}

/** The hash through the first data line without its line end; null where none has ended yet. */
function identityOf(bytes: Buffer, final: boolean): string | null {
  const { encoding, bom } = detectEncoding(bytes);
  const unit = encoding === 'utf-8' ? 1 : 2;
  const end = isCrOnly(bytes, encoding) ? 13 : 10;
  let from = bom;
  while (from < bytes.length) {
    let to = indexOfUnit(bytes, end, from, encoding);
    const isWhole = to >= 0;
    // A log that is being written may end within a code unit.
    if (to < 0) to = bytes.length - ((bytes.length - from) % unit);
    let last = to;
    if (!isWhole) while (last > from && bytes[last - 1] === 0) last--;
    if (unit === 2 && (last - from) % 2 === 1) last++;
    if (last >= from + unit && codeUnit(bytes, last - unit, encoding) === 13) last -= unit;
    if (isData(bytes.subarray(from, last), encoding)) {
      if (!isWhole && !final) return null;
      return createHash('sha256').update(bytes.subarray(0, last)).digest('hex');
    }
    from = to + unit;
  }
  return null;
}

function isData(line: Buffer, encoding: Encoding): boolean {
  const text =
    encoding === 'utf-8' ? line.toString('latin1') : fromUtf16(line, encoding).toString();
  const bare = text.replace(/\0/g, '').trim();
  return bare !== '' && !bare.startsWith('#');
}

function indexOfUnit(bytes: Buffer, unit: number, from: number, encoding: Encoding): number {
  if (encoding === 'utf-8') return bytes.indexOf(unit, from);
  const pattern = encoding === 'utf-16le' ? Buffer.from([unit, 0]) : Buffer.from([0, unit]);
  for (let at = from; ; at++) {
    at = bytes.indexOf(pattern, at);
    if (at < 0 || at % 2 === 0) return at;
  }
}

function codeUnit(bytes: Buffer, at: number, encoding: Encoding): number | undefined {
  if (encoding === 'utf-8') return bytes[at];
  return encoding === 'utf-16le' ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
}
