import type { LineSchema } from '../format.ts';
import { ByteCache } from './byte-cache.ts';
import { LeadFields, type Lead } from './lead-fields.ts';
import { QueryCuts } from './query-cuts.ts';
import { slot } from './query-names.ts';
import {
  base64Bytes,
  dayStart,
  isEasFlag,
  stemFlags,
  type Base64Bytes,
} from './remembered-values.ts';

const lf = 10;
const cr = 13;
const space = 32;
const ampersand = 38;
const minus = 45;
const zero = 48;
const colon = 58;
const letterV = 86;
/** `2024-05-01 ` and `07:00:00 `. */
const timeAt = 11;
const timeLength = 20;

/** Fields that say what is asked of which server, and nothing of who asks. */
export const serverFields = [
  ...['s-ip', 's-port', 'cs-host', 'cs-method', 'cs-uri-stem', 's-computername', 's-sitename'],
  'cs-version',
];

/** 1 for what ends a field. */
const fieldKinds = new Uint8Array(256);
for (const byte of [space, lf, cr]) fieldKinds[byte] = 1;

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

/** The line being read: where its fields and the parts of its query lie. Kept between lines. */
export class IisLine {
  readonly places: FieldPlaces;
  readonly cuts = new QueryCuts();
  readonly #values: number;
  readonly #starts: Int32Array;
  readonly #days = new ByteCache(dayStart);
  readonly #stems = new ByteCache(stemFlags);
  readonly #queries = new ByteCache(base64Bytes, 1 << 16);
  bytes: Buffer = Buffer.alloc(0);
  /** What the stem says, as `isEasFlag` and the others. */
  flags = 0;
  isEas = false;
  base64: Base64Bytes | undefined;
  /** The fields between time and query, where they are all of the server's side. */
  lead: Lead | undefined;
  readonly #leads = new LeadFields();
  readonly #hasLead: boolean;
  #view: DataView = new DataView(new ArrayBuffer(0));

  constructor(schema: LineSchema) {
    this.places = fieldPlaces(schema);
    const { date, query, stem } = this.places;
    const between = schema.columns.filter(({ from }) => from > 2 && from <= query);
    this.#hasLead =
      date === 0 &&
      stem > 1 &&
      stem < query &&
      between.every(({ column }) => serverFields.includes(column));
    this.#values = schema.values;
    this.#starts = new Int32Array(schema.values + 1);
  }

  start(place: number): number {
    return this.#starts[place] ?? 0;
  }

  end(place: number): number {
    return (this.#starts[place + 1] ?? 0) - 1;
  }

  /** Whether the field is there and is not `-`. */
  has(place: number): boolean {
    if (place < 0) return false;
    const start = this.start(place);
    const length = this.end(place) - start;
    return length > 1 || (length === 1 && this.bytes[start] !== minus);
  }

  /** Finds the fields; false where there are more or fewer than `#Fields` says. */
  split(bytes: Buffer, from: number, to: number): boolean {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    const starts = this.#starts;
    const values = this.#values;
    const { query } = this.places;
    let count = 0;
    let i = from;
    starts[0] = from;
    this.lead = this.#hasLead ? this.#leads.find(this.#view, from + timeLength) : undefined;
    if (this.lead !== undefined) {
      const at = from + timeLength;
      starts[1] = from + timeAt;
      for (let place = 2; place <= query; place++) {
        starts[place] = at + (this.lead.starts[place - 2] ?? 0);
      }
      count = query;
      i = this.cuts.read(bytes, at + this.lead.length);
      if (i < 0) return false;
    }
    if (query < 0) this.cuts.clear();
    for (;;) {
      while (fieldKinds[bytes[i] ?? lf] === 0) i++;
      if (i >= to) break;
      if (++count >= values) return false;
      starts[count] = ++i;
      if (count !== query) continue;
      i = this.cuts.read(bytes, i);
      if (i < 0) return false;
    }
    starts[values] = to + 1;
    return count + 1 === values;
  }

  /** Date and time in seconds since 1970; NaN where they are not `2024-05-01 07:00:00`. */
  time(): number {
    const { bytes } = this;
    const { date } = this.places;
    const start = this.start(date);
    const time = start + 11;
    if (this.start(date + 1) !== time || this.end(date + 1) !== time + 8) return NaN;
    if (bytes[time + 2] !== colon || bytes[time + 5] !== colon) return NaN;
    const hour = twoDigits(bytes, time);
    const minute = twoDigits(bytes, time + 3);
    const second = twoDigits(bytes, time + 6);
    if (hour > 23 || minute > 59 || second > 59) return NaN;
    return this.#days.get(bytes, start, start + 10) + hour * 3600 + minute * 60 + second;
  }

  /** Reads the stem, after `time` has found the line to begin as it should. */
  readStem(): void {
    const { stem, query } = this.places;
    if (this.lead !== undefined) this.flags = this.lead.flags;
    else this.flags = stem < 0 ? 0 : this.#stems.get(this.bytes, this.start(stem), this.end(stem));
    this.isEas = (this.flags & isEasFlag) !== 0;
    // Of other traffic the stems are too many.
    if (this.lead !== undefined || !this.#hasLead || !this.isEas) return;
    const starts = this.#starts.subarray(2, query + 1);
    this.lead = this.#leads.put(this.bytes, this.start(2), this.start(query), starts, this.flags);
  }

  /** What the query says as a whole; false for counters of Exchange 2003 and odd base64. */
  readQuery(): boolean {
    this.base64 = undefined;
    if (!this.isEas || this.places.query < 0) return true;
    const { bytes, cuts } = this;
    const start = this.start(this.places.query);
    const end = this.end(this.places.query);
    const first = bytes[start] ?? 0;
    // All versions begin with one of three letters (MS-ASHTTP 2.2.1.1.1.1).
    if (end > start && (first === 101 || first === 106 || first === 111)) {
      const next = bytes.indexOf(ampersand, start);
      this.base64 = this.#queries.get(bytes, start, next < 0 || next > end ? end : next);
      if (this.base64?.isOdd === true) return false;
    }
    const log = cuts.from[slot.log] ?? 0;
    if (!cuts.has(slot.log) || bytes[log] !== letterV || bytes[log + 1] === 101) return true;
    const version = cuts.from[slot.version] ?? 0;
    return version === log + 1 || version === log + 2;
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

function twoDigits(bytes: Buffer, from: number): number {
  const tens = (bytes[from] ?? 0) - zero;
  const ones = (bytes[from + 1] ?? 0) - zero;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? 99 : tens * 10 + ones;
}
