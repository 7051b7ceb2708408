// Looks at every byte of a log: may DuckDB scan it where it is, and is each of its lines regular? 64
// bytes at a time become masks of where blanks and line ends stand.

import { directive, isDay } from './host';
import { bytesEqual, hasBytesBelow, STEP } from './masks';

const LF: u8 = 10;
const CR: u8 = 13;
const BLANK: u8 = 32;
const HASH: u8 = 35;
const BYTE_ORDER_MARK: u8 = 0xef;
const LONGEST_LINE: usize = 1 << 20;

export let dataLines: u32 = 0;
export let lines: u32 = 0;
/** Every data line so far has its values between single blanks, and a day and time in front. */
export let isRegular: bool = true;

let endsInCrLf: bool = false;
let hasDirectives: bool = false;
let hasSchema: bool = false;
let blanksOfLine: i32 = 0;
let hasEmptyLines: bool = false;
/** The day of the line before. */
let day: u64 = 0;
let dayEnd: u16 = 0;

/** Room for logs, never given back. */
export function reserve(bytes: usize): usize {
  return heap.alloc(bytes + STEP);
}

/** Forgets what was seen, before another log. */
export function begin(crLf: bool, withDirectives: bool): void {
  dataLines = 0;
  lines = 0;
  isRegular = true;
  endsInCrLf = crLf;
  hasDirectives = withDirectives;
  hasSchema = false;
  hasEmptyLines = false;
  day = 0;
  dayEnd = 0;
}

/** How many values data lines have from here on; 0 = nobody can say whether they are regular. */
export function expectValues(values: i32): void {
  hasSchema = true;
  if (values == 0) isRegular = false;
  blanksOfLine = values - 1;
}

/** Takes whole lines of UTF-8; false where the log cannot be scanned in place. */
export function take(start: usize, end: usize): bool {
  let from = start;
  let blanks: i32 = 0;
  let runs: u64 = 0;
  let blankBefore: u64 = 0;
  let crBefore: u64 = 0;
  for (let at = start; at < end; at += STEP) {
    const left = end - at;
    const valid: u64 = left >= STEP ? ~(<u64>0) : ((<u64>1) << left) - 1;
    let ends: u64 = 0;
    let returns: u64 = 0;
    // Most steps lie within a line.
    if (hasBytesBelow(at, CR + 1)) {
      // DuckDB is told that 0x01 stands between columns.
      if (((bytesEqual(at, 0) | bytesEqual(at, 1)) & valid) != 0) return false;
      ends = bytesEqual(at, LF) & valid;
      returns = bytesEqual(at, CR) & valid;
    }
    if (endsInCrLf) {
      if (((returns << 1) | crBefore) != ends) return false;
      crBefore = returns >> 63;
    } else if (returns != 0) return false;
    let blank = bytesEqual(at, BLANK) & valid;
    let run = blank & ((blank << 1) | blankBefore);
    blankBefore = blank >> 63;
    while (ends != 0) {
      const place = ctz(ends);
      const below = ((<u64>1) << place) - 1;
      const isOdd = (runs | (run & below)) != 0;
      const to = at + <usize>place;
      if (!line(from, endsInCrLf ? to - 1 : to, blanks + <i32>popcnt(blank & below), isOdd)) {
        return false;
      }
      blank &= ~below;
      run &= ~below;
      blanks = 0;
      runs = 0;
      from = to + 1;
      ends &= ends - 1;
    }
    blanks += <i32>popcnt(blank);
    runs |= run;
  }
  return crBefore == 0 && (from >= end || line(from, end, blanks, runs != 0));
}

function line(from: usize, to: usize, blanks: i32, hasRuns: bool): bool {
  lines++;
  if (to <= from) {
    hasEmptyLines = true;
    return true;
  }
  if (to - from > LONGEST_LINE) return false;
  const first = load<u8>(from);
  if (first == HASH && hasDirectives) return directive(from, to);
  // A blank or a byte order mark in front: the clean copy knows what to do with them. DuckDB passes over
  // empty lines, which would put off the numbers of those below.
  if (first <= BLANK || first == BYTE_ORDER_MARK || hasEmptyLines || !hasSchema) return false;
  dataLines++;
  if (isRegular) {
    isRegular =
      blanks == blanksOfLine &&
      !hasRuns &&
      load<u8>(to - 1) != BLANK &&
      to - from > 20 &&
      isMoment(from);
  }
  return true;
}

/** `2024-05-01 07:08:09 `: a day, a time without fractions, and a value behind them. */
function isMoment(at: usize): bool {
  if (load<u64>(at) != day || load<u16>(at + 8) != dayEnd) {
    if (!isDay(at)) return false;
    day = load<u64>(at);
    dayEnd = load<u16>(at + 8);
  }
  if (load<u8>(at + 10) != BLANK || load<u8>(at + 19) != BLANK) return false;
  // What differs from `00:00:00`: 0 to 9 for digits, nothing for colons.
  const time = load<u64>(at + 11) ^ 0x30303a30303a3030;
  // The sums carry into the high halves where a digit is too large: 9, and 5 for tens.
  const sums = time + 0x060a0f060a0f0606;
  if (((time | sums) & 0xf0f0f0f0f0f0f0f0) != 0) return false;
  return (time & 0xf) * 10 + ((time >> 8) & 0xf) < 24;
}
