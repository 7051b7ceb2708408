const firstSlots = 1 << 12;
const mostEntries = 1 << 20;
/** Numbers a slot has: three hashes, and the number of the key plus one. */
const slotSize = 4;
const third = 3;

const multiplier = (): number => (Math.random() * 2 ** 32) | 1;

/**
 * Numbers for keys of bytes, the same for the same key as long as it is remembered. Bounded: a full
 * table forgets everything, and a key met again is new.
 *
 * A key is known again by 96 bits, hashed with multipliers chosen at random for each table, so that no
 * log can be made of keys that collide; by chance two of a million keys share them once in 10^17
 * tables. Keeping the keys themselves would cost a look into memory that is in no cache for each line.
 */
export class KeyTable {
  readonly #first = multiplier();
  readonly #second = multiplier();
  readonly #third = multiplier();
  #words = new Int32Array(1 << 10);
  #bytes = Buffer.from(this.#words.buffer);
  #length = 0;
  /** The hashes of the key that `find` was asked for. */
  #a = 0;
  #b = 0;
  #c = 0;
  #slots = new Int32Array(slotSize * firstSlots);
  #entries = 0;

  /** Begins a key; its parts follow. */
  begin(flags: number): void {
    this.#bytes[0] = flags;
    this.#length = 1;
  }

  /** Adds a part; parts hold no 0x01. */
  add(bytes: Uint8Array, from: number, to: number): void {
    let at = this.#length;
    if (at + to - from + 8 > this.#bytes.length) this.#grow(to - from + 8);
    const own = this.#bytes;
    for (let i = from; i < to; i++) own[at++] = bytes[i] ?? 0;
    own[at++] = 1;
    this.#length = at;
  }

  /** Adds a number below 2^32. */
  number(value: number): void {
    const own = this.#bytes;
    let at = this.#length;
    for (let shift = 0; shift < 32; shift += 8) own[at++] = value >>> shift;
    this.#length = at;
  }

  /** The number of the key, below 2^31; -1 where it is not remembered. */
  find(): number {
    this.#hash();
    const slots = this.#slots;
    const mask = slots.length - slotSize;
    const a = this.#a;
    const b = this.#b;
    const c = this.#c;
    for (let slot = (a * slotSize) & mask; ; slot = (slot + slotSize) & mask) {
      const number = slots[slot + third] ?? 0;
      if (number === 0) return -1;
      if (slots[slot] === a && slots[slot + 1] === b && slots[slot + 2] === c) return number - 1;
    }
  }

  /** Remembers the key, which `find` did not know. */
  put(number: number): void {
    if (this.#entries >= mostEntries) this.forget();
    // Three quarters full: what is looked for still lies within a few slots.
    if (this.#entries * slotSize * 4 >= this.#slots.length * 3) this.#growSlots();
    this.#entries++;
    insert(this.#slots, this.#a, this.#b, this.#c, number + 1);
  }

  forget(): void {
    this.#slots = new Int32Array(slotSize * firstSlots);
    this.#entries = 0;
  }

  /** Four bytes at a time; the last ones filled up with zeros, which the length tells from a key's own. */
  #hash(): void {
    const length = this.#length;
    const bytes = this.#bytes;
    bytes[length] = 0;
    bytes[length + 1] = 0;
    bytes[length + 2] = 0;
    const words = this.#words;
    const size = (length + 3) >> 2;
    const first = this.#first;
    const second = this.#second;
    const last = this.#third;
    let a = length;
    let b = length;
    let c = length;
    for (let i = 0; i < size; i++) {
      const word = words[i] ?? 0;
      a = Math.imul(a ^ word, first);
      b = Math.imul(b ^ word, second);
      c = Math.imul(c ^ word, last);
      a ^= a >>> 15;
      b ^= b >>> 14;
      c ^= c >>> 13;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
  }

  #growSlots(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let slot = 0; slot < old.length; slot += slotSize) {
      const number = old[slot + third] ?? 0;
      if (number === 0) continue;
      insert(this.#slots, old[slot] ?? 0, old[slot + 1] ?? 0, old[slot + 2] ?? 0, number);
    }
  }

  #grow(more: number): void {
    const larger = new Int32Array((this.#length + more) >> 1);
    larger.set(this.#words);
    this.#words = larger;
    this.#bytes = Buffer.from(larger.buffer);
  }
}

function insert(slots: Int32Array, a: number, b: number, c: number, number: number): void {
  const mask = slots.length - slotSize;
  let slot = (a * slotSize) & mask;
  while (slots[slot + third] !== 0) slot = (slot + slotSize) & mask;
  slots[slot] = a;
  slots[slot + 1] = b;
  slots[slot + 2] = c;
  slots[slot + third] = number;
}
