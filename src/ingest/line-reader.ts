import type { Hash } from 'node:crypto';
import { detectEncoding, fromUtf16, type Encoding } from './encoding.ts';
import { keptOfTooLong, longestLine } from './limits.ts';

/** Takes whole lines as they come out of a file. */
export interface LineSink {
  block(bytes: Buffer, offset: number): void;
  tooLong(beginning: Buffer, offset: number): void;
}

export interface LineReaderOptions {
  readonly encoding: Encoding;
  /** The line end is a lone CR, as there is no LF. */
  readonly crOnly: boolean;
  /** Where the first byte stands in the decompressed file. */
  readonly offset: number;
  /** Gets the bytes of whole lines, as they are in the file. */
  readonly hash: Hash;
  readonly sink: LineSink;
}

/** What is left at the end: an unterminated line, without the NUL tail. */
export interface Tail {
  readonly bytes: Buffer;
  readonly offset: number;
}

const lf = 10;
const cr = 13;

/**
 * Cuts decompressed bytes into blocks of whole lines and hashes them. Memory is bounded: of a line
 * that does not end within the limit only the beginning is kept.
 */
export class LineReader {
  readonly #options: LineReaderOptions;
  #carry: Buffer = Buffer.alloc(0);
  #offset: number;
  #isAtMark: boolean;
  /** The beginning of a line too long, while its end is looked for. */
  #skipping: { beginning: Buffer; offset: number; hash: Hash } | undefined;

  constructor(options: LineReaderOptions) {
    this.#options = options;
    this.#offset = options.offset;
    this.#isAtMark = options.offset === 0;
  }

  push(chunk: Buffer): void {
    let bytes = this.#carry.length === 0 ? chunk : this.#afterCarry(chunk);
    if (this.#isAtMark) {
      // Two or three bytes; they may come one by one.
      if (bytes.length < 3) {
        this.#carry = Buffer.from(bytes);
        return;
      }
      this.#isAtMark = false;
      const { bom } = detectEncoding(bytes.subarray(0, 3));
      this.#options.hash.update(bytes.subarray(0, bom));
      this.#offset += bom;
      bytes = bytes.subarray(bom);
    }
    if (this.#skipping !== undefined) {
      const end = this.#firstEnd(bytes);
      if (end < 0) {
        this.#drop(bytes, bytes.length - this.#unit);
        return;
      }
      const { beginning, offset } = this.#skipping;
      this.#options.hash.update(bytes.subarray(0, end));
      this.#offset += end;
      this.#skipping = undefined;
      this.#options.sink.tooLong(beginning, offset);
      bytes = bytes.subarray(end);
    }
    const whole = this.#lastEnd(bytes);
    if (whole > 0) this.#emit(bytes.subarray(0, whole));
    this.#keep(bytes.subarray(whole));
  }

