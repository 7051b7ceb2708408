import type { CompactWriter } from './thrift.ts';

// Apache Parquet format 2.x (parquet.thrift): flat optional columns.

/** What a column holds: its physical type, and what that stands for. */
const types = {
  boolean: { physical: 0 },
  int32: { physical: 1 },
  int64: { physical: 2 },
  double: { physical: 5 },
  /** UTF-8. */
  text: { physical: 6, converted: 0 },
  /** Days since 1970, 32 bits each. */
  date: { physical: 1, converted: 6 },
  /** Microseconds since 1970 in UTC, 64 bits each. */
  moment: { physical: 2, converted: 10 },
} as const satisfies Readonly<Record<string, { physical: number; converted?: number }>>;

export interface ParquetColumn {
  readonly name: string;
  readonly type: keyof typeof types;
}

export function physicalType({ type }: ParquetColumn): number {
  return types[type].physical;
}

/** The fields of a SchemaElement that say what the column is. */
export function writeColumn(footer: CompactWriter, column: ParquetColumn): void {
  const type: { readonly physical: number; readonly converted?: number } = types[column.type];
  const optional = 1;
  footer.integer(1, type.physical);
  footer.integer(3, optional);
  footer.text(4, column.name);
  if (type.converted !== undefined) footer.integer(6, type.converted);
  // Only the newer LogicalType says that these are times of UTC.
  if (column.type === 'moment') footer.struct(10, () => footer.struct(8, () => writeUtc(footer)));
}

function writeUtc(footer: CompactWriter): void {
  const micros = 2;
  footer.flag(1, true);
  footer.struct(2, () => footer.struct(micros, () => undefined));
}
