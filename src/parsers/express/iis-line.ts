import type { LineSchema } from '../format.ts';
import type { Kernel } from './kernel.ts';
import { base64Bytes, isEasFlag, type Base64Bytes } from './remembered-values.ts';

const ampersand = 38;
const minus = 45;
const zero = 48;

/** Fields that say what is asked of which server, and nothing about the client. */
export const serverFields = [
  ...['s-ip', 's-port', 'cs-host', 'cs-method', 'cs-uri-stem', 's-computername', 's-sitename'],
  'cs-version',
];

/** Where the fields of a schema stand in its lines; -1 for those it has not. */
export interface FieldPlaces {
  readonly date: number;
  readonly query: number;
  readonly user: number;
  readonly stem: number;
  readonly agent: number;
  readonly method: number;
  readonly port: number;
  readonly of: (field: string) => number;
}

export function fieldPlaces(schema: LineSchema): FieldPlaces {
  const at = new Map(schema.columns.map(({ column, from }) => [column, from - 1]));
  const of = (field: string): number => at.get(field) ?? -1;
  return {
    of,
    date: of('date'),
    query: of('cs-uri-query'),
    user: of('cs-username'),
    stem: of('cs-uri-stem'),
    agent: of('cs(User-Agent)'),
    method: of('cs-method'),
    port: of('s-port'),
  };
}

/** The line the kernel is reading, for the shared values that it has not met: where its parts lie. */
export class IisLine {
  readonly places: FieldPlaces;
  readonly #values: number;
  readonly #kernel: Kernel;
  // To ask WebAssembly for a global is a call, and each new value asks for several.
  readonly #starts: number;
  readonly #cutStarts: number;
  readonly #cutEnds: number;
  readonly #transfers: number;

  constructor(schema: LineSchema, kernel: Kernel) {
    this.places = fieldPlaces(schema);
    this.#values = schema.values;
    this.#kernel = kernel;
    const { starts, cutStarts, cutEnds, transferSpans } = kernel.exports;
    this.#starts = starts.value / 4;
    this.#cutStarts = cutStarts.value / 4;
    this.#cutEnds = cutEnds.value / 4;
    this.#transfers = transferSpans.value / 4;
  }

  /** What `start`, `end` and the cuts are positions in. */
  get bytes(): Buffer {
    return this.#kernel.bytes;
  }

  /** What the stem says, as `isEasFlag` and the others. */
  get flags(): number {
    return this.#kernel.exports.flags.value;
  }

  get isEas(): boolean {
    return (this.flags & isEasFlag) !== 0;
  }

  /** The query, where it is a base64 one. */
  get base64(): Base64Bytes | undefined {
    if (this.#kernel.exports.base64Number.value === 0) return undefined;
    const { query } = this.places;
    const next = this.bytes.indexOf(ampersand, this.start(query));
    const end = next < 0 ? this.end(query) : Math.min(next, this.end(query));
    return base64Bytes(this.bytes.toString('latin1', this.start(query), end));
  }

  start(place: number): number {
    return this.#kernel.words[this.#starts + place] ?? 0;
  }

  end(place: number): number {
    return this.start(place + 1) - 1;
  }

  get length(): number {
    return this.end(this.#values - 1) - this.start(0);
  }

  /** Whether the field is there and is not `-`. */
  has(place: number): boolean {
    if (place < 0) return false;
    const start = this.start(place);
    const length = this.end(place) - start;
    return length > 1 || (length === 1 && this.bytes[start] !== minus);
  }

  /** Where a value of the query starts; 0 = absent. */
  cutStart(slot: number): number {
    return this.#kernel.words[this.#cutStarts + slot] ?? 0;
  }

  cutEnd(slot: number): number {
    return this.#kernel.words[this.#cutEnds + slot] ?? 0;
  }

  /** Whether a value of the query is there and not empty. */
  hasCut(slot: number): boolean {
    const start = this.cutStart(slot);
    return start !== 0 && start < this.cutEnd(slot);
  }

  /** How many tokens tell what was transferred. */
  get transferCount(): number {
    return this.isEas ? this.#kernel.exports.transferTotal.value : 0;
  }

  transferStart(i: number): number {
    return this.#kernel.words[this.#transfers + 2 * i] ?? 0;
  }

  transferEnd(i: number): number {
    return this.#kernel.words[this.#transfers + 2 * i + 1] ?? 0;
  }

  /** A whole number of at most `most` digits; NaN for `-` or no such field, -1 for anything else. */
  digits(place: number, most: number): number {
    if (place < 0) return NaN;
    const { bytes } = this;
    const from = this.start(place);
    const to = this.end(place);
    if (to - from > most || to === from) return -1;
    if (to === from + 1 && bytes[from] === minus) return NaN;
    let number = 0;
    for (let i = from; i < to; i++) {
      const digit = (bytes[i] ?? 0) - zero;
      if (digit < 0 || digit > 9) return -1;
      number = number * 10 + digit;
    }
    return number;
  }
}
