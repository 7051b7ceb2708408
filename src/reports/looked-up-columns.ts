/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Codes, Column } from './columns.ts';
import { codesFor, dictionaryColumn, scalarColumn } from './encode.ts';
import type { LookupColumn, LookupTable } from './lookup-tables.ts';
import { everyRow, isInOrder, sortByCodes, unknownFirst } from './row-order.ts';

/** What rows look up, by numbers in the order of what they stand for, from 1. */
export interface LookedUp {
  /** The number of each row; 0 where nothing is found. */
  readonly numbers: Codes;
  readonly count: number;
  /** By name; the codes are those of the numbers, 0 first. */
  readonly columns: ReadonlyMap<string, Column>;
}

/**
 * Renumbers the looked-up rows in value order; `places[row]` is the old number. The result does not depend on
 * the order in which the engine gave them, and rows with equal values have one number.
 */
export async function lookedUpColumns(table: LookupTable, places: Codes): Promise<LookedUp> {
  const used = usedPlaces(places, table.size);
  const all = await table.numbers;
  const columns: Column[] = [];
  for (const one of table.columns) columns.push(await columnAt(one, all[one.index]!, used));
  let order = everyRow(used.length);
  // The engine has put all that it has of the table in order.
  if (!isInOrder(columns, order, unknownFirst)) {
    order = sortByCodes(columns, null, used.length, unknownFirst);
  }
  const { first, numberOf } = numbered(order, different(columns, order));
  const count = first.length;
  const placeNumbers = new Uint32Array(table.size + 1);
  for (let item = 0; item < used.length; item++) placeNumbers[used[item]!] = numberOf[item]!;
  const numbers = codesFor(count, places.length);
  takeCodes(numbers, placeNumbers, places);
  const byNumber = columns.map((column, index): [string, Column] => {
    const codes = codesFor(column.top, count + 1);
    takeCodes(codes.subarray(1), column.codes, first);
    return [table.columns[index]!.id, { ...column, codes }];
  });
  return { numbers, count, columns: new Map(byNumber) };
}

function takeCodes(to: Codes, from: Codes, places: Codes | Int32Array): void {
  for (let index = 0; index < to.length; index++) to[index] = from[places[index]!]!;
}

/** Numbers the items of an order from 1, those alike with one; `first` is an item of each. */
function numbered(
  order: Int32Array,
  isNew: Uint8Array,
): { first: Int32Array; numberOf: Uint32Array } {
  const numberOf = new Uint32Array(order.length);
  const first = new Int32Array(order.length);
  let count = 0;
  for (let index = 0; index < order.length; index++) {
    if (isNew[index] === 1) first[count++] = order[index]!;
    numberOf[order[index]!] = count;
  }
  return { first: first.subarray(0, count), numberOf };
}

/** 1 for each item of an order that is not like the one before. */
function different(columns: readonly Column[], order: Int32Array): Uint8Array {
  const isNew = new Uint8Array(order.length);
  isNew[0] = 1;
  for (const { codes } of columns) {
    for (let index = 1; index < order.length; index++) {
      if (codes[order[index]!] !== codes[order[index - 1]!]) isNew[index] = 1;
    }
  }
  return isNew;
}

/** The places of a table that rows name, ascending. */
function usedPlaces(places: Codes, size: number): Int32Array {
  const isUsed = new Uint8Array(size + 1);
  for (let row = 0; row < places.length; row++) isUsed[places[row]!] = 1;
  const used = new Int32Array(size);
  let count = 0;
  for (let place = 1; place <= size; place++) {
    if (isUsed[place] === 1) used[count++] = place;
  }
  return used.subarray(0, count);
}

async function columnAt(
  { column: { type }, dictionary }: LookupColumn,
  all: Codes,
  places: Int32Array,
): Promise<Column> {
  const own = all.slice(0, places.length);
  // The first place is 1.
  for (let index = 0; index < own.length; index++) own[index] = all[places[index]! - 1]!;
  if (dictionary !== undefined) return dictionaryColumn(type, own, await dictionary.values);
  return scalarColumn(type, Float64Array.from(own));
}
