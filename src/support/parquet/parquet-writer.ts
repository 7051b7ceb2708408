import { closeSync, openSync, writeSync } from 'node:fs';
import { CompactWriter } from './thrift.ts';

// Apache Parquet format 2.x (parquet.thrift): flat optional columns, PLAIN values, not compressed.
const physicalTypes = { int32: 1, int64: 2, text: 6 } as const;
const plain = 0;
const rle = 3;
const optional = 1;
const utf8 = 0;
const magic = Buffer.from('PAR1');

export interface ParquetColumn {
  readonly name: string;
  readonly type: keyof typeof physicalTypes;
}

/** The values of one column of a row group, as they lie in memory. */
export interface ColumnValues {
  /** PLAIN encoded: little-endian numbers, or texts each after its length; the absent ones left out. */
  readonly bytes: Uint8Array;
  readonly present: number;
  /** A bit a row, the lowest first: whether the row has a value. */
  readonly bits: Uint8Array;
}

interface Chunk {
  readonly offset: number;
  readonly size: number;
  readonly rows: number;
}

/** Writes a Parquet file of typed values that lie ready as bytes, for DuckDB to read at once. */
export class ParquetWriter {
  readonly #columns: readonly ParquetColumn[];
  readonly #handle: number;
  readonly #groups: Chunk[][] = [];
  #at = 0;

  constructor(file: string, columns: readonly ParquetColumn[]) {
    this.#columns = columns;
    this.#handle = openSync(file, 'w', 0o600);
    this.#write(magic);
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#at;
  }

  rowGroup(rows: number, values: readonly ColumnValues[]): void {
    this.#groups.push(values.map((each) => this.#page(rows, each)));
  }

  finish(): void {
    const footer = this.#footer();
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    for (const part of [footer, length, magic]) this.#write(part);
    this.close();
  }

  close(): void {
    closeSync(this.#handle);
  }

  #page(rows: number, { bytes, present, bits }: ColumnValues): Chunk {
    const levels = levelsOf(rows, present, bits);
    const size = levels.length + bytes.length;
    const header = new CompactWriter();
    header.integer(1, 0);
    header.integer(2, size);
    header.integer(3, size);
    header.struct(5, () => {
      header.integer(1, rows);
      header.integer(2, plain);
      header.integer(3, rle);
      header.integer(4, rle);
    });
    header.stop();
    const offset = this.#at;
    for (const part of [header.bytes, levels, bytes]) this.#write(part);
    return { offset, size: this.#at - offset, rows };
  }

  #footer(): Uint8Array {
    const footer = new CompactWriter();
    const schema = [undefined, ...this.#columns];
    footer.integer(1, 1);
    footer.structs(2, schema, (column) => {
      if (column === undefined) {
        footer.text(4, 'rows');
        footer.integer(5, this.#columns.length);
        return;
      }
      footer.integer(1, physicalTypes[column.type]);
      footer.integer(3, optional);
      footer.text(4, column.name);
      if (column.type === 'text') footer.integer(6, utf8);
    });
    const rowsOf = (group: readonly Chunk[]): number => group[0]?.rows ?? 0;
    const all = this.#groups.reduce((sum, group) => sum + rowsOf(group), 0);
    footer.integer(3, all, 'i64');
    footer.structs(4, this.#groups, (group) => {
      const chunks = group.map((chunk, i) => ({ ...chunk, column: this.#columns[i] }));
      footer.structs(1, chunks, ({ offset, size, rows, column }) => {
        footer.integer(2, offset, 'i64');
        footer.struct(3, () => {
          footer.integer(1, physicalTypes[column?.type ?? 'text']);
          footer.integers(2, [plain, rle]);
          footer.texts(3, [column?.name ?? '']);
          footer.integer(4, 0);
          footer.integer(5, rows, 'i64');
          footer.integer(6, size, 'i64');
          footer.integer(7, size, 'i64');
          footer.integer(9, offset, 'i64');
        });
      });
      footer.integer(
        2,
        group.reduce((sum, { size }) => sum + size, 0),
        'i64',
      );
      footer.integer(3, rowsOf(group), 'i64');
    });
    footer.stop();
    return footer.bytes;
  }

  #write(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(this.#handle, bytes, done, bytes.length - done);
    }
    this.#at += bytes.length;
  }
}

/** Definition levels, 0 or 1, as one run (all or none present) or as the bits themselves. */
function levelsOf(rows: number, present: number, bits: Uint8Array): Uint8Array {
  const runs: number[] = [];
  const isOneRun = present === 0 || present === rows;
  const groups = Math.ceil(rows / 8);
  let head = isOneRun ? rows * 2 : groups * 2 + 1;
  while (head >= 128) {
    runs.push((head % 128) | 128);
    head = Math.floor(head / 128);
  }
  runs.push(head);
  const body = isOneRun ? Uint8Array.of(present === 0 ? 0 : 1) : bits.subarray(0, groups);
  const levels = Buffer.alloc(4 + runs.length + body.length);
  levels.writeUInt32LE(runs.length + body.length);
  levels.set(runs, 4);
  levels.set(body, 4 + runs.length);
  return levels;
}
