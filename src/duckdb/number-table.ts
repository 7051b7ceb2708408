import { DOUBLE, DuckDBDataChunk } from './binding.ts';
import type { Database } from './database.ts';
import { createTempTable } from './write-select.ts';

/** Rows of a chunk of the engine. */
const chunkRows = 2048;

/**
 * Makes the temporary table `name` anew from columns of numbers, all of one length: `c0`, `c1`, ... of type
 * DOUBLE, rows in their order.
 */
export async function createNumberTable(
  db: Database,
  name: string,
  columns: readonly Float64Array[],
): Promise<void> {
  const empty = columns.map((_, index) => `null::double as c${index}`);
  await createTempTable(db, name, `select ${empty.join(', ')} limit 0`);
  const appender = await db.connection.createAppender(name, 'main', 'temp');
  try {
    const rows = columns[0]?.length ?? 0;
    for (let from = 0; from < rows; from += chunkRows) {
      const until = Math.min(rows, from + chunkRows);
      const chunk = DuckDBDataChunk.create(
        columns.map(() => DOUBLE),
        until - from,
      );
      for (const [index, numbers] of columns.entries()) {
        setNumbers(chunk, index, numbers.subarray(from, until));
      }
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

/** Where the binding holds the numbers of a column they are set at once: one by one takes twenty times as long. */
function setNumbers(chunk: DuckDBDataChunk, column: number, numbers: Float64Array): void {
  const vector = chunk.getColumnVector(column);
  const { items } = vector as unknown as { readonly items?: unknown };
  if (items instanceof Float64Array) {
    items.set(numbers);
    vector.flush();
  } else chunk.setColumnValues(column, [...numbers]);
}
