import type { DuckDBExtractedStatements } from '@duckdb/node-api';
import { UsageError } from '../support/errors.ts';
import { ResultReturnType } from './binding.ts';
import type { Database } from './database.ts';
import { engineError } from './engine-error.ts';
import { rawResult, type RawResult } from './raw-result.ts';

export interface StatementResult {
  /** From 1. */
  readonly number: number;
  /** How many statements the text holds. */
  readonly of: number;
  /** False for statements that only do something (`create temp table`). */
  readonly hasRows: boolean;
  readonly raw: RawResult;
}

/**
 * Runs the statements of `sql` one after the other; each result streams and must be read before
 * the next is asked for. Errors name `source` and the place in the text.
 */
export async function* runStatements(
  database: Database,
  sql: string,
  source: string,
): AsyncGenerator<StatementResult> {
  const wrapped = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw engineError(error, source, sql);
    }
  };
  if (sql.trim() === '') return;
  const statements = await wrapped(extract(database, sql));
  for (let i = 0; i < statements.count; i++) {
    const prepared = await wrapped(statements.prepare(i));
    const result = await wrapped(prepared.stream());
    const raw = rawResult(result, () => database.unlessInterrupted(() => prepared.run()));
    yield {
      number: i + 1,
      of: statements.count,
      hasRows: result.returnType === ResultReturnType.QUERY_RESULT,
      raw: {
        ...raw,
        async *chunks() {
          try {
            yield* raw.chunks();
          } catch (error) {
            throw engineError(error, source, sql);
          }
        },
      },
    };
  }
}

/** The binding has no words for a text of nothing but `;` and comments. */
async function extract(database: Database, sql: string): Promise<DuckDBExtractedStatements> {
  try {
    return await database.connection.extractStatements(sql);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('native callback')) throw error;
    throw new UsageError('usage', 'there is no statement in the SQL', { cause: error });
  }
}
