import { setImmediate } from 'node:timers/promises';
import type { ParquetColumn } from '../support/parquet/parquet-types.ts';
import { ParquetWriter } from '../support/parquet/parquet-writer.ts';
import type { Figures } from './measure-loop.ts';
import { parquetColumn, parquetValues } from './parquet-columns.ts';
import type { SectionColumn } from './section-sql.ts';

/** Columns of a section's rows, of one length, all of them in their order. */
export type ParquetTable = readonly {
  readonly column: ParquetColumn;
  readonly figures: Figures;
}[];

/**
 * A section's rows as a page has them, computed and sorted, to be written as Parquet: DuckDB would group and
 * sort them once more. Null where they are not exactly what it would write.
 */
export function parquetTable(
  columns: readonly SectionColumn[],
  figures: readonly Figures[],
): ParquetTable | null {
  const table = columns.flatMap((column, i) => {
    const own = figures[i];
    const typed = own === undefined ? null : parquetColumn(column, own);
    return own === undefined || typed === null ? [] : [{ column: typed, figures: own }];
  });
  return table.length === columns.length ? table : null;
}

/** Writes a Parquet file, column by column: others are let do something in between. */
export async function writeParquetTable(
  file: string,
  table: ParquetTable,
  signal?: AbortSignal,
): Promise<void> {
  const columns = table.map(({ column }) => column);
  const writer = new ParquetWriter(file, columns);
  try {
    for (const { column, figures } of table) {
      signal?.throwIfAborted();
      writer.add(figures.numbers.length, parquetValues(column, figures));
      await setImmediate();
    }
  } catch (error) {
    writer.close();
    throw error;
  }
  writer.finish();
}
