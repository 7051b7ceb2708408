import {
  kindOfToken,
  NAME,
  NUMBER,
  ONLY,
  parameterNamed,
  placeOfToken,
  tokenNamed,
  WHOLE,
} from './names';
import {
  arrLogIdPlace,
  correlationPlace,
  logPlace,
  policyKeyPlace,
  requestIdPlace,
  versionPlace,
} from './places';
import { holds, lettersAt, parameterStop, tokenEnd, wordAt } from './scan';
import { addTransfer, clearTransfers } from './transfers';

// Finds parameters and tokens of a query by one pass over its bytes, with the rules of `parseEasQuery`
// and `parseLogText`. Nothing is copied.

/** Places of values, as many as `query-names.ts` has and some. */
export const PLACES: i32 = 32;
const MOST_RUNS: i32 = 256;
/** Digits of a number that is exact in 64 bits. */
const MOST_DIGITS: usize = 15;
/** Most digits that surely fit 32 bits. */
export const SMALL_DIGITS: usize = 9;
/** Of a number that is negative or has more digits. */
export const INEXACT: i64 = -1;

const PERCENT: i8 = 37;
const MINUS: u8 = 45;
const ZERO: u8 = 48;
const ONE: u8 = 49;
const COLON: u8 = 58;
const EQUALS: u8 = 61;
const AMPERSAND: u8 = 38;
const UNDERSCORE: u8 = 95;

/** Where values start, 0 = absent, and end; i32 each. */
export const cutStarts: usize = memory.data(4 * 32);
export const cutEnds: usize = memory.data(4 * 32);
/** What number tokens say; i64 each. */
const numbers: usize = memory.data(8 * 32);
/** Where the log text without the tokens that have a column lies: starts and ends in turn, i32 each. */
const runs: usize = memory.data(8 * 256);
let runTotal: i32 = 0;

export function cutStart(place: i32): usize {
  return load<u32>(cutStarts + ((<usize>place) << 2));
}
export function cutEnd(place: i32): usize {
  return load<u32>(cutEnds + ((<usize>place) << 2));
}
/** Whether the value is there and not empty. */
export function hasCut(place: i32): bool {
  const start = cutStart(place);
  return start != 0 && start < cutEnd(place);
}
export function cutNumber(place: i32): i64 {
  return load<i64>(numbers + ((<usize>place) << 3));
}
export function runCount(): i32 {
  return runTotal;
}
export function runStart(i: i32): usize {
  return load<u32>(runs + ((<usize>i) << 3));
}
export function runEnd(i: i32): usize {
  return load<u32>(runs + ((<usize>i) << 3), 4);
}
/** Whether a front end wrote the line: `CorrelationID` or `cafeReqId` is there. */
export function isFront(): bool {
  return cutStart(requestIdPlace) != 0 || cutStart(correlationPlace) != 0;
}

/** Whether IIS wrote the line as a reverse proxy: `X-ARR-LOG-ID` is there. */
export function isProxy(): bool {
  return cutStart(arrLogIdPlace) != 0;
}

/** Whether a name of no place is escaped, which may hide one that has a place. */
export let hasEscapedName: bool = false;

export function clearCuts(): void {
  hasEscapedName = false;
  memory.fill(cutStarts, 0, 4 * PLACES);
  runTotal = 0;
  clearTransfers();
}

function setCut(place: i32, from: usize, to: usize): void {
  store<u32>(cutStarts + ((<usize>place) << 2), <u32>from);
  store<u32>(cutEnds + ((<usize>place) << 2), <u32>to);
}

/**
 * Reads a query up to the blank or the line's end after it; gives its end, 0 where it is not regular:
 * not plain ASCII, or with two log texts.
 */
export function readQuery(from: usize): usize {
  clearCuts();
  let start = from;
  let key: usize = 0;
  let i = from;
  while (true) {
    i = parameterStop(i);
    if (i == 0) return 0;
    const byte = load<u8>(i);
    if (byte == EQUALS) {
      if (key == 0) {
        key = i;
        if (i - start == 3 && isLog(start)) {
          i = readLog(i + 1);
          if (i == 0) return 0;
          key = 0;
          start = i;
          continue;
        }
      }
      i++;
      continue;
    }
    if (key != 0) readParameter(start, key, i);
    if (byte != AMPERSAND) return i;
    start = ++i;
    key = 0;
  }
}

