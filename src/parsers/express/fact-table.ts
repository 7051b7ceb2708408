import type { ColumnValues } from '../../support/parquet/parquet-pages.ts';
import type { ParquetColumn } from '../../support/parquet/parquet-types.ts';
import type { Kernel } from './kernel.ts';
import type { Address } from './kernel-exports.ts';

export interface ExpressColumn {
  readonly name: string;
  readonly type: ParquetColumn['type'];
}

// `kernel/table.ts`: a table of 4 words, then a column of 6 words each.
const tableWords = 4;
const isFullWord = 3;
const columnWords = 6;

/** Rows column by column in the memory of the kernel, which fills it; up to one row group of DuckDB. */
export class FactTable {
  readonly columns: readonly ExpressColumn[];
  readonly address: Address;
  readonly #kernel: Kernel;

  /** `int32` columns come first, then `int64`, then text, as the kernel has them. */
  constructor(kernel: Kernel, columns: readonly ExpressColumn[]) {
    this.#kernel = kernel;
    this.columns = columns;
    this.address = kernel.exports.newTable(columns.filter(({ type }) => type === 'text').length);
  }

  /** Whether its columns are these. */
  fits(columns: readonly ExpressColumn[]): boolean {
    const same = (column: ExpressColumn, i: number): boolean =>
      column.name === columns[i]?.name && column.type === columns[i].type;
    return columns.length === this.columns.length && this.columns.every(same);
  }

  get rows(): number {
    return this.#word(0);
  }

  get isFull(): boolean {
    return this.#word(isFullWord) !== 0;
  }

  /** The columns of all rows as they lie in memory: good until the kernel is called again. */
  values(): ColumnValues[] {
    const { bytes } = this.#kernel;
    const group = Math.ceil(this.rows / 8);
    return this.columns.map(({ type }, i) => {
      const at = tableWords + i * columnWords;
      const [values, size, present, bits] = [0, 1, 2, 3].map((n) => this.#word(at + n) >>> 0);
      const start = values ?? 0;
      const width = type === 'int32' ? 4 : 8;
      const length = type === 'text' ? (size ?? 0) : (present ?? 0) * width;
      return {
        bytes: bytes.subarray(start, start + length),
        present: present ?? 0,
        bits: bytes.subarray(bits ?? 0, (bits ?? 0) + group),
      };
    });
  }

  clear(): void {
    this.#kernel.exports.clearTable(this.address);
  }

  /** Gives its memory back: it must not be used any more. */
  free(): void {
    this.#kernel.exports.freeTable(this.address);
  }

  #word(i: number): number {
    return this.#kernel.words[this.address / 4 + i] ?? 0;
  }
}
