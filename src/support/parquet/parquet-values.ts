/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
/** The most values of a dictionary. */
export const mostPlaces = 2 ** 24;

/** RLE_DICTIONARY: places in a dictionary of `length` values, as one run of equal ones or of packed bits. */
export function placesOf(places: Uint32Array, length: number): Uint8Array {
  if (length === 1) return Uint8Array.from([1, ...varint(places.length * 2), 0]);
  const width = widthOf(length - 1);
  const groups = Math.ceil(places.length / 8);
  const head = [width, ...varint(groups * 2 + 1)];
  const bits = new BitWriter(head.length + groups * width);
  bits.set(head);
  for (const place of places) bits.put(place, width);
  bits.fill();
  return bits.bytes;
}

const miniblock = 32;
const miniblocks = 4;
const block = miniblock * miniblocks;

/** DELTA_BINARY_PACKED: integers less than 2^31 apart, each by how much it is more than the one before. */
export function deltasOf(numbers: Float64Array): Uint8Array {
  const count = numbers.length;
  const head = [block, miniblocks, count].flatMap(varint);
  const bits = new BitWriter(head.length + 10 + Math.ceil(count / block) * (10 + block * 5));
  bits.set([...head, ...zigzag(numbers[0] ?? 0)]);
  const deltas = new Float64Array(block);
  for (let from = 1; from < count; from += block) {
    const size = Math.min(block, count - from);
    let least = Infinity;
    for (let i = 0; i < size; i++) {
      deltas[i] = numbers[from + i]! - numbers[from + i - 1]!;
      least = Math.min(least, deltas[i]!);
    }
    // What is behind the last one is of no width.
    deltas.fill(least, size);
    const widths = Array.from({ length: miniblocks }, (_, i) =>
      widthOf(greatestOf(deltas, i * miniblock) - least),
    );
    bits.set([...zigzag(least), ...widths]);
    for (let i = 0; i < block; i++) {
      const width = widths[Math.floor(i / miniblock)]!;
      if (width > 0) bits.put(deltas[i]! - least, width);
    }
  }
  return bits.bytes;
}

/** Of a miniblock. */
function greatestOf(deltas: Float64Array, from: number): number {
  let greatest = -Infinity;
  for (let i = from; i < from + miniblock; i++) greatest = Math.max(greatest, deltas[i]!);
  return greatest;
}

/** Bits of a number below 2^32. */
function widthOf(number: number): number {
  return number === 0 ? 0 : 32 - Math.clz32(number);
}

/** Packs numbers of up to 32 bits, the lowest bit first. */
class BitWriter {
  readonly #bytes: Uint8Array;
  #at = 0;
  #waiting = 0;
  #waitingBits = 0;

  /** `size` is enough for all that is to come. */
  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  /** At a whole byte. */
  set(bytes: readonly number[]): void {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  put(number: number, width: number): void {
    if (width > 16) {
      this.#put(number & 0xffff, 16);
      this.#put(number >>> 16, width - 16);
    } else this.#put(number, width);
  }

  /** Goes to the end of the room. */
  fill(): void {
    if (this.#waitingBits > 0) this.#bytes[this.#at] = this.#waiting;
    this.#at = this.#bytes.length;
  }

  #put(number: number, width: number): void {
    this.#waiting |= number << this.#waitingBits;
    this.#waitingBits += width;
    for (; this.#waitingBits >= 8; this.#waitingBits -= 8) {
      this.#bytes[this.#at++] = this.#waiting;
      this.#waiting >>>= 8;
    }
  }
}

/** ULEB128 of a number below 2^53. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return bytes;
}

/** Of an integer less than 2^52 from 0. */
function zigzag(value: number): number[] {
  return varint(value < 0 ? -2 * value - 1 : 2 * value);
}
