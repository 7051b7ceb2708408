const slots = 4096;

/**
 * Remembers what was found out about a value by its bytes, so that a value seen before costs one
 * comparison and no string. Bounded: a new value takes the place of the one that lay there.
 */
export class ByteCache<T> {
  readonly #keys: (Uint8Array | undefined)[] = new Array<Uint8Array | undefined>(slots);
  readonly #values: (T | undefined)[] = new Array<T | undefined>(slots);
  readonly #find: (text: string) => T;

  /** `find` is asked once for each value; it gets the bytes as UTF-8. */
  constructor(find: (text: string) => T) {
    this.#find = find;
  }

  get(bytes: Buffer, from: number, to: number): T {
    const length = to - from;
    const mix =
      length * 193 +
      (bytes[from] ?? 0) * 7 +
      (bytes[from + (length >> 1)] ?? 0) * 131 +
      (bytes[from + (length >> 2)] ?? 0) * 31 +
      (bytes[to - 2] ?? 0) * 17 +
      (bytes[to - 1] ?? 0) * 1031;
    const slot = mix & (slots - 1);
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
