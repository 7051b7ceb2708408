import type { ColumnValues, ParquetColumn } from '../../support/parquet/parquet-writer.ts';

/** DuckDB's own row group: a piece of this many rows is written out without being cut again. */
export const mostRows = 122_880;
const firstRows = 4096;
const mostText = 48 << 20;

export interface FactColumn {
  readonly name: string;
  /** `int32`: whole and below 2^31. `double`: whole and below 2^53. */
  readonly type: ParquetColumn['type'];
}

/**
 * Rows column by column in growing arrays. A row is first laid out in `now` and `cut`, where NaN and
 * an empty stretch mean no value, and taken by `commit`; a row that is not committed leaves no trace.
 */
export class FactTable {
  readonly columns: readonly FactColumn[];
  /** The numbers of the row being read, in the order of the number columns. */
  readonly now: Float64Array;
  readonly #types: readonly FactColumn['type'][];
  /** How many of the number columns, the first ones, are `int32`. */
  readonly #integers: number;
  readonly #ints: Int32Array[];
  readonly #doubles: Float64Array[];
  readonly #counts: Int32Array;
  readonly #bits: Uint8Array[];
  readonly #texts: TextColumn[];
  #capacity = firstRows;
  #rows = 0;

  /** `int32` columns come first, then `double`, then text. */
  constructor(columns: readonly FactColumn[]) {
    this.columns = columns;
    const numbers = columns.filter(({ type }) => type !== 'text');
    this.now = new Float64Array(numbers.length);
    this.#types = numbers.map(({ type }) => type);
    this.#integers = this.#types.lastIndexOf('int32') + 1;
    this.#ints = numbers.slice(0, this.#integers).map(() => new Int32Array(firstRows));
    this.#doubles = numbers.slice(this.#integers).map(() => new Float64Array(firstRows));
    this.#counts = new Int32Array(numbers.length);
    this.#bits = numbers.map(() => new Uint8Array(mostRows / 8));
    this.#texts = columns.filter(({ type }) => type === 'text').map(() => new TextColumn());
  }

  /** Whether its columns are these. */
  fits(columns: readonly FactColumn[]): boolean {
    const same = (column: FactColumn, i: number): boolean =>
      column.name === columns[i]?.name && column.type === columns[i].type;
    return columns.length === this.columns.length && this.columns.every(same);
  }

  get rows(): number {
    return this.#rows;
  }

  get isFull(): boolean {
    return this.#rows >= mostRows || this.#texts.some(({ size }) => size >= mostText);
  }

  /** The text column `i`, to write a value into before `commit`. */
  text(i: number): TextColumn {
    const column = this.#texts[i];
    if (column === undefined) throw new Error(`there is no text column ${i}`);
    return column;
  }

  commit(): void {
    const row = this.#rows;
    if (row === this.#capacity) this.#grow();
    const { now } = this;
    const bit = 1 << (row & 7);
    const place = row >> 3;
    const integers = this.#integers;
    for (let i = 0; i < integers; i++) {
      const value = now[i] ?? 0;
      const values = this.#ints[i];
      if (value !== value || values === undefined) continue;
      values[this.#count(i, place, bit)] = value;
    }
    for (let i = integers; i < now.length; i++) {
      const value = now[i] ?? 0;
      const values = this.#doubles[i - integers];
      if (value !== value || values === undefined) continue;
      values[this.#count(i, place, bit)] = value;
    }
    this.#rows = row + 1;
    for (const text of this.#texts) text.endRow(row);
  }

  /** The columns of all rows, and an empty table. */
  take(): ColumnValues[] {
    const taken = [
      ...this.#types.map((_, i) => this.#takeNumbers(i)),
      ...this.#texts.map((text) => text.take()),
    ];
    this.#rows = 0;
    return taken;
  }

  /** Marks that column `i` has a value in this row; where it goes. */
  #count(i: number, place: number, bit: number): number {
    const bits = this.#bits[i];
    if (bits !== undefined) bits[place] = (bits[place] ?? 0) | bit;
    const count = this.#counts[i] ?? 0;
    this.#counts[i] = count + 1;
    return count;
  }

  #takeNumbers(i: number): ColumnValues {
    const present = this.#counts[i] ?? 0;
    const values = this.#ints[i] ?? this.#doubles[i - this.#integers] ?? new Int32Array(0);
    const bits = this.#bits[i] ?? new Uint8Array(0);
    this.#bits[i] = new Uint8Array(mostRows / 8);
    this.#counts[i] = 0;
    const bytes = new Uint8Array(values.buffer, 0, present * values.BYTES_PER_ELEMENT);
    return { bytes, present, bits };
  }

  #grow(): void {
    this.#capacity = Math.min(mostRows, this.#capacity * 2);
    this.#ints.forEach((values, i) => {
      this.#ints[i] = new Int32Array(this.#capacity);
      this.#ints[i].set(values);
    });
    this.#doubles.forEach((values, i) => {
      this.#doubles[i] = new Float64Array(this.#capacity);
      this.#doubles[i].set(values);
    });
  }
}

/** Texts one after another, each after its length. */
export class TextColumn {
  #out = Buffer.allocUnsafe(1 << 16);
  #start = 0;
  #at = 4;
  #count = 0;
  #hasValue = false;
  #bits = new Uint8Array(mostRows / 8);

  get size(): number {
    return this.#at;
  }

  /** Begins the value of the row; without this it has none. */
  begin(): void {
    this.#at = this.#start + 4;
    this.#hasValue = true;
  }

  append(bytes: Buffer, from: number, to: number): void {
    const length = to - from;
    if (this.#at + length + 8 > this.#out.length) this.#grow(length);
    if (length > 200) this.#at += bytes.copy(this.#out, this.#at, from, to);
    else {
      const out = this.#out;
      let at = this.#at;
      for (let i = from; i < to; i++) out[at++] = bytes[i] ?? 0;
      this.#at = at;
    }
  }

  endRow(row: number): void {
    if (!this.#hasValue) return;
    const start = this.#start;
    const length = this.#at - start - 4;
    const out = this.#out;
    out[start] = length;
    out[start + 1] = length >> 8;
    out[start + 2] = length >> 16;
    out[start + 3] = length >> 24;
    this.#bits[row >> 3] = (this.#bits[row >> 3] ?? 0) | (1 << (row & 7));
    this.#count++;
    this.#start = this.#at;
    this.#hasValue = false;
    if (this.#at + 8 > this.#out.length) this.#grow(8);
  }

  take(): ColumnValues {
    const taken = {
      bytes: this.#out.subarray(0, this.#start),
      present: this.#count,
      bits: this.#bits,
    };
    this.#bits = new Uint8Array(mostRows / 8);
    this.#start = 0;
    this.#at = 4;
    this.#count = 0;
    return taken;
  }

  #grow(more: number): void {
    const larger = Buffer.allocUnsafe(Math.max(this.#out.length * 2, this.#at + more + 8));
    this.#out.copy(larger, 0, 0, this.#at);
    this.#out = larger;
  }
}
