import { readIds } from './ids';
import { customPlaces, fileId, numberPlace, period, wanted } from './layout';
import {
  digits,
  fieldStart,
  fieldStop,
  flags,
  hasField,
  isEas,
  nextLine,
  readStem,
  readWholeQuery,
  split,
} from './line';
import { heartbeatPlace, logPlace, requestIdPlace } from './places';
import {
  cutEnd,
  cutNumber,
  cutStart,
  hasCut,
  INEXACT,
  runCount,
  runEnd,
  runStart,
  SMALL_DIGITS,
} from './query';

import {
  appendText,
  beginText,
  commit,
  NO_INTEGER,
  NO_LARGE,
  setInteger,
  setLarge,
  Table,
  textOf,
} from './table';
import { readTime } from './time';

// Reads lines in which nothing is unusual into the columns of a table, several times faster than SQL.

const LONGEST: usize = 1 << 16;
/** Most digits that surely fit 64 bits. */
const LARGE_DIGITS: usize = 15;
const SEMICOLON: u8 = 59;
/** Columns before the numbers. */
const FIRST_NUMBER: i32 = 6;

/** Places of the number tokens that are columns, after how many there are (`query-names.ts`). i32. */
export const numberCuts: usize = memory.data(4 * 17);

/** Lines that were read, of the last call of `readLines`. */
export let linesRead: i32 = 0;

/**
 * Reads the lines from `from` on, the first of which has number `lineNo`, up to `end`, a line that is
 * not regular, or a full table; where it stopped.
 */
export function readLines(table: Table, from: usize, end: usize, lineNo: i32): usize {
  let at = from;
  linesRead = 0;
  while (at < end && table.isFull == 0) {
    if (!readLine(table, at, end, lineNo + linesRead)) break;
    linesRead++;
    at = nextLine;
  }
  return at;
}

function readLine(table: Table, from: usize, end: usize, lineNo: i32): bool {
  if (!split(from, end) || nextLine - from > LONGEST) return false;
  const seconds = readTime();
  if (seconds != seconds) return false;
  readStem();
  const flagsWanted = wanted();
  if (flagsWanted != 0 && (flags & flagsWanted) == 0) return true;
  if (seconds < load<f64>(period) || seconds >= load<f64>(period, 8)) return true;
  if (!readWholeQuery()) return false;
  setInteger(0, fileId());
  setInteger(1, lineNo);
  setLarge(0, <i64>seconds * 1_000_000);
  if (!readNumbers() || !readIds()) return false;
  putLog(table);
  putRequestId(table);
  const custom = customPlaces();
  for (let i = 0; i < custom.length; i++) putField(table, custom.get(i), 2 + i);
  commit(table);
  return true;
}

/** All but the first two numbers, the ids and the time, in the order of the columns. */
function readNumbers(): bool {
  let column = FIRST_NUMBER;
  for (let i = 0; i < 2; i++) {
    const number = digits(numberPlace(i), SMALL_DIGITS);
    if (number == -2) return false;
    setInteger(column++, <i32>number);
  }
  const count = load<i32>(numberCuts);
  const hasQuery = isEas();
  for (let i = 0; i < count; i++) {
    const place = load<i32>(numberCuts + ((<usize>i) << 2), 4);
    let number = NO_INTEGER;
    const start = cutStart(place);
    if (hasQuery && start != 0) {
      const exact = cutNumber(place);
      if (exact == INEXACT || cutEnd(place) - start > SMALL_DIGITS) return false;
      number = <i32>exact;
      if (number == 0 && place == heartbeatPlace) number = NO_INTEGER;
    }
    setInteger(column++, number);
  }
  for (let i = 0; i < 4; i++) {
    const number = digits(numberPlace(2 + i), LARGE_DIGITS);
    if (number == -2) return false;
    setLarge(1 + i, number == -1 ? NO_LARGE : number);
  }
  return true;
}

function putLog(table: Table): void {
  if (!isEas() || !hasCut(logPlace)) return;
  const text = textOf(table, 0);
  beginText(text);
  for (let i = 0; i < runCount(); i++) appendText(text, runStart(i), runEnd(i) - runStart(i));
}

/** `cafeReqId` without the `;` and what follows it. */
function putRequestId(table: Table): void {
  if (!hasCut(requestIdPlace)) return;
  const from = cutStart(requestIdPlace);
  const end = cutEnd(requestIdPlace);
  let to = from;
  while (to < end && load<u8>(to) != SEMICOLON) to++;
  if (to == from) return;
  const text = textOf(table, 1);
  beginText(text);
  appendText(text, from, to - from);
}

function putField(table: Table, place: i32, column: i32): void {
  if (!hasField(place)) return;
  const text = textOf(table, column);
  beginText(text);
  appendText(text, fieldStart(place), fieldStop(place) - fieldStart(place));
}
