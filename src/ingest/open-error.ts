import { existsSync } from 'node:fs';
import { corruptHint } from '../duckdb/engine-error.ts';
import { headOf, isDuckDb } from '../support/database-file.ts';
import { AppError } from '../support/errors.ts';

/**
 * Refuses a file without DuckDB's mark, which the engine would take for what it is: of a database of SQLite it asks
 * to install something first.
 * @throws AppError `not-a-warehouse`, `corrupt-warehouse`
 */
export function requireDuckDb(file: string): void {
  // Where it cannot be read the engine says why.
  const head = headOf(file);
  if (head === undefined || isDuckDb(head)) return;
  const hint = 'name another file with --db; nothing was changed';
  if (head.toString('latin1').startsWith('SQLite format 3')) {
    const what = `${file} is an SQLite database, and no easel warehouse`;
    throw new AppError('not-a-warehouse', what, { hint });
  }
  const what = `${file} is not a warehouse (no DuckDB file)`;
  throw new AppError('corrupt-warehouse', what, { hint });
}

export function isLocked(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  return /could not set lock|being used by another process|conflicting lock/i.test(message);
}

/** What the engine says of a warehouse that it cannot open, as one of our errors. */
export function openError(file: string, memory: string | undefined, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/no such file or directory|cannot open file/i.test(message) && !existsSync(file)) {
    return new AppError('cannot-open', `cannot open ${file}: ${message}`, { cause: error });
  }
  if (/permission denied|access is denied/i.test(message)) {
    return new AppError('cannot-open', `cannot open ${file}: permission denied`, {
      hint: 'ask for the right to, or name another warehouse with --db',
      cause: error,
    });
  }
  if (/^Out of Memory Error/.test(message)) {
    const allowed = memory === undefined ? 'the memory there is' : `${memory} of memory`;
    return new AppError('out-of-memory', `${allowed} is too little to open ${file}`, {
      hint: 'give more with --memory: 1GB is usual',
      cause: error,
    });
  }
  return new AppError('corrupt-warehouse', `cannot open ${file}: ${message}`, {
    hint: corruptHint,
    cause: error,
  });
}
