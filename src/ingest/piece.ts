import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { ByteRow } from '../parsers/express/byte-row.ts';
import type { ExpressReader, LineFormat, LineSchema } from '../parsers/format.ts';

/** Why the lines of a piece are rejects without being looked at. */
export type FixedReason = 'no-fields' | 'too-long';

/** Lines of one kind on their way into DuckDB: same schema, same treatment. */
export interface PieceKind {
  readonly key: string;
  readonly format: LineFormat;
  readonly schema: LineSchema | null;
  readonly reject?: FixedReason;
  /** Set where the lines were offered before, to a narrower filter. */
  readonly again?: number;
  /** Set where the lines were read byte by byte: the values of this reader follow the line number. */
  readonly express?: ExpressReader;
}

/**
 * A finished working copy: `file_id 0x01 line_no 0x01 byte_offset 0x01 day 0x01 line LF`, or
 * `file_id 0x01 line_no` and each value of an express reader after a 0x01.
 */
export interface Piece {
  readonly kind: PieceKind;
  readonly file: string;
  readonly lines: number;
  readonly fileIds: readonly number[];
}

const bufferSize = 4 << 20;
const mostOpen = 16;

/**
 * Writes lines into working copies of bounded size. What it writes is all that DuckDB ever sees of a
 * log: well-formed UTF-8, LF line ends, no NUL, no 0x01 inside a line, bounded lines.
 */
export class PieceWriter {
  readonly kind: PieceKind;
  readonly #file: string;
  readonly #handle: number;
  readonly #out: Buffer;
  readonly #fileIds = new Set<number>();
  readonly #row = new ByteRow();
  #at = 0;
  #written = 0;
  #lines = 0;

  constructor(kind: PieceKind, file: string) {
    this.kind = kind;
    this.#file = file;
    this.#handle = openSync(file, 'w', 0o600);
    this.#out = Buffer.allocUnsafe(bufferSize);
  }

  get size(): number {
    return this.#written + this.#at;
  }

  /** Room for one line of at most `bytes`; the writer owns `#out` until `commit`. */
  #reserve(bytes: number): void {
    if (this.#at + bytes + 80 > this.#out.length) this.#flush();
  }

  /** Appends one line whose bytes are `source[from..to)`; they are fit for DuckDB. */
  write(head: LineHead, source: Buffer, from: number, to: number): void {
    this.#reserve(to - from);
    const out = this.#out;
    let at = head.put(out, this.#at);
    at += source.copy(out, at, from, to);
    out[at++] = 10;
    this.#at = at;
    this.#lines++;
  }

  /** Appends what `reader` makes of a line; false, and nothing appended, where it is not regular. */
  tryExpress(
    head: LineHead,
    reader: ExpressReader,
    source: Buffer,
    from: number,
    to: number,
  ): boolean {
    // A line's values are its bytes at most three times over (--keep-query), and what is absent.
    this.#reserve(3 * (to - from) + 1024);
    const row = this.#row;
    row.out = this.#out;
    row.at = head.putShort(this.#out, this.#at);
    if (!reader.read(source, from, to, row)) return false;
    this.#out[row.at - 1] = 10;
    this.#at = row.at;
    this.#lines++;
    return true;
  }

  addFile(fileId: number): void {
    this.#fileIds.add(fileId);
  }

  finish(): Piece {
    this.#flush();
    closeSync(this.#handle);
    return {
      kind: this.kind,
      file: this.#file,
      lines: this.#lines,
      fileIds: [...this.#fileIds],
    };
  }

  abandon(): void {
    closeSync(this.#handle);
    rmSync(this.#file, { force: true });
  }

  #flush(): void {
    let done = 0;
    while (done < this.#at) done += writeSync(this.#handle, this.#out, done, this.#at - done);
    this.#written += this.#at;
    this.#at = 0;
  }
}

/** The fields before the line, kept as digits so that a line costs a few byte stores. */
export class LineHead {
  readonly #fixed: Buffer;
  readonly #digits = Buffer.alloc(20);
  #day = Buffer.alloc(0);
  lineNo = 0;
  offset = 0;

  constructor(fileId: number) {
    this.#fixed = Buffer.from(`${fileId}\u0001`);
  }

  set day(day: string | undefined) {
    this.#day = Buffer.from(day ?? '');
  }

  put(out: Buffer, start: number): number {
    let at = start + this.#fixed.copy(out, start);
    at = this.#number(out, at, this.lineNo);
    at = this.#number(out, at, this.offset);
    if (this.#day.length > 0) at += this.#day.copy(out, at);
    out[at++] = 1;
    return at;
  }

  /** File and line number only. */
  putShort(out: Buffer, start: number): number {
    return this.#number(out, start + this.#fixed.copy(out, start), this.lineNo);
  }

  #number(out: Buffer, start: number, value: number): number {
    const digits = this.#digits;
    let at = start;
    let first = digits.length;
    let rest = value;
    do {
      const next = Math.floor(rest / 10);
      digits[--first] = 48 + rest - next * 10;
      rest = next;
    } while (rest > 0);
    while (first < digits.length) out[at++] = digits[first++] ?? 48;
    out[at++] = 1;
    return at;
  }
}

/** The open pieces of a run, one a kind, each handed on when it is full. */
export class Pieces {
  readonly #folder: string;
  readonly #limit: number;
  readonly #open = new Map<string, PieceWriter>();
  readonly #full: Piece[] = [];
  #made = 0;

  constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  writer(kind: PieceKind, fileId: number): PieceWriter {
    let writer = this.#open.get(kind.key);
    if (writer !== undefined && writer.size >= this.#limit) {
      this.#full.push(writer.finish());
      writer = undefined;
    }
    if (writer === undefined) {
      writer = new PieceWriter(kind, path.join(this.#folder, `piece-${++this.#made}.tmp`));
      this.#open.set(kind.key, writer);
    }
    writer.addFile(fileId);
    return writer;
  }

  /** Pieces that are full; with `all` the ones still open too. */
  take(all: boolean): Piece[] {
    // A file whose header changes from line to line must not open ever more copies.
    if (all || this.#open.size > mostOpen) {
      for (const writer of this.#open.values()) this.#full.push(writer.finish());
      this.#open.clear();
    }
    return this.#full.splice(0);
  }

  abandon(): void {
    for (const writer of this.#open.values()) writer.abandon();
    this.#open.clear();
    for (const piece of this.#full.splice(0)) rmSync(piece.file, { force: true });
  }
}
