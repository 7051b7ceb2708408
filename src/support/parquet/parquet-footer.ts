import { encodings } from './parquet-pages.ts';
import { physicalType, writeColumn, type ParquetColumn } from './parquet-types.ts';
import { CompactWriter } from './thrift.ts';

/** Where the pages of a column lie. */
export interface Chunk {
  readonly offset: number;
  /** Of the data page, where a dictionary stands before it. */
  readonly dataOffset: number;
  /** With the headers. */
  readonly size: number;
  readonly rows: number;
  /** Of the data page. */
  readonly encoding: number;
}

const notCompressed = 0;

/** A FileMetaData. */
export function footerOf(
  columns: readonly ParquetColumn[],
  groups: readonly (readonly Chunk[])[],
): Uint8Array {
  const footer = new CompactWriter();
  const schema = [undefined, ...columns];
  footer.integer(1, 1);
  footer.structs(2, schema, (column) => {
    if (column !== undefined) {
      writeColumn(footer, column);
      return;
    }
    footer.text(4, 'rows');
    footer.integer(5, columns.length);
  });
  const rowsOf = (group: readonly Chunk[]): number => group[0]?.rows ?? 0;
  footer.integer(3, sumOf(groups, rowsOf), 'i64');
  footer.structs(4, groups, (group) => {
    const chunks = columns.flatMap((column, i) => {
      const chunk = group[i];
      return chunk === undefined ? [] : [{ column, chunk }];
    });
    footer.structs(1, chunks, ({ column, chunk }) => {
      footer.integer(2, chunk.offset, 'i64');
      footer.struct(3, () => writeChunk(footer, column, chunk));
    });
    footer.integer(
      2,
      sumOf(group, ({ size }) => size),
      'i64',
    );
    footer.integer(3, rowsOf(group), 'i64');
  });
  footer.stop();
  return footer.bytes;
}

/** A ColumnMetaData. */
function writeChunk(
  footer: CompactWriter,
  column: ParquetColumn,
  { offset, dataOffset, size, rows, encoding }: Chunk,
): void {
  const hasDictionary = dataOffset !== offset;
  footer.integer(1, physicalType(column));
  footer.integers(2, [...new Set([encodings.plain, encodings.rle, encoding])]);
  footer.texts(3, [column.name]);
  footer.integer(4, notCompressed);
  footer.integer(5, rows, 'i64');
  footer.integer(6, size, 'i64');
  footer.integer(7, size, 'i64');
  footer.integer(9, dataOffset, 'i64');
  if (hasDictionary) footer.integer(11, offset, 'i64');
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
