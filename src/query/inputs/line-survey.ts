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
  readonly bytes: number;
  readonly lines: number;
}

const chunkBytes = 4 << 20;
const beginningBytes = 256 << 10;
const longestLine = 1 << 20;
const spaced = chunkBytes + longestLine;
const [lf, cr, space, hash] = [10, 13, 32, 35] as const;

/**
 * Looks at every byte of a log once (0.3 s a GB): undefined unless it is well-formed UTF-8 without
 * NUL and 0x01, with one kind of line end, bounded lines and one schema for all of them. Anything odd
 * takes the way over a clean copy.
 */
export async function surveyInPlace(
  file: string,
  format: LineFormat,
  signal: AbortSignal,
): Promise<PlaceSurvey | undefined> {
  const survey = new Survey(format);
  const handle = await open(file, 'r');
  // Two buffers: the next megabytes are read while these are looked at. A line that a block cuts is
  // kept in front of the next one.
  const buffers = [Buffer.allocUnsafe(spaced), Buffer.allocUnsafe(spaced)] as const;
  const readInto = (turn: number, position: number): Promise<number> =>
    handle
      .read(buffers[turn % 2 === 0 ? 0 : 1], longestLine, chunkBytes, position)
      .then(({ bytesRead }) => bytesRead);
  let reading = readInto(0, 0);
  try {
    for (let [turn, position, kept] = [0, 0, 0]; ; turn++) {
      signal.throwIfAborted();
      const bytesRead = await reading;
      position += bytesRead;
      const buffer = buffers[turn % 2 === 0 ? 0 : 1];
      if (bytesRead > 0) reading = readInto(turn + 1, position);
      const start = longestLine - kept;
      const filled = longestLine + bytesRead;
      const end = bytesRead === 0 ? filled : buffer.lastIndexOf(lf, filled - 1) + 1;
      if (end > start && !survey.block(buffer.subarray(start, end))) return undefined;
      if (bytesRead === 0) return survey.result(position);
      const from = Math.max(start, end);
      kept = filled - from;
      if (kept > longestLine) return undefined;
      const other = buffers[turn % 2 === 0 ? 1 : 0];
      buffer.copy(other, longestLine - kept, from, filled);
    }
  } finally {
    await reading.catch(() => 0);
    await handle.close();
  }
}

/**
 * What the first lines of a long log promise about the whole: the schema of its lines, the day, the
 * line end. Undefined where the file is short, or shows at once that it cannot be scanned in place.
 */
export async function surveyBeginning(
  file: string,
  format: LineFormat,
): Promise<PlaceSurvey | undefined> {
  const survey = new Survey(format);
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(beginningBytes);
    const { bytesRead } = await handle.read(buffer, 0, beginningBytes, 0);
    const end = buffer.subarray(0, bytesRead).lastIndexOf(lf) + 1;
    if (bytesRead < beginningBytes || end === 0) return undefined;
    if (!survey.block(buffer.subarray(0, end))) return undefined;
    const found = survey.result(end);
    return found.schema === null ? undefined : found;
  } finally {
    await handle.close();
  }
}

/** Whether a whole file is what its beginning promised. */
export function isAsPromised(whole: PlaceSurvey, beginning: PlaceSurvey): boolean {
  return (
    whole.schema?.key === beginning.schema?.key &&
    whole.lineEnd === beginning.lineEnd &&
    (whole.schema?.dayFromHeader !== true || whole.header.day === beginning.header.day)
  );
}

class Survey {
  readonly #format: LineFormat;
  readonly #hasDirectives: boolean;
  #header: Header = {};
  #schema: LineSchema | null;
  #used: LineSchema | null = null;
  #day: string | undefined;
  #dataLines = 0;
  #lineCount = 0;
  #hasBlank = false;
  #lineEnd: '\n' | '\r\n' | undefined;

  constructor(format: LineFormat) {
    this.#format = format;
    this.#hasDirectives = format.directive !== undefined;
    this.#schema = format.schema(this.#header);
  }

  /** Takes whole lines; false where the file cannot be scanned in place. */
  block(bytes: Buffer): boolean {
    if (!isUtf8(bytes) || bytes.includes(0) || bytes.includes(1)) return false;
    const firstCr = bytes.indexOf(cr);
    this.#lineEnd ??= firstCr >= 0 && bytes[firstCr + 1] === lf ? '\r\n' : '\n';
    if (this.#lineEnd === '\n') return firstCr < 0 && this.#lines(bytes, 0);
    // Each CR has to stand before an LF, and each LF behind a CR.
    for (let at = firstCr; at >= 0; at = bytes.indexOf(cr, at + 1)) {
      if (bytes[at + 1] !== lf) return false;
    }
    return this.#lines(bytes, 1);
  }

  /** `width`: the bytes of a line end before its LF. */
  #lines(bytes: Buffer, width: 0 | 1): boolean {
    const end = bytes.length;
    let lines = 0;
    for (let from = 0; from < end;) {
      let next = bytes.indexOf(lf, from);
      let to = next - width;
      if (next < 0) next = to = end;
      else if (width === 1 && bytes[to] !== cr) return false;
      if (to - from > longestLine) return false;
      lines++;
      if (to <= from) this.#hasBlank = true;
      else if (!this.#line(bytes, from, to)) return false;
      from = next + 1;
    }
    this.#lineCount += lines;
    return true;
  }

  result(bytes: number): PlaceSurvey {
    return {
      schema: this.#used,
      header: this.#header,
      dataLines: this.#dataLines,
      lines: this.#lineCount,
      lineEnd: this.#lineEnd ?? '\n',
      bytes,
    };
  }

  #line(bytes: Buffer, from: number, to: number): boolean {
    const first = bytes[from] ?? 0;
    if (first === hash && this.#hasDirectives)
      return this.#directive(bytes.toString('utf8', from, to));
    // A blank or a byte order mark in front: the clean copy knows what to do with them.
    if (first <= space || first === 0xef) return false;
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
