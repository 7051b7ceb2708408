import { DOUBLE, DuckDBDataChunk, INTEGER } from './binding.ts';
import type { Database } from './database.ts';
import { createTempTable } from './write-select.ts';

/** Rows of a chunk of the engine. */
const chunkRows = 2048;

/** A column of the table; `sql` is its values, NULL for NaN. */
interface NumberColumn {
  readonly sql: string;
  /** Null where the SQL says it all: each row has the same. */
  readonly type: typeof DOUBLE | typeof INTEGER | null;
}

/**
 * Makes the temporary table `name` anew from columns of numbers, all of one length, rows in their order, and
 * gives the SQL of each column: DOUBLE, or INTEGER where all fit; NULL for NaN.
 */
export async function createNumberTable(
  db: Database,
  name: string,
  columns: readonly Float64Array[],
): Promise<string[]> {
  const all = columns.map((numbers, index) => numberColumn(numbers, `c${index}`));
  // A table without columns would have no rows.
  if (all.every(({ type }) => type === null)) all[0] = { sql: nullable('c0'), type: DOUBLE };
  const stored = all.flatMap(({ type }, index) =>
    type === null ? [] : [{ type, name: `c${index}`, numbers: columns[index] ?? noNumbers }],
  );
  const empty = stored.map((one) => `null::${one.type.toString()} as ${one.name}`);
  await createTempTable(db, name, `select ${empty.join(', ')} limit 0`);
  const types = stored.map(({ type }) => type);
  const appender = await db.connection.createAppender(name, 'main', 'temp');
  try {
    const rows = columns[0]?.length ?? 0;
    for (let from = 0; from < rows; from += chunkRows) {
      const until = Math.min(rows, from + chunkRows);
      const chunk = DuckDBDataChunk.create(types, until - from);
      for (const [index, { numbers }] of stored.entries()) {
        setNumbers(chunk, index, numbers.subarray(from, until));
      }
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
  return all.map(({ sql }) => sql);
}

const noNumbers = new Float64Array();

function numberColumn(numbers: Float64Array, name: string): NumberColumn {
  const [first = NaN] = numbers;
  if (Number.isFinite(first) && numbers.every((number) => number === first)) {
    return { sql: `'${first}'::double`, type: null };
  }
  // NaN is no integer of 32 bits either.
  const isInteger = numbers.every((number) => (number | 0) === number);
  return isInteger ? { sql: name, type: INTEGER } : { sql: nullable(name), type: DOUBLE };
}

function nullable(name: string): string {
  return `nullif(${name}, 'nan'::double)`;
}

/** Where the binding holds the numbers of a column they are set at once: one by one takes twenty times as long. */
function setNumbers(chunk: DuckDBDataChunk, column: number, numbers: Float64Array): void {
  const vector = chunk.getColumnVector(column);
  const { items } = vector as unknown as { readonly items?: unknown };
  if (items instanceof Float64Array || items instanceof Int32Array) {
    items.set(numbers);
    vector.flush();
  } else chunk.setColumnValues(column, [...numbers]);
}
