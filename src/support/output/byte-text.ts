/** Bytes of one piece; some more where it ends. */
const pieceSize = 1 << 19;
/** Bytes that a character of a string may take. */
const widest = 3;
const zero = 0x30;
const largestInt32 = 2 ** 31 - 1;

const encoder = new TextEncoder();

/**
 * Text of millions of cells, written as bytes of UTF-8: a string a cell, which is put together with others
 * and encoded, would take ten times as long.
 */
export class ByteText {
  #bytes = new Uint8Array(pieceSize);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Whether there is enough for a piece. */
  get isFull(): boolean {
    return this.#length >= pieceSize;
  }

  /** What has been written; the text begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const piece = this.#bytes.subarray(0, this.#length);
    this.#bytes = new Uint8Array(pieceSize);
    this.#length = 0;
    return piece;
  }

  /** A copy of what has been written. */
  slice(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  /** Takes back what was written behind `length`. */
  cut(length: number): void {
    this.#length = length;
  }

  /** One digit: most cells of large tables are such. */
  digit(digit: number): void {
    const bytes = this.#room(1);
    bytes[this.#length++] = zero + digit;
  }

  /** A few bytes. */
  bytes(few: Uint8Array): void {
    const bytes = this.#room(few.length);
    for (let index = 0; index < few.length; index++) bytes[this.#length + index] = few[index] ?? 0;
    this.#length += few.length;
  }

  byte(code: number): void {
    const bytes = this.#room(1);
    bytes[this.#length++] = code;
  }

  text(text: string): void {
    const bytes = this.#room(text.length * widest);
    this.#length += encoder.encodeInto(text, bytes.subarray(this.#length)).written;
  }

  /** Writes the text if it consists of the ASCII characters marked in `plain`, else nothing. */
  plain(text: string, plain: Uint8Array): boolean {
    const bytes = this.#room(text.length);
    const start = this.#length;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code >= plain.length || plain[code] === 0) return false;
      bytes[start + index] = code;
    }
    this.#length = start + text.length;
    return true;
  }

  /** A whole number, not negative, in decimal digits, with zeros before it up to `width`. */
  digits(number: number, width = 1): void {
    // Most numbers are counts of little.
    if (number < 10 && width === 1) {
      this.byte(zero + number);
      return;
    }
    let count = 1;
    for (let above = 10; above <= number; above *= 10) count += 1;
    count = Math.max(count, width);
    const bytes = this.#room(count);
    let rest = number;
    let place = this.#length + count - 1;
    for (; rest > largestInt32; place--) {
      const tens = Math.floor(rest / 10);
      bytes[place] = zero + (rest - tens * 10);
      rest = tens;
    }
    // Engines divide 32 bits several times as fast.
    for (let small = rest | 0; place >= this.#length; place--) {
      const tens = (small / 10) | 0;
      bytes[place] = zero + (small - tens * 10);
      small = tens;
    }
    this.#length += count;
  }

  /** The bytes, with room for so many more. */
  #room(more: number): Uint8Array<ArrayBuffer> {
    if (this.#length + more > this.#bytes.length) {
      const larger = new Uint8Array((this.#length + more) * 2);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}
