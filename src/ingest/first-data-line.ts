import type { Encoding } from './encoding.ts';

const lf = 10;
const cr = 13;
const hash = 35;

/**
 * Looks in the bytes of a file, given in chunks of any size from its beginning, for the end of its first
 * data line: a line that holds more than blanks and begins with no `#`. Keeps no bytes, so that it does not
 * matter how long the header is.
 */
export class FirstDataLine {
  readonly #encoding: Encoding;
  readonly #unit: 1 | 2;
  readonly #crOnly: boolean;
  /** Half a code unit, where a chunk ended in it. */
  #carry = Buffer.alloc(0);
  /** Where the next code unit stands. */
  #at: number;
  #before = 0;
  #line: 'open' | 'comment' | 'data' = 'open';
  /** The end of what is written so far: NULs, and a CR at its end, are not counted. */
  #written = 0;

  /** `bom` is the length of the byte order mark, which is not among the bytes. */
  constructor(encoding: Encoding, crOnly: boolean, bom: number) {
    this.#encoding = encoding;
    this.#unit = encoding === 'utf-8' ? 1 : 2;
    this.#crOnly = crOnly;
    this.#at = bom;
  }

  /** Where the line ends, its line end not counted, once it has. */
  push(chunk: Buffer): number | undefined {
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    const whole = bytes.length - (bytes.length % this.#unit);
    for (let i = 0; i < whole; i += this.#unit) {
      const end = this.#take(this.#codeAt(bytes, i));
      if (end !== undefined) return end;
    }
    this.#carry = Buffer.from(bytes.subarray(whole));
    return undefined;
  }

  /** The same for a line that the file ends with, without line end and NUL tail. */
  end(): number | undefined {
    return this.#line === 'data' ? this.#written : undefined;
  }

  #codeAt(bytes: Buffer, at: number): number {
    if (this.#unit === 1) return bytes[at] ?? 0;
    return this.#encoding === 'utf-16le' ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  #take(code: number): number | undefined {
    const start = this.#at;
    this.#at += this.#unit;
    if (code === lf || (this.#crOnly && code === cr)) {
      if (this.#line === 'data') return this.#before === cr ? start - this.#unit : start;
      this.#line = 'open';
    } else if (this.#line === 'open') {
      if (code === hash) this.#line = 'comment';
      else if (code !== 0 && String.fromCharCode(code).trim() !== '') this.#line = 'data';
    } else if (this.#line === 'comment' && code === cr) {
      // A lone CR ends a comment too.
      this.#line = 'open';
    }
    if (code !== 0) this.#written = code === cr ? start : this.#at;
    this.#before = code;
    return undefined;
  }
}
