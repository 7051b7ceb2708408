const usualSlots = 4096;

/**
 * Remembers what was found out about a value by its bytes, so that a value seen before costs one
 * comparison and no string. Bounded: a new value takes the place of the one that lay there.
 */
export class ByteCache<T> {
  readonly #keys: (Uint8Array | undefined)[];
  readonly #values: (T | undefined)[];
  readonly #mask: number;
  readonly #find: (text: string) => T;

  /** `find` is asked once for each value; it gets the bytes as UTF-8. `slots` is a power of two. */
  constructor(find: (text: string) => T, slots = usualSlots) {
    this.#find = find;
    this.#mask = slots - 1;
    this.#keys = new Array<Uint8Array | undefined>(slots);
    this.#values = new Array<T | undefined>(slots);
  }

  get(bytes: Buffer, from: number, to: number): T {
    const length = to - from;
    // Values of one kind begin alike: what tells them apart lies anywhere.
    let mix = length;
    const stride = length > 32 ? length >> 4 : 1;
    for (let i = from; i < to; i += stride) mix = Math.imul(mix ^ (bytes[i] ?? 0), 0x01000193);
    const slot = (mix ^ (mix >>> 15)) & this.#mask;
    const key = this.#keys[slot];
    if (key?.length === length) {
      let i = 0;
      while (i < length && key[i] === bytes[from + i]) i++;
      if (i === length) return this.#values[slot] as T;
    }
    const value = this.#find(bytes.toString('utf8', from, to));
    this.#keys[slot] = Uint8Array.prototype.slice.call(bytes, from, to);
    this.#values[slot] = value;
    return value;
  }
}
