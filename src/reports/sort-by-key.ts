/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */

/** Sorts `items`, each index of `keys` once, by `keys[item]` ascending, keeping the order of equals. */
export function sortByKey(items: Int32Array, keys: Float64Array): Int32Array {
  return countingSort(items, keys) ?? radixSort(items, keys);
}

/** By counting, where the keys are integers that lie near each other, and Infinity; else null. */
function countingSort(items: Int32Array, keys: Float64Array): Int32Array | null {
  let least = Infinity;
  let most = -Infinity;
  for (let item = 0; item < keys.length; item++) {
    const key = keys[item]!;
    if (key === Infinity) continue;
    if (!Number.isInteger(key)) return null;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  if (least === Infinity) return items.slice();
  const span = most - least + 1;
  if (span > Math.max(1000, 4 * items.length)) return null;
  // The place behind the last one is that of Infinity.
  const digits = new Uint32Array(keys.length);
  for (let item = 0; item < keys.length; item++) digits[item] = Math.min(keys[item]! - least, span);
  return placed(items, digits, span + 1);
}

/** Most bits of a digit. */
const mostBits = 16;

/** By the bits that are not the same in all keys, some at a time, from the lowest. */
function radixSort(items: Int32Array, keys: Float64Array): Int32Array {
  const words = integerWords(keys) ?? sortableWords(keys);
  const { from, until } = differentBits(words);
  const passes = Math.ceil((until - from) / mostBits);
  const width = Math.ceil((until - from) / passes);
  const digits = new Uint16Array(keys.length);
  let sorted = items;
  for (let pass = 0; pass < passes; pass++) {
    fillDigits(digits, words, from + pass * width, 2 ** width - 1);
    sorted = placed(sorted, digits, 2 ** width);
  }
  return sorted === items ? items.slice() : sorted;
}

/** The items by their digits, of which there are `count`, keeping the order of equals. */
function placed(items: Int32Array, digits: Uint16Array | Uint32Array, count: number): Int32Array {
  const places = new Int32Array(count + 1);
  // Counted in the order of memory, which is that of the items no more.
  for (let item = 0; item < digits.length; item++) places[digits[item]! + 1]! += 1;
  for (let digit = 1; digit < places.length; digit++) places[digit]! += places[digit - 1]!;
  const sorted = new Int32Array(items.length);
  for (let place = 0; place < items.length; place++) {
    const item = items[place]!;
    sorted[places[digits[item]!]!++] = item;
  }
  return sorted;
}

function fillDigits(digits: Uint16Array, words: Uint32Array, bit: number, mask: number): void {
  const shift = bit & 31;
  const word = bit >> 5;
  for (let item = 0; item < digits.length; item++) {
    const low = words[item * 2 + word]! >>> shift;
    const isSplit = word === 0 && shift > 0;
    digits[item] = (isSplit ? low | (words[item * 2 + 1]! << (32 - shift)) : low) & mask;
  }
}

/** The bits, counted from the lowest, outside of which all pairs of words are the same. */
function differentBits(words: Uint32Array): { from: number; until: number } {
  let low = 0;
  let high = 0;
  for (let item = 0; item < words.length; item += 2) {
    low |= words[item]! ^ words[0]!;
    high |= words[item + 1]! ^ words[1]!;
  }
  const until = high === 0 ? 32 - Math.clz32(low) : 64 - Math.clz32(high);
  const trailing = (bits: number): number => 31 - Math.clz32(bits & -bits);
  return { from: low === 0 ? (high === 0 ? 0 : 32 + trailing(high)) : trailing(low), until };
}

/** Whole numbers, not negative, as pairs of words (low, high); null where there are others. */
function integerWords(keys: Float64Array): Uint32Array | null {
  const words = new Uint32Array(keys.length * 2);
  for (let item = 0; item < keys.length; item++) {
    const key = keys[item]!;
    if (!(key >= 0 && key <= Number.MAX_SAFE_INTEGER && Number.isInteger(key))) return null;
    words[item * 2] = key;
    words[item * 2 + 1] = key / 2 ** 32;
  }
  return words;
}

/** The doubles as pairs of unsigned words (low, high) that sort like them. */
function sortableWords(keys: Float64Array): Uint32Array {
  const words = new Uint32Array(keys.slice().buffer);
  for (let index = 1; index < words.length; index += 2) {
    const high = words[index]!;
    if (high >>> 31 === 1) {
      words[index] = ~high;
      words[index - 1] = ~words[index - 1]!;
    } else words[index] = (high | 0x8000_0000) >>> 0;
  }
  return words;
}
