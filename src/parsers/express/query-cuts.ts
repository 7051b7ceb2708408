import { nameAt, parameterPlace, slot, slotCount, step } from './query-names.ts';

const lf = 10;
const cr = 13;
const space = 32;
const ampersand = 38;
const minus = 45;
const zero = 48;
const one = 49;
const colon = 58;
const equals = 61;
const underscore = 95;
const longestName = 8;
/** Digits of a number that is exact as a double. */
const mostDigits = 15;
const mostRuns = 256;

/**
 * Finds parameters and tokens of a query by one pass over its bytes, with the rules of
 * `parseEasQuery` and `parseLogText`. Kept between calls; nothing is copied.
 */
export class QueryCuts {
  /** Start of the value; 0 = absent (a query never stands at the very beginning of a block). */
  readonly from = new Int32Array(slotCount);
  readonly to = new Int32Array(slotCount);
  /** What a number token says; -1 where that is negative or not exact as a double. */
  readonly number = new Float64Array(slotCount);
  /** Where the log text without the tokens that have a column lies: starts and ends in turn. */
  readonly runs = new Int32Array(2 * mostRuns);
  runCount = 0;
  /** `CorrelationID` or `cafeReqId` is there: a front end wrote the line. */
  isFront = false;

  clear(): void {
    const { from } = this;
    for (let place = 0; place < slotCount; place++) from[place] = 0;
    this.isFront = false;
    this.runCount = 0;
  }

  has(place: number): boolean {
    const from = this.from[place] ?? 0;
    return from !== 0 && from < (this.to[place] ?? 0);
  }

  /**
   * Reads a query up to the blank or the line's end after it; gives its end, -1 where it is not
   * regular: not plain ASCII, or with two log texts.
   */
  read(bytes: Buffer, from: number): number {
    this.clear();
    let start = from;
    let key = -1;
    let i = from;
    for (;;) {
      let kind = parameterKinds[bytes[i] ?? lf] ?? 0;
      while (kind === 0) kind = parameterKinds[bytes[++i] ?? lf] ?? 0;
      if (kind === isEquals) {
        if (key < 0) {
          key = i;
          if (i - start === 3 && isLog(bytes, start)) {
            i = this.#log(bytes, i + 1);
            if (i < 0) return -1;
            key = -1;
            start = i;
            continue;
          }
        }
        i++;
      } else {
        if (key >= 0) this.#parameter(bytes, start, key, i);
        if (kind !== isAmpersand) return kind === isOdd ? -1 : i;
        start = ++i;
        key = -1;
      }
    }
  }

  /** The log text from `from` on, its tokens that have a column and what is left; its end, or -1. */
  #log(bytes: Buffer, from: number): number {
    if (this.from[slot.log] !== 0) return -1;
    let kept = from;
    let isDropped: boolean;
    let i = from;
    for (;;) {
      const start = i;
      i = this.#token(bytes, start);
      if (i < 0) return -1;
      isDropped = this.#isNamed;
      if (isDropped) {
        if (start > kept && !this.#keep(kept, start)) return -1;
        kept = i + 1;
      }
      if (bytes[i] !== underscore) break;
      i++;
    }
    if (!isDropped && i > kept) {
      if (!this.#keep(kept, i)) return -1;
    } else if (isDropped && this.runCount > 0) {
      // The `_` before a dropped last token goes with it.
      const last = 2 * this.runCount - 1;
      this.runs[last] = (this.runs[last] ?? 0) - 1;
    }
    this.from[slot.log] = from;
    this.to[slot.log] = i;
    return i;
  }

  #keep(from: number, to: number): boolean {
    if (this.runCount >= mostRuns) return false;
    this.runs[2 * this.runCount] = from;
    this.runs[2 * this.runCount + 1] = to;
    this.runCount++;
    return true;
  }

  #isNamed = false;

  /** Reads the token at `start`; gives its end, -1 where a byte is not ASCII. */
  #token(bytes: Buffer, start: number): number {
    let i = start;
    let hash = 0;
    let byte = bytes[i] ?? lf;
    while (tokenKinds[byte] === isLetter) {
      hash = step(hash, byte);
      byte = bytes[++i] ?? lf;
    }
    const letters = i - start;
    this.#isNamed = false;
    if (letters === 0 || letters > longestName) return endOfToken(bytes, i);
    let value = i;
    let length = letters;
    let hasColon = false;
    if (byte === colon) {
      hasColon = true;
      value = i + 1;
    } else if (byte === one && bytes[i + 1] === colon) {
      hasColon = true;
      value = i + 2;
      hash = step(hash, one);
      length++;
    }
    const name = nameAt(bytes, start, length, hash);
    if (name === undefined) return endOfToken(bytes, i);
    this.#isNamed = true;
    if (name.isNumber) return this.#wholeNumber(bytes, name.slot, value);
    const end = endOfToken(bytes, value);
    if (hasColon && end > value && this.from[name.slot] === 0) {
      this.from[name.slot] = value;
      this.to[name.slot] = end;
    }
    return end;
  }

  /** `-?[0-9]+` up to the token's end is taken, anything else passed over. */
  #wholeNumber(bytes: Buffer, place: number, from: number): number {
    const first = bytes[from] === minus ? from + 1 : from;
    let number = 0;
    let i = first;
    for (;;) {
      const digit = (bytes[i] ?? lf) - zero;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
      i++;
    }
    const end = endOfToken(bytes, i);
    if (end === i && i > first && this.from[place] === 0) {
      this.from[place] = from;
      this.to[place] = i;
      this.number[place] = first > from || i - first > mostDigits ? -1 : number;
    }
    return end;
  }

  #parameter(bytes: Buffer, start: number, key: number, end: number): void {
    const place = parameterPlace(bytes, start, key);
    if (place < 0) return;
    if (place === slot.correlation || place === slot.requestId) this.isFront = true;
    // Of cafeReqId the last counts, of the others the first.
    if (place === slot.requestId || this.from[place] === 0) {
      this.from[place] = key + 1;
      this.to[place] = end;
    }
  }
}

function isLog(bytes: Buffer, at: number): boolean {
  return (
    ((bytes[at] ?? 0) | 32) === 108 &&
    ((bytes[at + 1] ?? 0) | 32) === 111 &&
    ((bytes[at + 2] ?? 0) | 32) === 103
  );
}

const isLetter = 1;
const isEnd = 2;
const isEquals = 3;
const isAmpersand = 4;
const isOdd = 5;

/** Inside a parameter: nothing in particular, `=`, `&`, not ASCII, or the end of the query. */
const parameterKinds = new Uint8Array(256);
parameterKinds[equals] = isEquals;
parameterKinds[ampersand] = isAmpersand;
/** Inside a token: nothing in particular, a letter, the token's end, or not ASCII. */
const tokenKinds = new Uint8Array(256);
for (let byte = 65; byte <= 90; byte++) tokenKinds[byte] = tokenKinds[byte | 32] = isLetter;
for (const byte of [underscore, ampersand]) tokenKinds[byte] = isEnd;
for (const kinds of [parameterKinds, tokenKinds]) {
  for (const byte of [space, lf, cr]) kinds[byte] = isEnd;
  kinds.fill(isOdd, 128);
}

function endOfToken(bytes: Buffer, from: number): number {
  let i = from;
  let kind = tokenKinds[bytes[i] ?? lf] ?? 0;
  while (kind < isEnd) kind = tokenKinds[bytes[++i] ?? lf] ?? 0;
  return kind === isOdd ? -1 : i;
}
