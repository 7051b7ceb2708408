/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Codes, Column } from './columns.ts';

/** Items in the order of the columns that have been looked at. */
export interface PackedOrder {
  readonly order: Int32Array;
  /** How many columns these are; further ones may tell items apart that are alike in them. */
  readonly used: number;
  /** 1 for each place whose item is like the one before. */
  readonly isAlike: Uint8Array;
}

/** The codes of some columns side by side, the first in the highest bits, and the item whose they are. */
interface Words {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly items: Int32Array;
}

/**
 * Puts items in the order of the first columns, as many as 64 bits hold; in steps, between which others may
 * do something. The codes move with their items: memory is read in the order in which it lies.
 */
export function* packedOrder(
  columns: readonly Column[],
  rows: Int32Array | null,
  length: number,
  unknown: (column: Column) => number,
): Generator<undefined, PackedOrder> {
  let words = emptyWords(length);
  numberItems(words);
  let used = 0;
  for (const word of [words.high, words.low]) {
    let free = 32;
    for (; used < columns.length && bitsOf(columns[used]!) <= free; used++) {
      yield;
      const column = columns[used]!;
      const bits = bitsOf(column);
      addCodes(word, column.codes, rows, unknown(column), bits);
      free -= bits;
    }
  }
  if (!isAscending(words)) {
    let spare = emptyWords(length);
    for (const [which, { shift, mask }] of [...digitsOf(words)]) {
      yield;
      place(words, spare, words[which], shift, mask);
      [words, spare] = [spare, words];
    }
  }
  yield;
  return { order: words.items, used, isAlike: alike(words) };
}

function emptyWords(length: number): Words {
  return {
    high: new Uint32Array(length),
    low: new Uint32Array(length),
    items: new Int32Array(length),
  };
}

function numberItems({ items }: Words): void {
  for (let item = 0; item < items.length; item++) items[item] = item;
}

/** Bits that hold the codes of a column, and a place for unknown values behind the greatest. */
function bitsOf({ top }: Column): number {
  return top < 0xffff_ffff ? 32 - Math.clz32(top + 1) : Infinity;
}

function addCodes(
  word: Uint32Array,
  codes: Codes,
  rows: Int32Array | null,
  unknown: number,
  bits: number,
): void {
  // Shifts are by 31 bits at most.
  const factor = 2 ** bits;
  for (let item = 0; item < word.length; item++) {
    const code = codes[rows === null ? item : rows[item]!]!;
    word[item] = Math.imul(word[item]!, factor) | (code === 0 ? unknown : code);
  }
}

function isAscending({ high, low }: Words): boolean {
  for (let item = 1; item < high.length; item++) {
    const step = high[item]! - high[item - 1]!;
    if (step < 0 || (step === 0 && low[item]! < low[item - 1]!)) return false;
  }
  return true;
}

/** Most bits of a digit. */
const mostBits = 12;

/** The digits in which the words differ, from the lowest. */
function* digitsOf(
  words: Words,
): Generator<[which: 'low' | 'high', { shift: number; mask: number }]> {
  for (const which of ['low', 'high'] as const) {
    const word = words[which];
    let different = 0;
    for (let item = 1; item < word.length; item++) different |= word[item]! ^ word[0]!;
    const from = 31 - Math.clz32(different & -different);
    const bits = 32 - Math.clz32(different) - from;
    const width = Math.ceil(bits / Math.ceil(bits / mostBits));
    for (let bit = 0; bit < bits; bit += width) {
      yield [which, { shift: from + bit, mask: 2 ** Math.min(width, bits - bit) - 1 }];
    }
  }
}

/** Moves all items by one digit of a word, keeping the order of equals. */
function place(from: Words, to: Words, word: Uint32Array, shift: number, mask: number): void {
  const places = new Uint32Array(mask + 2);
  for (let item = 0; item < word.length; item++) places[((word[item]! >>> shift) & mask) + 1]! += 1;
  for (let digit = 1; digit < places.length; digit++) places[digit]! += places[digit - 1]!;
  const { high, low, items } = from;
  const { high: toHigh, low: toLow, items: toItems } = to;
  for (let item = 0; item < word.length; item++) {
    const at = places[(word[item]! >>> shift) & mask]!++;
    toHigh[at] = high[item]!;
    toLow[at] = low[item]!;
    toItems[at] = items[item]!;
  }
}

function alike({ high, low }: Words): Uint8Array {
  const isAlike = new Uint8Array(high.length);
  for (let at = 1; at < high.length; at++) {
    if (high[at] === high[at - 1] && low[at] === low[at - 1]) isAlike[at] = 1;
  }
  return isAlike;
}
