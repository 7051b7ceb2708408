import { wordAt } from './scan';

// The names of parameters and tokens that have a column; `query-names.ts` adds them before the first line.

const TOKEN_SLOTS: u32 = 256;
/** 8 bytes of name, 4 for the place of the value plus one, 4 for its kind. */
const tokens: usize = memory.data(256 * 16);
const MOST_PARAMETERS: i32 = 16;
/** Length, place, then 16 bytes of name in lower case. */
const parameters: usize = memory.data(16 * 24);
let parameterCount: i32 = 0;

function tokenSlot(name: u64): u32 {
  return <u32>((name * 0x9e3779b97f4a7c15) >>> 56);
}

/** A number with a column, which lies at its place; 2 is a text. */
export const NUMBER: u32 = 1;
/** Told of transfers as a whole, by its name alone, or where its value is the byte that is its place. */
export const WHOLE: u32 = 3;
export const NAME: u32 = 4;
export const ONLY: u32 = 5;

/** A token's name of up to 8 bytes. */
export function nameToken(name: u64, place: i32, kind: u32): void {
  let slot = tokenSlot(name);
  while (load<u32>(tokens + slot * 16, 8) != 0) slot = (slot + 1) & (TOKEN_SLOTS - 1);
  store<u64>(tokens + slot * 16, name);
  store<u32>(tokens + slot * 16, place + 1, 8);
  store<u32>(tokens + slot * 16, kind, 12);
}

/** The entry of the token of this name; 0 where it was not added. */
export function tokenNamed(name: u64): usize {
  let slot = tokenSlot(name);
  while (true) {
    const entry = tokens + slot * 16;
    if (load<u32>(entry, 8) == 0) return 0;
    if (load<u64>(entry) == name) return entry;
    slot = (slot + 1) & (TOKEN_SLOTS - 1);
  }
}

export function placeOfToken(entry: usize): i32 {
  return load<i32>(entry, 8) - 1;
}

export function kindOfToken(entry: usize): u32 {
  return load<u32>(entry, 12);
}

/** A parameter's name in lower case: its first 8 bytes and the up to 8 behind them. */
export function nameParameter(low: u64, high: u64, length: i32, place: i32): void {
  if (parameterCount == MOST_PARAMETERS) unreachable();
  const entry = parameters + <usize>parameterCount * 24;
  parameterCount++;
  store<i32>(entry, length);
  store<i32>(entry, place, 4);
  store<u64>(entry, low, 8);
  store<u64>(entry, high, 16);
}

/** The place of the parameter whose name lies there, in any case; -1 for others. */
export function parameterNamed(from: usize, length: i32): i32 {
  if (length > 16) return -1;
  const isShort = length < 8;
  const lows = isShort ? wordAt(from, length) : load<u64>(from);
  const highs =
    isShort || length == 8 ? 0 : length == 16 ? load<u64>(from + 8) : wordAt(from + 8, length - 8);
  const low = lows | 0x2020202020202020;
  const high = highs | 0x2020202020202020;
  for (let i = 0; i < parameterCount; i++) {
    const entry = parameters + <usize>i * 24;
    if (load<i32>(entry) == length && load<u64>(entry, 8) == low && load<u64>(entry, 16) == high) {
      return load<i32>(entry, 4);
    }
  }
  return -1;
}
