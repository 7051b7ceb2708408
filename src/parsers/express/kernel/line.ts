import { base64, stemFlags } from './host';
import { addPart, beginKey, findKey, newKeyTable, putKey } from './keys';
import { hasLead, queryPlace, stemPlace, valueCount } from './layout';
import { findLead, Lead, leadStart, putLead } from './leads';
import { logPlace, versionPlace } from './places';
import {
  clearCuts,
  cutStart,
  hasCut,
  hasEscapedName,
  readQuery,
  runCount,
  runStart,
} from './query';
import { fieldEnd } from './scan';

// The line being read: where its fields and the parts of its query lie.

const LF: u8 = 10;
const CR: u8 = 13;
const BLANK: u8 = 32;
const HASH: u8 = 35;
const AMPERSAND: u8 = 38;
const MINUS: u8 = 45;
const ZERO: u8 = 48;
const LETTER_V: u8 = 86;
const LETTER_E: u8 = 101;
/** `2024-05-01 ` and `2024-05-01 07:00:00 `. */
export const TIME_AT: usize = 11;
const LEAD_AT: usize = 20;
export const EAS: i32 = 1;

/** Where fields start, i32 each, and one past the end of the last. */
export const starts: usize = memory.data(4 * 513);
/** Behind the LF of the line. */
export let nextLine: usize = 0;
/** The fields between time and query, where they are all of the server's side and remembered. */
export let lead: Lead = changetype<Lead>(0);
/** What the stem says. */
export let flags: i32 = 0;
/** Of a base64 query: what `host.base64` said of it; 0 where there is none. */
export let base64Number: i32 = 0;

const stems = newKeyTable();
const queries = newKeyTable();

export function isEas(): bool {
  return (flags & EAS) != 0;
}
export function fieldStart(place: i32): usize {
  return load<u32>(starts + ((<usize>place) << 2));
}
export function fieldStop(place: i32): usize {
  return load<u32>(starts + ((<usize>place) << 2), 4) - 1;
}
function setStart(place: i32, at: usize): void {
  store<u32>(starts + ((<usize>place) << 2), <u32>at);
}
/** Whether the field is there and is not `-`. */
export function hasField(place: i32): bool {
  if (place < 0) return false;
  const start = fieldStart(place);
  const length = fieldStop(place) - start;
  return length > 1 || (length == 1 && load<u8>(start) != MINUS);
}

/** Finds the fields of the line at `from`; false where it is not regular. */
export function split(from: usize, end: usize): bool {
  const values = valueCount();
  const query = queryPlace();
  if (load<u8>(from) == HASH || load<u8>(from) <= BLANK) return false;
  let count = 0;
  let at = from;
  setStart(0, from);
  lead = changetype<Lead>(0);
  if (hasLead() && from + LEAD_AT < end) lead = findLead(from + LEAD_AT, end);
  if (changetype<usize>(lead) != 0) {
    setStart(1, from + TIME_AT);
    for (let place = 2; place <= query; place++) {
      setStart(place, from + LEAD_AT + leadStart(lead, place - 2));
    }
    count = query;
    at = fieldStart(query);
  }
  if (count == 0 || count != query) clearCuts();
  while (true) {
    const start = at;
    at = count == query ? readQuery(start) : fieldEnd(start);
    // Blanks in a row, and at the end, are closed up elsewhere.
    if (at == 0 || at == start) return false;
    if (load<u8>(at) != BLANK) break;
    if (++count >= values) return false;
    setStart(count, ++at);
  }
  nextLine = at + 1;
  if (load<u8>(at) == CR) {
    if (load<u8>(at + 1) != LF) return false;
    nextLine = at + 2;
  }
  setStart(values, at + 1);
  return count + 1 == values;
}

/** Reads the stem, after `readTime` has found the line to begin as it should. */
export function readStem(): void {
  if (changetype<usize>(lead) != 0) {
    flags = lead.flags;
    return;
  }
  const stem = stemPlace();
  flags = stem < 0 ? 0 : flagsOf(fieldStart(stem), fieldStop(stem));
  // Of other traffic the stems are too many.
  if (!hasLead() || !isEas()) return;
  const query = queryPlace();
  lead = putLead(fieldStart(2), fieldStart(query), starts + 8, query - 1, flags);
}

function flagsOf(from: usize, to: usize): i32 {
  beginKey(0);
  addPart(from, to - from);
  let known = findKey(stems);
  if (known < 0) {
    known = stemFlags(from, to);
    putKey(stems, known);
  }
  return known;
}

/** What the query says as a whole; false for counters of Exchange 2003, odd base64 and escaped names. */
export function readWholeQuery(): bool {
  base64Number = 0;
  const query = queryPlace();
  if (!isEas() || query < 0) return true;
  if (hasEscapedName) return false;
  const start = fieldStart(query);
  const first = load<u8>(start);
  // All versions begin with one of three letters (MS-ASHTTP 2.2.1.1.1.1): e, j, o; or it is escaped.
  if (first == 101 || first == 106 || first == 111 || first == 37) {
    const stop = fieldStop(query);
    let end = start;
    while (end < stop && load<u8>(end) != AMPERSAND) end++;
    base64Number = base64Of(start, end);
    if (base64Number < 0) return false;
  }
  // Counters that are the first of what is left would count.
  if (runCount() > 0 && load<u8>(runStart(0)) == LETTER_V) return false;
  const log = cutStart(logPlace);
  if (!hasCut(logPlace) || load<u8>(log) != LETTER_V || load<u8>(log + 1) == LETTER_E) return true;
  const version = cutStart(versionPlace);
  return version == log + 1 || version == log + 2;
}

function base64Of(from: usize, to: usize): i32 {
  beginKey(0);
  addPart(from, to - from);
  let known = findKey(queries);
  if (known < 0) {
    known = base64(from, to);
    if (known >= 0) putKey(queries, known);
  }
  return known;
}

/** A whole number of at most `most` digits; -1 for `-` or no such field, -2 for anything else. */
export function digits(place: i32, most: usize): i64 {
  if (place < 0) return -1;
  const from = fieldStart(place);
  const to = fieldStop(place);
  if (to - from > most) return -2;
  if (to == from + 1 && load<u8>(from) == MINUS) return -1;
  let number: i64 = 0;
  for (let i = from; i < to; i++) {
    const digit = <u32>load<u8>(i) - ZERO;
    if (digit > 9) return -2;
    number = number * 10 + digit;
  }
  return number;
}
