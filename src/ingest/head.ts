import path from 'node:path';
import type { Head } from '../parsers/format.ts';
import { detectEncoding, fromUtf16, repairUtf8, type Encoding } from './encoding.ts';
import type { LogSource } from './source.ts';

/** What the first bytes of a file tell. */
export interface FileHead {
  /** What was read, from the beginning of the file. */
  readonly start: Buffer;
  /** That is all of the file. */
  readonly isWhole: boolean;
  /** The first 64 KiB from where anything is written. */
  readonly bytes: Buffer;
  readonly encoding: Encoding;
  /** Length of the byte order mark at the beginning of the file. */
  readonly bom: number;
  /** There are CRs and no LF. */
  readonly crOnly: boolean;
  readonly head: Head;
  readonly isBinary: boolean;
  /** Nothing but blank lines: how many; null where there is more. */
  readonly blankLines: number | null;
}

const headSize = 65_536;
// Where nothing is written for longer than this, nothing will be.
const mostBlank = 16 << 20;

/** Reads the first 64 KiB from where anything is written. */
export async function readHead(source: LogSource): Promise<FileHead> {
  let start = Buffer.alloc(0);
  let written = -1;
  let isWhole = true;
  for await (const chunk of source.read(0)) {
    const looked = start.length;
    start = Buffer.concat([start, chunk]);
    if (written < 0) written = firstWritten(start, Math.max(looked, detectEncoding(start).bom));
    const isEnough = written >= 0 ? start.length >= written + headSize : start.length >= mostBlank;
    if (isEnough) {
      isWhole = false;
      break;
    }
  }
  const { encoding, bom } = detectEncoding(start);
  const from = textStart(start, bom, encoding);
  const head = start.subarray(from, from + headSize);
  return {
    start,
    isWhole,
    bytes: head,
    encoding,
    bom,
    crOnly: isCrOnly(head, encoding),
    head: { fileName: path.basename(source.path), lines: linesOf(head, encoding) },
    isBinary: encoding === 'utf-8' && looksBinary(head),
    blankLines: isWhole ? blankLines(start, bom) : null,
  };
}

function isCrOnly(head: Buffer, encoding: Encoding): boolean {
  return encoding === 'utf-8' && !head.includes(10) && head.includes(13);
}

/** Where anything is written: a crash may have left more NULs before the first line than we look at. */
function textStart(bytes: Buffer, bom: number, encoding: Encoding): number {
  const first = firstWritten(bytes, bom);
  if (first < 0) return bom;
  return encoding === 'utf-8' ? first : first - ((first - bom) % 2);
}

/** The place of the first byte from `from` on that is neither NUL nor blank; -1 where there is none. */
function firstWritten(bytes: Buffer, from: number): number {
  const blanks = [0, 9, 10, 13, 32];
  return bytes.findIndex((byte, at) => at >= from && !blanks.includes(byte));
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
