/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Column } from './columns.ts';
import { packedOrder } from './packed-order.ts';
import { wideCodes } from './row-loops.ts';
import { sortByKey } from './sort-by-key.ts';

/** The same column with its rows in an order. */
export function reordered(column: Column, order: Int32Array): Column {
  if (column.top === 0) return column;
  const before = column.codes;
  const codes = before.slice();
  for (let place = 0; place < codes.length; place++) codes[place] = before[order[place]!]!;
  return { ...column, codes };
}

/** The codes of some rows, or all, as sort keys; unknown values come last either way. */
export function codeKeys(
  column: Column,
  rows: Int32Array | null = null,
  descending = false,
): Float64Array {
  const sign = descending ? -1 : 1;
  const codes = wideCodes(column);
  const keys = new Float64Array(rows?.length ?? codes.length);
  for (let item = 0; item < keys.length; item++) {
    const code = codes[rows === null ? item : rows[item]!]!;
    keys[item] = code === 0 ? Infinity : sign * code;
  }
  return keys;
}

/**
 * Sorts items by the codes of columns in some rows, or all, the first column before the others; unknown
 * values come last, or where `unknown` says. As many columns at a time as one integer holds, the further
 * ones of those items only that are alike so far.
 */
export function sortByCodes(
  columns: readonly Column[],
  rows: Int32Array | null,
  length: number,
  unknown: (column: Column) => number = afterAll,
): Int32Array {
  const steps = sortingByCodes(columns, rows, length, unknown);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in steps, between which others may do something. */
export function* sortingByCodes(
  columns: readonly Column[],
  rows: Int32Array | null,
  length: number,
  unknown: (column: Column) => number,
): Generator<undefined, Int32Array> {
  const telling = columns.filter(({ top }) => top > 0);
  const { order, used, isAlike } = yield* packedOrder(telling, rows, length, unknown);
  yield;
  let alike = alikeAt(isAlike);
  for (let from = used; from < telling.length && alike.places.length > 0;) {
    let until = from;
    let span = 1;
    while (until < telling.length) {
      const wider = span * width(telling[until]!);
      if (until > from && wider > mostExact) break;
      span = wider;
      until += 1;
    }
    alike = yield* sortAlike(order, alike, rows, telling.slice(from, until), unknown);
    from = until;
  }
  return order;
}

/** Items of an order that are alike as far as was looked: others may still tell them apart. */
interface Alike {
  /** Where they stand, ascending. */
  readonly places: Int32Array;
  /** The number of those that each is alike with; they follow each other. */
  readonly runs: Float64Array;
  /** How many numbers there are. */
  readonly count: number;
}

/** Those that are like the one before or after them. */
function alikeAt(isAlike: Uint8Array): Alike {
  const places = new Int32Array(isAlike.length);
  const runs = new Float64Array(isAlike.length);
  let size = 0;
  let count = 0;
  for (let place = 1; place < isAlike.length; place++) {
    if (isAlike[place] === 0) continue;
    if (isAlike[place - 1] === 0) {
      count += 1;
      places[size] = place - 1;
      runs[size++] = count;
    }
    places[size] = place;
    runs[size++] = count;
  }
  return { places: places.slice(0, size), runs: runs.slice(0, size), count };
}

/** Puts those that are alike in the order of some columns, and gives those that are alike still. */
function* sortAlike(
  order: Int32Array,
  { places, runs, count }: Alike,
  rows: Int32Array | null,
  columns: readonly Column[],
  unknown: (column: Column) => number,
): Generator<undefined, Alike> {
  const items = places.map((place) => order[place]!);
  const own = rows === null ? items : items.map((item) => rows[item]!);
  const keys = new Float64Array(places.length);
  for (const column of columns) {
    yield;
    addCodes(keys, column, own, unknown(column));
  }
  yield;
  let sorted = sortByKey(everyRow(places.length), keys);
  yield;
  if (count > 1) sorted = sortByKey(sorted, runs);
  yield;
  const stillAt = new Int32Array(places.length);
  const stillIn = new Float64Array(places.length);
  let still = 0;
  let last = 0;
  for (let index = 0; index < sorted.length; index++) {
    const item = sorted[index]!;
    order[places[index]!] = items[item]!;
    const before = sorted[index - 1];
    if (before === undefined || runs[item] !== runs[before] || keys[item] !== keys[before])
      continue;
    if (still === 0 || stillAt[still - 1] !== places[index - 1]) {
      last += 1;
      stillAt[still] = places[index - 1]!;
      stillIn[still++] = last;
    }
    stillAt[still] = places[index]!;
    stillIn[still++] = last;
  }
  return { places: stillAt.slice(0, still), runs: stillIn.slice(0, still), count: last };
}

const mostExact = Number.MAX_SAFE_INTEGER;

function afterAll({ top }: Column): number {
  return top + 1;
}

/** Texts without a value come first, other columns last. */
export function unknownFirst({ values, top }: Column): number {
  return values === null ? top + 1 : 0;
}

/** Codes, and a place for unknown values behind the greatest. */
function width({ top }: Column): number {
  return top + 2;
}

function addCodes(keys: Float64Array, column: Column, rows: Int32Array, unknown: number): void {
  const { codes } = column;
  const own = width(column);
  for (let item = 0; item < keys.length; item++) {
    const code = codes[rows[item]!]!;
    keys[item] = keys[item]! * own + (code === 0 ? unknown : code);
  }
}

/** True where these rows lie in the order of these columns already, as they come from the database. */
export function isInOrder(
  columns: readonly Column[],
  rows: Int32Array,
  unknown: (column: Column) => number = afterAll,
): boolean {
  const keys = columns.map((column) => ({ codes: wideCodes(column), unknown: unknown(column) }));
  for (let place = 1; place < rows.length; place++) {
    for (const own of keys) {
      const before = own.codes[rows[place - 1]!]! || own.unknown;
      const next = own.codes[rows[place]!]! || own.unknown;
      if (before < next) break;
      if (before > next) return false;
    }
  }
  return true;
}

export function everyRow(rows: number): Int32Array {
  const items = new Int32Array(rows);
  for (let row = 0; row < rows; row++) items[row] = row;
  return items;
}

const orders = new WeakMap<Column, Int32Array>();

/** All rows in ascending order of one column's codes; computed once a column. */
export function rowsByCode(column: Column): Int32Array {
  let order = orders.get(column);
  if (order === undefined) {
    order = sortByKey(everyRow(column.codes.length), codeKeys(column));
    orders.set(column, order);
  }
  return order;
}

const together = new WeakMap<Column, Int32Array | null>();

/** The most codes that are counted one by one. */
const manyCodes = 1 << 24;

/**
 * All rows in an order in which those of one code follow each other, as near as may be to that in which
 * they lie; null where they lie so. Unknown values may stand anywhere. Computed once a column.
 */
export function rowsTogether(column: Column): Int32Array | null {
  let order = together.get(column);
  if (order === undefined) {
    order = column.top > manyCodes ? rowsByCode(column) : ordered(column);
    together.set(column, order);
  }
  return order;
}

function ordered({ codes, top }: Column): Int32Array | null {
  const sizes = new Int32Array(top + 1);
  let before = 0;
  let isTogether = true;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code !== before && code !== 0) {
      if (sizes[code]! > 0) isTogether = false;
      before = code;
    }
    sizes[code]! += 1;
  }
  if (isTogether) return null;
  // By first appearance: places[code] is where its next row goes.
  const places = new Int32Array(top + 1).fill(-1);
  const order = new Int32Array(codes.length);
  let next = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (places[code] === -1) {
      places[code] = next;
      next += sizes[code]!;
    }
    order[places[code]!++] = row;
  }
  return order;
}