function isLog(at: usize): bool {
  return (wordAt(at, 3) | 0x202020) == 0x676f6c;
}

function readParameter(start: usize, key: usize, end: usize): void {
  const place = parameterNamed(start, <i32>(key - start));
  if (place < 0 && !hasEscapedName) hasEscapedName = holds(start, key, PERCENT);
  // Of cafeReqId the last counts, of the others the first.
  if (place >= 0 && (place == requestIdPlace || cutStart(place) == 0)) setCut(place, key + 1, end);
}

/** The log text from `from` on, its tokens that have a column and what is left; its end, or 0. */
function readLog(from: usize): usize {
  if (cutStart(logPlace) != 0) return 0;
  let kept = from;
  let i = from;
  while (true) {
    const start = i;
    i = readToken(start);
    if (i == 0) return 0;
    if (isNamed) {
      if (start > kept && !keep(kept, start)) return 0;
      kept = i + 1;
    }
    if (load<u8>(i) != UNDERSCORE) break;
    i++;
  }
  if (!isNamed && i > kept) {
    if (!keep(kept, i)) return 0;
  } else if (isNamed && runTotal > 0) {
    // The `_` before a dropped last token goes with it.
    const last = runs + ((<usize>(runTotal - 1)) << 3);
    store<u32>(last, load<u32>(last, 4) - 1, 4);
  }
  setCut(logPlace, from, i);
  return i;
}

function keep(from: usize, to: usize): bool {
  if (runTotal == MOST_RUNS) return false;
  const run = runs + ((<usize>runTotal) << 3);
  runTotal++;
  store<u32>(run, <u32>from);
  store<u32>(run, <u32>to, 4);
  return true;
}

/** Whether a column holds the value of the token read last (`leftover.ts`). */
let isNamed: bool = false;

/** Reads the token at `start`; gives its end, 0 where the log text is not regular. */
function readToken(start: usize): usize {
  isNamed = false;
  const letters = lettersAt(start);
  const after = start + letters;
  if (letters == 0 || letters > 8) return tokenEnd(start);
  let name = letters == 8 ? load<u64>(start) : wordAt(start, letters);
  const byte = load<u8>(after);
  let value = after;
  if (byte == COLON) value = after + 1;
  else if (byte == ONE && load<u8>(after + 1) == COLON) {
    if (letters == 8) return tokenEnd(after);
    name |= (<u64>ONE) << (letters << 3);
    value = after + 2;
  }
  const entry = tokenNamed(name);
  if (entry == 0) return tokenEnd(after);
  const kind = kindOfToken(entry);
  const place = placeOfToken(entry);
  if (kind >= WHOLE) {
    const end = tokenEnd(after);
    const isTold = kind != ONLY || (end == value + 1 && load<u8>(value) == place);
    if (isTold && !addTransfer(start, kind == NAME ? after : end)) return 0;
    return end;
  }
  if (kind == NUMBER) return readNumber(place, value);
  const end = tokenEnd(value);
  isNamed = value > after && end > value;
  if (isNamed && cutStart(place) == 0) setCut(place, value, end);
  return end;
}

/** `-?[0-9]+` up to the token's end is taken, anything else passed over. */
function readNumber(place: i32, from: usize): usize {
  const first = load<u8>(from) == MINUS ? from + 1 : from;
  let number: i64 = 0;
  let i = first;
  let byte = load<u8>(i);
  for (; <u8>(byte - ZERO) <= 9; byte = load<u8>(++i)) number = number * 10 + (byte - ZERO);
  const end = byte == UNDERSCORE ? i : tokenEnd(i);
  if (end != i || i == first) return end;
  isNamed = first == from && fits(place, i - first);
  if (cutStart(place) == 0) {
    setCut(place, from, i);
    const isExact = first == from && i - first <= MOST_DIGITS;
    store<i64>(numbers + ((<usize>place) << 3), isExact ? number : INEXACT);
  }
  return end;
}

/** Whether the column of that place surely holds a number of so many digits. */
function fits(place: i32, digits: usize): bool {
  if (place == versionPlace) return digits == 2 || digits == 3;
  return digits <= SMALL_DIGITS || place == policyKeyPlace;
}
