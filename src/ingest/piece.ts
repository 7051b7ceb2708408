import { rmSync } from 'node:fs';
import path from 'node:path';
import type { ExpressLayout } from '../parsers/express/express-reader.ts';
import type { LineFormat, LineSchema } from '../parsers/format.ts';
import type { FactTable } from '../parsers/express/fact-table.ts';
import { ByteFile } from '../support/byte-file.ts';
import { ExpressWriter } from './express-writer.ts';
import type { LineHead } from './line-head.ts';

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
}

/** Lines read byte by byte: their values lie in typed columns (ADR 0014). */
export interface ExpressKind extends PieceKind {
  readonly schema: LineSchema;
  readonly express: ExpressLayout;
}

/** A finished working copy: `file_id 0x01 line_no 0x01 byte_offset 0x01 day 0x01 line LF`. */
export interface Piece {
  readonly kind: PieceKind;
  readonly lines: number;
  readonly fileIds: readonly number[];
  readonly file: string;
}

/** Finished columns: the facts as a Parquet file, the rows of each dimension that are new as text. */
export interface ExpressPiece extends Piece {
  readonly kind: ExpressKind;
  /** Of each dimension of the reader; none where it has no new rows. */
  readonly dimensions: readonly (string | undefined)[];
}

export function isExpress(piece: Piece): piece is ExpressPiece {
  return 'express' in piece.kind;
}

/** Removes the files of a piece. */
export function removePiece(piece: Piece): void {
  const files = [piece.file, ...(isExpress(piece) ? piece.dimensions : [])];
  for (const file of files) if (file !== undefined) rmSync(file, { force: true });
}

const bufferSize = 4 << 20;
const mostOpen = 16;

/**
 * Writes lines into a working copy of bounded size. What it writes is all that DuckDB ever sees of a
 * log: well-formed UTF-8, LF line ends, no NUL, no 0x01 inside a line, bounded lines.
 */
export class PieceWriter {
  readonly #kind: PieceKind;
  readonly #file: ByteFile;
  readonly #limit: number;
  readonly #fileIds = new Set<number>();
  #lines = 0;
  #isFinished = false;

  constructor(kind: PieceKind, file: string, limit: number) {
    this.#kind = kind;
    this.#limit = limit;
    this.#file = new ByteFile(file, bufferSize);
  }

  /** Lines to come belong into another. */
  get isFull(): boolean {
    return this.#isFinished || this.#file.size >= this.#limit;
  }

  /** Appends one line whose bytes are `source[from..to)`; they are fit for DuckDB. */
  write(head: LineHead, source: Buffer, from: number, to: number): void {
    const file = this.#file;
    file.reserve(to - from + 80);
    let at = head.put(file.bytes, file.at);
    at += source.copy(file.bytes, at, from, to);
    file.bytes[at++] = 10;
    file.at = at;
    this.#lines++;
  }

  addFile(fileId: number): void {
    this.#fileIds.add(fileId);
  }

  finish(): Piece {
    this.#isFinished = true;
    this.#file.finish();
    const { path: file } = this.#file;
    return { kind: this.#kind, file, lines: this.#lines, fileIds: [...this.#fileIds] };
  }

  abandon(): void {
    this.#file.abandon();
  }
}

/** The open pieces of a run, one a kind, each handed on when it is full. */
export class Pieces {
  readonly #folder: string;
  readonly #limit: number;
  readonly #open = new Map<string, PieceWriter | ExpressWriter>();
  readonly #full: Piece[] = [];
  #made = 0;
  /** An empty table for the next express writer. */
  #spare: FactTable | undefined;

  constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  writer(kind: PieceKind, fileId: number): PieceWriter {
    const open = this.#openWriter(kind.key);
    const writer =
      open instanceof PieceWriter
        ? open
        : this.#add(kind.key, () => new PieceWriter(kind, this.#next(), this.#limit));
    writer.addFile(fileId);
    return writer;
  }

  expressWriter(kind: ExpressKind, fileId: number, newTable: () => FactTable): ExpressWriter {
    const open = this.#openWriter(kind.key);
    const writer =
      open instanceof ExpressWriter
        ? open
        : this.#add(
            kind.key,
            () => new ExpressWriter(kind, this.#next(), this.#spareOf(kind) ?? newTable()),
          );
    writer.addFile(fileId);
    return writer;
  }

  /** Pieces that are full; with `all` the ones still open too. */
  take(all: boolean): Piece[] {
    if (all) this.#finishAll();
    return this.#full.splice(0);
  }

  abandon(): void {
    for (const writer of this.#open.values()) writer.abandon();
    this.#open.clear();
    for (const piece of this.#full.splice(0)) removePiece(piece);
  }

  #openWriter(key: string): PieceWriter | ExpressWriter | undefined {
    const writer = this.#open.get(key);
    if (writer?.isFull !== true) return writer;
    this.#finish(writer);
    this.#open.delete(key);
    return undefined;
  }

  #finish(writer: PieceWriter | ExpressWriter): void {
    this.#full.push(writer.finish());
    if (!(writer instanceof ExpressWriter)) return;
    this.#spare?.free();
    this.#spare = writer.facts;
  }

  /** The spare table, if its columns are those of this kind. */
  #spareOf(kind: ExpressKind): FactTable | undefined {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare?.fits(kind.express.facts) === true) return spare;
    spare?.free();
    return undefined;
  }

  #add<T extends PieceWriter | ExpressWriter>(key: string, make: () => T): T {
    // A file whose header changes from line to line must not open ever more of them.
    if (this.#open.size >= mostOpen) this.#finishAll();
    const writer = make();
    this.#open.set(key, writer);
    return writer;
  }

  #finishAll(): void {
    for (const writer of this.#open.values()) this.#finish(writer);
    this.#open.clear();
  }

  #next(): string {
    return path.join(this.#folder, `piece-${++this.#made}.tmp`);
  }
}
