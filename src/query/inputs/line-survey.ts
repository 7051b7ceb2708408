import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Header, LineFormat, LineSchema } from '../../parsers/format.ts';

/** A file whose bytes DuckDB may scan where they are, and what is in it. */
export interface PlaceSurvey {
  /** The one schema of all its data lines; null where there is no data line. */
  readonly schema: LineSchema | null;
  readonly header: Header;
  readonly dataLines: number;
  readonly lineEnd: '\n' | '\r\n';
  /** Lines from here on are the last one, perhaps unterminated. */
  readonly bytes: number;
  readonly lines: number;
}

const chunkBytes = 4 << 20;
const longestLine = 1 << 20;
const [lf, cr, space, hash] = [10, 13, 32, 35] as const;

/**
 * Looks at every byte of a log once (0.3 s a GB): undefined unless it is well-formed UTF-8 without
 * NUL and 0x01, with one kind of line end, bounded lines without runs of blanks where the format
 * closes those up, and one schema for all its lines. Anything odd takes the way over a clean copy.
 */
export async function surveyInPlace(
  file: string,
  format: LineFormat,
  signal: AbortSignal,
): Promise<PlaceSurvey | undefined> {
  const survey = new Survey(format);
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes + longestLine);
    for (let [position, kept] = [0, 0]; ;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, kept, chunkBytes, position);
      const filled = kept + bytesRead;
      position += bytesRead;
      const end = bytesRead === 0 ? filled : buffer.lastIndexOf(lf, filled - 1) + 1;
      if (end > 0 && end <= filled && !survey.block(buffer.subarray(0, end))) return undefined;
      if (bytesRead === 0) return survey.result(position);
      kept = filled - end;
      if (kept > longestLine) return undefined;
      buffer.copyWithin(0, end, filled);
    }
  } finally {
    await handle.close();
  }
}

class Survey {
  readonly #format: LineFormat;
  readonly #hasDirectives: boolean;
  readonly #closesUp: boolean;
  #header: Header = {};
  #schema: LineSchema | null;
  #used: LineSchema | null = null;
  #day: string | undefined;
  #dataLines = 0;
  #lines = 0;
  #hasBlank = false;
  #lineEnd: '\n' | '\r\n' | undefined;

  constructor(format: LineFormat) {
    this.#format = format;
    this.#hasDirectives = format.directive !== undefined;
    this.#closesUp = format.collapseSpaces === true;
    this.#schema = format.schema(this.#header);
  }

  /** Takes whole lines; false where the file cannot be scanned in place. */
  block(bytes: Buffer): boolean {
    if (!isUtf8(bytes) || bytes.includes(0) || bytes.includes(1)) return false;
    if (this.#closesUp && bytes.includes('  ')) return false;
    const end = bytes.length;
    let nextCr = bytes.indexOf(cr);
    this.#lineEnd ??= nextCr >= 0 && bytes[nextCr + 1] === lf ? '\r\n' : '\n';
    const isCrlf = this.#lineEnd === '\r\n';
    for (let from = 0; from < end;) {
      let next = bytes.indexOf(lf, from);
      const isWhole = next >= 0;
      if (!isWhole) next = end;
      let to = next;
      if (isCrlf && isWhole) {
        if (nextCr !== next - 1) return false;
        to = nextCr;
        nextCr = bytes.indexOf(cr, next);
      } else if (nextCr >= 0 && nextCr < next) return false;
      if (to - from > longestLine) return false;
      this.#lines++;
      if (to === from) this.#hasBlank = true;
      else if (!this.#line(bytes, from, to)) return false;
      from = next + 1;
    }
    return true;
  }

  result(bytes: number): PlaceSurvey {
    return {
      schema: this.#used,
      header: this.#header,
      dataLines: this.#dataLines,
      lines: this.#lines,
      lineEnd: this.#lineEnd ?? '\n',
      bytes,
    };
  }

  #line(bytes: Buffer, from: number, to: number): boolean {
    const first = bytes[from] ?? 0;
    if (first === hash && this.#hasDirectives)
      return this.#directive(bytes.toString('utf8', from, to));
    // A blank at either end, a byte order mark: the clean copy knows what to do with them.
    if (first <= space || first === 0xef || (this.#closesUp && bytes[to - 1] === space))
      return false;
    // DuckDB passes over empty lines, which would put off the numbers of those below.
    if (this.#schema === null || this.#hasBlank) return false;
    if (this.#used !== this.#schema) {
      if (this.#used !== null && this.#used.key !== this.#schema.key) return false;
      this.#used = this.#schema;
    }
    this.#dataLines++;
    return true;
  }

  #directive(line: string): boolean {
    const header = this.#format.directive?.(line, this.#header) ?? null;
    if (header === null) return false;
    if (header === this.#header) return true;
    if (header.day !== this.#header.day) {
      if (this.#day !== undefined && this.#dataLines > 0 && this.#schema?.dayFromHeader === true) {
        return false;
      }
      this.#day = header.day;
    }
    this.#header = header;
    this.#schema = this.#format.schema(header);
    return true;
  }
}
