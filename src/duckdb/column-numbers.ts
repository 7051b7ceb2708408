import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { RawResult } from './raw-result.ts';

/**
 * The numbers of a column without NULLs, unsigned integers of up to 32 bits or DOUBLE, where the binding
 * holds them: asking it for each value takes twenty times as long. They are gone with the chunk.
 */
export function columnNumbers(chunk: DuckDBDataChunk, column: number): ArrayLike<number> {
  const vector = chunk.getColumnVector(column);
  const { items } = vector as unknown as { readonly items?: unknown };
  if (ArrayBuffer.isView(items))
    return items as Uint8Array | Uint16Array | Uint32Array | Float64Array;
  return vector.toArray().map(Number);
}

type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Reads such columns, as they come, into arrays that are as long as the result. */
export async function allNumbers(
  result: RawResult,
  columns: readonly NumberArray[],
): Promise<readonly NumberArray[]> {
  const rows = columns[0]?.length ?? 0;
  let row = 0;
  for await (const chunk of result.chunks()) {
    if (row + chunk.rowCount > rows) break;
    for (const [index, numbers] of columns.entries()) {
      numbers.set(columnNumbers(chunk, index), row);
    }
    row += chunk.rowCount;
  }
  if (row !== rows) throw new Error(`there are not ${rows} rows`);
  return columns;
}
