import { isUtf8 } from 'node:buffer';
import type {
  ExpressMemory,
  ExpressOptions,
  ExpressReader,
} from '../parsers/express/express-reader.ts';
import type { Header, LineFormat, LineSchema } from '../parsers/format.ts';
import { repairUtf8 } from './encoding.ts';
import type { ExpressWriter } from './express-writer.ts';
import { keptOfTooLong, longestLine } from './limits.ts';
import { LineHead } from './line-head.ts';
import type { PieceKind, Pieces, PieceWriter } from './piece.ts';

/** Where the reading of a file stands: all that is needed to go on from there. */
export interface Progress {
  readonly lines: number;
  readonly directives: number;
  readonly blank: number;
  readonly header: Header;
}

export const atStart: Progress = Object.freeze({
  lines: 0,
  directives: 0,
  blank: 0,
  header: Object.freeze({}),
});

export interface SegmenterOptions {
  readonly format: LineFormat;
  readonly fileId: number;
  readonly pieces: Pieces;
  readonly start: Progress;
  /** Lines up to this one were loaded before and are offered again to a wider filter. */
  readonly oldLines: number;
  /** False where the old lines are passed over: only counted, and their headers read. */
  readonly offerOld: boolean;
  /** Given where regular lines may be read by the format's express reader. */
  readonly express?: { readonly options: ExpressOptions; readonly memory: ExpressMemory };
}

const lf = 10;
const cr = 13;
const space = 32;
const hash = 35;
const replacement = '\ufffd';
/** Not searched for yet (-1: searched, none found). */
const unknown = -2;

/**
 * Tells directives, blank and data lines apart and puts the data lines into pieces by schema. It is
 * given whole lines in blocks of any size; how the file was cut into blocks changes nothing.
 */
export class Segmenter {
  readonly #options: SegmenterOptions;
  readonly #head: LineHead;
  #lines: number;
  #directives: number;
  #blank: number;
  #header: Header;
  #schema: LineSchema | null;
  #reader: ExpressReader | null;
  /** Whether the express reader has the block. */
  #isTaken = false;
  #expressWriter: ExpressWriter | undefined;
  #writer: PieceWriter | undefined;
  #writerForOld = false;

  constructor(options: SegmenterOptions) {
    this.#options = options;
    this.#head = new LineHead(options.fileId);
    this.#lines = options.start.lines;
    this.#directives = options.start.directives;
    this.#blank = options.start.blank;
    this.#header = options.start.header;
    this.#schema = options.format.schema(this.#header);
    this.#reader = this.#expressFor();
    this.#head.day = this.#dayOf();
  }

  get progress(): Progress {
    return {
      lines: this.#lines,
      directives: this.#directives,
      blank: this.#blank,
      header: this.#header,
    };
  }

  /** Whole lines: `bytes` ends with a line end. `offset` is where it stands in the file, or -1. */
  block(bytes: Buffer, offset: number): void {
    this.#writer = undefined;
    this.#expressWriter = undefined;
    const clean = isUtf8(bytes) && !bytes.includes(0) && !bytes.includes(1);
    const collapse = this.#options.format.collapseSpaces === true;
    let nextRun = collapse ? unknown : -1;
    let nextCr = unknown;
    const end = bytes.length;
    let from = 0;
    this.#isTaken = false;
    while (from < end) {
      if (clean) from = this.#express(bytes, from);
      if (from >= end) break;
      let next = bytes.indexOf(lf, from);
      if (next < 0) next = end;
      let to = next;
      // Files that went through a conversion of line ends too many have CR CR LF.
      while (to > from && bytes[to - 1] === cr) to--;
      if (nextRun !== -1 && nextRun < from) nextRun = bytes.indexOf('  ', from);
      if (nextCr !== -1 && nextCr < from) nextCr = bytes.indexOf(cr, from);
      const odd =
        !clean ||
        (nextRun >= 0 && nextRun < to) ||
        (nextCr >= 0 && nextCr < to) ||
        bytes[from] === hash ||
        (bytes[from] ?? 0) <= space ||
        (collapse && bytes[to - 1] === space) ||
        to - from > longestLine ||
        to === from;
      const at = offset < 0 ? -1 : offset + from;
      if (odd) this.#oddLine(bytes.subarray(from, to), at);
      else {
        this.#lines++;
        this.#data(bytes, from, to, at);
      }
      from = next + 1;
    }
  }

  /** A line that was too long to be kept whole: its beginning. */
  tooLong(beginning: Buffer, offset: number): void {
    this.#lines++;
    const text = clean(repairUtf8(beginning.subarray(0, keptOfTooLong)));
    this.#reject('too-long', text, offset);
  }

