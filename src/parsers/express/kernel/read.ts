import { newRow } from './host';
import {
  addNumber,
  addPart,
  beginKey,
  findKey,
  forget,
  KeyTable,
  newKeyTable,
  putKey,
} from './keys';
import {
  agentPlace,
  customPlaces,
  endpointPlaces,
  fileId,
  numberPlace,
  originPlaces,
  period,
  queryPlace,
  userPlace,
  wanted,
} from './layout';
import {
  base64Number,
  digits,
  fieldStart,
  fieldStop,
  flags,
  hasField,
  isEas,
  lead,
  nextLine,
  readStem,
  readTime,
  readWholeQuery,
  split,
} from './line';
import {
  cutEnd,
  cutNumber,
  cutStart,
  hasCut,
  INEXACT,
  isFront,
  runCount,
  runEnd,
  runStart,
} from './query';
import {
  appendText,
  beginText,
  commit,
  integersNow,
  largesNow,
  NO_INTEGER,
  NO_LARGE,
  Table,
  textOf,
} from './table';

// Reads lines in which nothing is unusual into the columns of a table, several times faster than SQL.

const LONGEST: usize = 1 << 16;
// Most decimal digits that surely fit 32 and 64 bits.
const SMALL_DIGITS: usize = 9;
const LARGE_DIGITS: usize = 15;
const SEMICOLON: u8 = 59;
const DIMENSIONS: i32 = 3;
/** Columns before the ids, and before the numbers. */
const FIRST_ID: i32 = 2;
const FIRST_NUMBER: i32 = 5;

const clients = newKeyTable();
const endpoints = newKeyTable();
const origins = newKeyTable();

/** Places of query values, as `query-names.ts` has them; each list after its length. i32. */
export const numberCuts: usize = memory.data(4 * 17);
export const clientCuts: usize = memory.data(4 * 17);
export const endpointCuts: usize = memory.data(4 * 17);
let heartbeatPlace: i32 = 0;
let logPlace: i32 = 0;
let requestIdPlace: i32 = 0;

export function namePlacesOfRow(log: i32, requestId: i32, heartbeat: i32): void {
  logPlace = log;
  requestIdPlace = requestId;
  heartbeatPlace = heartbeat;
}

/** Lines that were read, of the last call of `readLines`. */
export let linesRead: i32 = 0;

/** Numbers all shared values anew. */
export function forgetValues(): void {
  forget(clients);
  forget(endpoints);
  forget(origins);
}

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
  store<i32>(integersNow, fileId());
  store<i32>(integersNow, lineNo, 4);
  store<i64>(largesNow, <i64>seconds * 1_000_000);
  if (!readNumbers() || !readIds()) return false;
  putLog(table);
  putRequestId(table);
  const custom = customPlaces();
  for (let i = 0; i < custom.length; i++) putField(table, custom.get(i), 2 + i);
  commit(table);
  return true;
}

function setInteger(column: i32, value: i32): void {
  store<i32>(integersNow + ((<usize>column) << 2), value);
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
    store<i64>(largesNow + ((<usize>i) << 3), number == -1 ? NO_LARGE : number, 8);
  }
  return true;
}

function readIds(): bool {
  addClientKey();
  if (!readId(clients, 0)) return false;
  addEndpointKey();
  if (!readId(endpoints, 1)) return false;
  beginKey(0);
  const places = originPlaces();
  for (let i = 0; i < places.length; i++) addField(places.get(i));
  return readId(origins, 2);
}

function readId(table: KeyTable, dimension: i32): bool {
  let id = findKey(table);
  if (id < 0) {
    id = newRow(dimension);
    if (id < 0) return false;
    putKey(table, id);
  }
  setInteger(FIRST_ID + dimension, id);
  return true;
}

/** Adds a field of the line to the key; one that is not logged is as if it were `-`. */
function addField(place: i32): void {
  if (hasField(place)) addPart(fieldStart(place), fieldStop(place) - fieldStart(place));
  else addPart(0, 0);
}

function addCuts(list: usize): void {
  const count = load<i32>(list);
  for (let i = 0; i < count; i++) {
    const place = load<i32>(list + ((<usize>i) << 2), 4);
    const start = cutStart(place);
    if (start == 0) addNumber(0);
    else addPart(start, cutEnd(place) - start);
  }
}

/** All of the line on which the columns of `request_clients` hang. */
function addClientKey(): void {
  beginKey(isEas() ? 1 : 0);
  addField(userPlace());
  addField(agentPlace());
  if (!isEas()) return;
  addCuts(clientCuts);
  addNumber(base64Number >>> 5);
}

/** All of the line on which the columns of `request_endpoints` hang. */
function addEndpointKey(): void {
  const isLed = changetype<usize>(lead) != 0;
  beginKey((isEas() ? 1 : 0) | (isFront() ? 2 : 0) | (isLed ? 4 : 0));
  // What the file is called hangs on it: its server, its site.
  addNumber(fileId());
  const places = endpointPlaces();
  const query = queryPlace();
  if (isLed) addNumber(lead.id);
  for (let i = 0; i < places.length; i++) {
    const place = places.get(i);
    if (!isLed || place > query) addField(place);
  }
  if (!isEas()) return;
  addCuts(endpointCuts);
  addNumber(base64Number & 31);
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
