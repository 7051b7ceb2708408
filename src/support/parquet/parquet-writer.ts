import { closeSync, openSync, writeSync } from 'node:fs';
import { footerOf, type Chunk } from './parquet-footer.ts';
import { dataPage, dictionaryPage, pageHeader, type ColumnValues } from './parquet-pages.ts';
import type { ParquetColumn } from './parquet-types.ts';

const magic = Buffer.from('PAR1');

/** Writes a Parquet file of typed values that lie ready as bytes; not compressed. */
export class ParquetWriter {
  readonly #columns: readonly ParquetColumn[];
  readonly #handle: number;
  readonly #groups: Chunk[][] = [];
  #group: Chunk[] = [];
  #at = 0;

  /** `mode` of the file, where the system knows modes. */
  constructor(file: string, columns: readonly ParquetColumn[], mode?: number) {
    this.#columns = columns;
    this.#handle = openSync(file, 'w', mode);
    this.#write(magic);
  }

  /** The next column of a row group, which is whole with its last one. */
  add(rows: number, values: ColumnValues): void {
    const offset = this.#at;
    const { dictionary } = values;
    const data = dataPage(rows, values);
    const pages = dictionary === undefined ? [data] : [dictionaryPage(dictionary), data];
    let dataOffset = offset;
    for (const page of pages) {
      dataOffset = this.#at;
      const size = page.body.reduce((sum, { length }) => sum + length, 0);
      for (const part of [pageHeader(page, size), ...page.body]) this.#write(part);
    }
    const { encoding } = data;
    this.#group.push({ offset, dataOffset, size: this.#at - offset, rows, encoding });
    if (this.#group.length < this.#columns.length) return;
    this.#groups.push(this.#group);
    this.#group = [];
  }

  finish(): void {
    const footer = footerOf(this.#columns, this.#groups);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    for (const part of [footer, length, magic]) this.#write(part);
    this.close();
  }

  close(): void {
    closeSync(this.#handle);
  }

  #write(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(this.#handle, bytes, done, bytes.length - done);
    }
    this.#at += bytes.length;
  }
}
