/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Column } from './columns.ts';
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
 * values come last, or where `unknown` says. As many columns at a time as one exact integer holds.
 */
export function sortByCodes(
  columns: readonly Column[],
  rows: Int32Array | null,
  length: number,
  unknown: (column: Column) => number = afterAll,
): Int32Array {
  const telling = columns.filter(({ top }) => top > 0);
  let order = everyRow(length);
  for (let until = telling.length; until > 0;) {
    let from = until;
    let span = 1;
    while (from > 0 && (from === until || span * width(telling[from - 1]!) <= mostExact)) {
      from -= 1;
      span *= width(telling[from]!);
    }
    const keys = new Float64Array(length);
    for (const column of telling.slice(from, until)) addCodes(keys, column, rows, unknown(column));
    order = sortByKey(order, keys);
    until = from;
  }
  return order;
}

const mostExact = Number.MAX_SAFE_INTEGER;

function afterAll({ top }: Column): number {
  return top + 1;
}

/** Codes, and a place for unknown values behind the greatest. */
function width({ top }: Column): number {
  return top + 2;
}

function addCodes(
  keys: Float64Array,
  column: Column,
  rows: Int32Array | null,
  unknown: number,
): void {
  const { codes } = column;
  const own = width(column);
  for (let item = 0; item < keys.length; item++) {
    const code = codes[rows === null ? item : rows[item]!]!;
    keys[item] = keys[item]! * own + (code === 0 ? unknown : code);
  }
}

/** True where these rows lie in the order of these columns already, as they come from the database. */
export function isInOrder(columns: readonly Column[], rows: Int32Array): boolean {
  const codes = columns.map(wideCodes);
  for (let place = 1; place < rows.length; place++) {
    for (const own of codes) {
      // 0, unknown, comes last.
      const before = own[rows[place - 1]!]! || Infinity;
      const next = own[rows[place]!]! || Infinity;
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
