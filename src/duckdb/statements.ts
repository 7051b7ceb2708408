import type { DuckDBExtractedStatements, DuckDBResult } from '@duckdb/node-api';
import { UsageError } from '../support/errors.ts';
import { ResultReturnType, StatementType } from './binding.ts';
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
  refuseLogging(sql);
  const statements = await wrapped(extract(database, sql));
  for (let i = 0; i < statements.count; i++) {
    const prepared = await wrapped(statements.prepare(i));
    const result = await wrapped(prepared.stream());
    const raw = rawResult(result, () => database.unlessInterrupted(() => prepared.run()));
    yield {
      number: i + 1,
      of: statements.count,
      hasRows: result.returnType === ResultReturnType.QUERY_RESULT && !saysSuccess(result),
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

/** The engine's own log goes past us: raw to the terminal, or to files, where being refused ends the process. */
function refuseLogging(sql: string): void {
  const code = sql.replaceAll(/'(?:[^']|'')*'|--[^\n]*|\/\*[^]*?\*\//g, ' ');
  if (!/\benable_logging\b/i.test(code)) return;
  throw new UsageError('usage', 'enable_logging is not to be had here', {
    hint: 'the log of the engine would be written past easel; explain analyze tells of a statement',
  });
}

/** A PRAGMA or CALL that only does something still gives a column, which has no rows. */
function saysSuccess(result: DuckDBResult): boolean {
  const isDone =
    result.statementType === StatementType.PRAGMA || result.statementType === StatementType.CALL;
  return isDone && result.deduplicatedColumnNames().join() === 'Success';
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