  /** The unterminated rest; a NUL tail is no line. */
  end(): Tail {
    if (this.#isAtMark) {
      const bytes = this.#carry;
      this.#isAtMark = false;
      this.#carry = Buffer.alloc(0);
      this.push(bytes);
    }
    const skipping = this.#skipping;
    if (skipping !== undefined) return { bytes: skipping.beginning, offset: skipping.offset };
    let to = this.#carry.length;
    while (to > 0 && this.#carry[to - 1] === 0) to--;
    if (this.#unit === 2 && to % 2 === 1) to++;
    return { bytes: this.#carry.subarray(0, to), offset: this.#offset };
  }

  /** Takes the tail as a whole line after all; returns where it ends. */
  takeTail(tail: Tail): number {
    if (this.#skipping === undefined) {
      this.#emit(tail.bytes);
      return this.#offset;
    }
    this.#options.hash.update(this.#carry);
    this.#offset += this.#carry.length;
    this.#skipping = undefined;
    this.#options.sink.tooLong(tail.bytes, tail.offset);
    return this.#offset;
  }

  /** The hash of all bytes up to the end of the last whole line. */
  prefixHash(): string {
    return (this.#skipping?.hash ?? this.#options.hash).copy().digest('hex');
  }

  /** Emits the carried line with its end, so that the whole chunk need not be copied behind it. */
  #afterCarry(chunk: Buffer): Buffer {
    const isPlain = this.#unit === 1 && !this.#options.crOnly;
    const end = isPlain ? chunk.indexOf(lf) + 1 : 0;
    if (end === 0 || this.#isAtMark || this.#skipping !== undefined) {
      return Buffer.concat([this.#carry, chunk]);
    }
    this.#emit(Buffer.concat([this.#carry, chunk.subarray(0, end)]));
    return chunk.subarray(end);
  }

  get #unit(): 1 | 2 {
    return this.#options.encoding === 'utf-8' ? 1 : 2;
  }

  #keep(rest: Buffer): void {
    if (rest.length > longestLine) {
      this.#skipping = {
        beginning: Buffer.from(this.#decoded(rest.subarray(0, keptOfTooLong * this.#unit))),
        offset: this.#offset,
        hash: this.#options.hash.copy(),
      };
      this.#drop(rest, rest.length - this.#unit);
      return;
    }
    this.#carry = Buffer.from(rest);
  }

  /** Passes over `count` bytes of a line too long; the last unit stays, it may be half a line end. */
  #drop(bytes: Buffer, count: number): void {
    const even = Math.max(0, count - (count % this.#unit));
    this.#options.hash.update(bytes.subarray(0, even));
    this.#offset += even;
    this.#carry = Buffer.from(bytes.subarray(even));
  }

  #emit(raw: Buffer): void {
    this.#options.hash.update(raw);
    const offset = this.#offset;
    this.#offset += raw.length;
    // Positions in UTF-16 are not those of its UTF-8 form.
    this.#options.sink.block(this.#decoded(raw), this.#unit === 1 ? offset : -1);
  }

  #decoded(raw: Buffer): Buffer {
    if (this.#unit === 2) return fromUtf16(raw, this.#options.encoding);
    return this.#options.crOnly ? crToLf(raw) : raw;
  }

  #firstEnd(bytes: Buffer): number {
    if (this.#unit === 2) {
      for (let at = 0; ; at++) {
        at = bytes.indexOf(this.#wideLf, at);
        if (at < 0) return -1;
        if (at % 2 === 0) return at + 2;
      }
    }
    const at = bytes.indexOf(lf);
    if (at >= 0 || !this.#options.crOnly) return at + 1 === 0 ? -1 : at + 1;
    const lone = bytes.indexOf(cr);
    return lone >= 0 && lone < bytes.length - 1 ? lone + 1 : -1;
  }

  #lastEnd(bytes: Buffer): number {
    if (this.#unit === 2) {
      for (let from = bytes.length; from > 0;) {
        const at = bytes.lastIndexOf(this.#wideLf, from);
        if (at < 0) return 0;
        if (at % 2 === 0 && at + 2 <= bytes.length) return at + 2;
        from = at - 1;
      }
      return 0;
    }
    const at = bytes.lastIndexOf(lf) + 1;
    if (!this.#options.crOnly) return at;
    // A CR at the very end may be half of a CRLF.
    return Math.max(at, bytes.lastIndexOf(cr, bytes.length - 2) + 1);
  }

  get #wideLf(): Buffer {
    return this.#options.encoding === 'utf-16le' ? Buffer.from([lf, 0]) : Buffer.from([0, lf]);
  }
}

/** Lone CRs as LFs, in place of the same length; of a CRLF the CR becomes a blank. */
function crToLf(raw: Buffer): Buffer {
  const out = Buffer.from(raw);
  for (let at = out.indexOf(cr); at >= 0; at = out.indexOf(cr, at + 1)) {
    out[at] = out[at + 1] === lf ? 32 : lf;
  }
  return out;
}