  #oddLine(raw: Buffer, offset: number): void {
    if (raw.length > longestLine) {
      this.tooLong(raw, offset);
      return;
    }
    if (!raw.includes(cr) || this.#isOneLine(raw)) {
      this.#line(raw, offset);
      return;
    }
    let from = 0;
    while (from <= raw.length) {
      const next = raw.indexOf(cr, from);
      const to = next < 0 ? raw.length : next;
      this.#line(raw.subarray(from, to), offset < 0 ? -1 : offset + from);
      from = to + 1;
    }
  }

  /** A lone CR ends a line, unless it stands inside a value: then the line has its right number of them. */
  #isOneLine(raw: Buffer): boolean {
    const schema = this.#schema;
    if (schema === null || raw[0] === hash) return false;
    return this.#options.format.countValues(clean(repairUtf8(raw)), schema) === schema.values;
  }

  #line(raw: Buffer, offset: number): void {
    this.#lines++;
    let from = 0;
    let to = raw.length;
    while (from < to && raw[from] === 0) from++;
    while (to > from && raw[to - 1] === 0) to--;
    const text = this.#closeUp(clean(repairUtf8(raw.subarray(from, to))));
    if (text.trim() === '') {
      this.#blank++;
      return;
    }
    const { format } = this.#options;
    const header = text.startsWith('#') ? format.directive?.(text, this.#header) : null;
    if (header === null || header === undefined) {
      const bytes = Buffer.from(text, 'utf8');
      this.#data(bytes, 0, bytes.length, offset);
      return;
    }
    this.#directives++;
    if (header === this.#header) return;
    this.#header = header;
    this.#schema = format.schema(header);
    this.#reader = this.#expressFor();
    this.#head.day = this.#dayOf();
    this.#writer = undefined;
    this.#expressWriter = undefined;
  }

  #data(bytes: Buffer, from: number, to: number, offset: number): void {
    const isOld = this.#lines <= this.#options.oldLines;
    if (isOld && !this.#options.offerOld) return;
    const schema = this.#schema;
    if (schema === null) {
      this.#reject('no-fields', bytes.toString('utf8', from, to), offset);
      return;
    }
    if (this.#writer?.isFull !== false || this.#writerForOld !== isOld) {
      this.#writer = this.#writerFor(schema, isOld);
      this.#writerForOld = isOld;
    }
    this.#head.lineNo = this.#lines;
    this.#head.offset = offset;
    this.#writer.write(this.#head, bytes, from, to);
  }

  /** Gives new lines from `from` on to the express reader; where it stopped. */
  #express(bytes: Buffer, from: number): number {
    const reader = this.#reader;
    const schema = this.#schema;
    if (reader === null || schema === null) return from;
    if (this.#lines < this.#options.oldLines) return from;
    if (!this.#isTaken) reader.take(bytes);
    this.#isTaken = true;
    let at = from;
    for (;;) {
      if (this.#expressWriter?.isFull !== false) {
        this.#expressWriter = this.#expressWriterFor(schema, reader);
      }
      at = reader.read(at, this.#lines + 1, this.#expressWriter);
      this.#lines += reader.linesRead;
      if (!this.#expressWriter.isFull || at >= bytes.length) return at;
    }
  }

  #expressFor(): ExpressReader | null {
    const { format, express } = this.#options;
    if (this.#schema === null || express === undefined) return null;
    return format.express?.(this.#schema, express.options, express.memory) ?? null;
  }

  #expressWriterFor(schema: LineSchema, reader: ExpressReader): ExpressWriter {
    const { format, fileId, pieces } = this.#options;
    const key = `express ${format.name} ${schema.key}`;
    const kind = { key, format, schema, express: reader.layout };
    return pieces.expressWriter(kind, fileId, () => reader.newTable());
  }

  #reject(reason: 'no-fields' | 'too-long', text: string, offset: number): void {
    // Rejects of the first load stay; only what is kept can be new to a wider filter.
    if (this.#lines <= this.#options.oldLines) return;
    const { format, fileId, pieces } = this.#options;
    const kind: PieceKind = { key: `reject ${reason}`, format, schema: null, reject: reason };
    const bytes = Buffer.from(text, 'utf8');
    this.#head.lineNo = this.#lines;
    this.#head.offset = offset;
    pieces.writer(kind, fileId).write(this.#head, bytes, 0, bytes.length);
    this.#writer = undefined;
  }

  #writerFor(schema: LineSchema, isOld: boolean): PieceWriter {
    const { format, fileId, pieces } = this.#options;
    const again = isOld ? { again: fileId } : {};
    const key = `${format.name} ${isOld ? fileId : ''} ${schema.key}`;
    return pieces.writer({ key, format, schema, ...again }, fileId);
  }

  #dayOf(): string | undefined {
    return this.#schema?.dayFromHeader === true ? this.#header.day : undefined;
  }

  #closeUp(text: string): string {
    return this.#options.format.collapseSpaces === true ? text.trim().replace(/ {2,}/g, ' ') : text;
  }
}

/** Text without what DuckDB's scan takes for structure. */
function clean(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/[\u0000\u0001\r\n]/g, replacement);
}
