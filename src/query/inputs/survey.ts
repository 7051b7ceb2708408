import { isUtf8 } from 'node:buffer';
import type { Header, LineFormat, LineSchema } from '../../parsers/format.ts';
import { isMoment } from './good-line.ts';
import { SurveyKernel } from './survey-kernel.ts';

/** A file whose bytes DuckDB may scan where they are, and what is in it. */
export interface PlaceSurvey {
  /** The one schema of all its data lines; null where there is no data line. */
  readonly schema: LineSchema | null;
  readonly header: Header;
  /**
   * Every data line has the schema's number of values between single blanks, and a real day and time
   * in front: `2024-05-01 07:08:09 `. False may also mean: nobody can say.
   */
  readonly isRegular: boolean;
  readonly dataLines: number;
  readonly lineEnd: '\n' | '\r\n';
}

const [lf, cr] = [10, 13] as const;

/** What the lines of one log show, block by block. */
export class Survey {
  readonly kernel: SurveyKernel;
  readonly #format: LineFormat;
  #header: Header = {};
  /** Of the lines to come, and of those there were. */
  #schema: LineSchema | null = null;
  #used: LineSchema | null = null;
  #lineEnd: '\n' | '\r\n' | undefined;

  constructor(format: LineFormat) {
    this.#format = format;
    this.kernel = SurveyKernel.acquire({ directive: (line) => this.#directive(line), isDay });
    this.#begin('\n');
  }

  /** Takes whole lines in the kernel's memory; false where the file cannot be scanned in place. */
  take(from: number, to: number): boolean {
    const { bytes, exports } = this.kernel;
    const block = bytes.subarray(from, to);
    if (!isUtf8(block)) return false;
    if (this.#lineEnd === undefined) {
      const firstCr = block.indexOf(cr);
      this.#lineEnd = firstCr >= 0 && block[firstCr + 1] === lf ? '\r\n' : '\n';
      this.#begin(this.#lineEnd);
    }
    if (exports.take(from, to) === 0) return false;
    if (exports.dataLines.value !== 0) this.#used ??= this.#schema;
    return true;
  }

  /** Whether all lines so far may be read as `promise` says, if need be judged. */
  isLike(promise: PlaceSurvey): boolean {
    return (
      this.#used?.key === promise.schema?.key &&
      this.#lineEnd === promise.lineEnd &&
      (promise.schema?.dayFromHeader !== true || this.#header.day === promise.header.day)
    );
  }

  get isRegular(): boolean {
    return this.kernel.exports.isRegular.value !== 0;
  }

  result(): PlaceSurvey {
    const { dataLines } = this.kernel.exports;
    return {
      schema: this.#used,
      header: this.#header,
      isRegular: this.isRegular,
      // The kernel counts in 32 bits with a sign.
      dataLines: dataLines.value >>> 0,
      lineEnd: this.#lineEnd ?? '\n',
    };
  }

  #begin(lineEnd: '\n' | '\r\n'): void {
    this.kernel.exports.begin(lineEnd === '\r\n', this.#format.directive !== undefined);
    this.#expect(this.#format.schema(this.#header));
  }

  #expect(schema: LineSchema | null): void {
    this.#schema = schema;
    if (schema === null) return;
    const [date, time, ...others] = schema.columns.filter(isMoment);
    const isKnown =
      this.#format.collapseSpaces === true &&
      date?.type === 'DATE' &&
      date.from === 1 &&
      time?.type === 'TIME' &&
      time.from === 2 &&
      others.length === 0;
    this.kernel.exports.expectValues(isKnown ? schema.values : 0);
  }

  #directive(line: string): boolean {
    const header = this.#format.directive?.(line, this.#header) ?? null;
    if (header === null) return false;
    if (header === this.#header) return true;
    const hasData = this.kernel.exports.dataLines.value !== 0;
    if (hasData) this.#used ??= this.#schema;
    const schema = this.#format.schema(header);
    if (hasData) {
      if (schema === null || schema.key !== this.#used?.key) return false;
      if (schema.dayFromHeader === true && header.day !== this.#header.day) return false;
    }
    this.#header = header;
    this.#expect(schema);
    return true;
  }
}

/** `2024-02-29`: a day of the calendar, written as DuckDB writes it too. */
function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
