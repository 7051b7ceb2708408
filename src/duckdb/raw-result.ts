import { setImmediate } from 'node:timers/promises';
import type {
  DuckDBDataChunk,
  DuckDBMaterializedResult,
  DuckDBResult,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import { AppError } from '../support/errors.ts';
import type { OutputResult } from '../support/output/result.ts';
import { ResultReturnType } from './binding.ts';
import { outputColumn } from './output-columns.ts';

/** A result as the binding gives it, read once, chunk by chunk: what the writers of formats take. */
export interface RawResult {
  readonly names: readonly string[];
  readonly types: readonly DuckDBType[];
  chunks(): AsyncIterable<DuckDBDataChunk>;
}

/** One that is in memory, all of it. */
export interface HeldResult extends RawResult {
  readonly rows: number;
}

/** `again` runs the same statement once more, to hear why its stream broke off. */
export function rawResult(result: DuckDBResult, again: () => Promise<unknown>): RawResult {
  return {
    names: uniqueNames(result.columnNames()),
    types: result.columnTypes(),
    chunks: () => readChunks(result, again),
  };
}

export function heldResult(result: DuckDBMaterializedResult): HeldResult {
  return {
    rows: result.rowCount,
    names: uniqueNames(result.columnNames()),
    types: result.columnTypes(),
    chunks: () => heldChunks(result),
  };
}

/** Each name once: another `a` becomes `a:1`, or what follows where a column has that name. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 1; seen.has(name) && taken.has(unique); n++) unique = `${name}:${n}`;
    seen.add(name);
    taken.add(unique);
    return unique;
  });
}

/** Chunks fetched per turn of the event loop; one at a time is several times slower. */
const chunksAtOnce = 16;

async function* heldChunks(result: DuckDBMaterializedResult): AsyncGenerator<DuckDBDataChunk> {
  const { chunkCount } = result;
  for (let index = 0; index < chunkCount; index++) {
    if (index % chunksAtOnce === chunksAtOnce - 1) await setImmediate();
    yield result.getChunk(index);
  }
}

/**
 * The chunks of a streamed result. When a statement fails in the middle, the binding's stream just
 * ends, as if that were all; only the return type, then invalid, tells the difference.
 */
async function* readChunks(
  result: DuckDBResult,
  again: () => Promise<unknown>,
): AsyncGenerator<DuckDBDataChunk> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk !== null && chunk.rowCount > 0) {
      yield chunk;
      continue;
    }
    if (result.returnType !== ResultReturnType.INVALID) return;
    await again();
    throw new AppError('broken-off', 'the database engine stopped in the middle of a result');
  }
}

/** The same for the text formats of `src/support/output`. */
export function outputResult(raw: RawResult): OutputResult<DuckDBValue> {
  return {
    columns: raw.names.map((name, i) => outputColumn(name, raw.types[i] as DuckDBType)),
    async *chunks() {
      for await (const chunk of raw.chunks()) yield chunk.getRows();
    },
  };
}
