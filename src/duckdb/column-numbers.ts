import type { DuckDBDataChunk } from '@duckdb/node-api';

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
