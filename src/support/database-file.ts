import { closeSync, openSync, readSync } from 'node:fs';
import { UsageError } from './errors.ts';

/** The first bytes of a file; undefined where it cannot be read. */
export function headOf(file: string): Buffer | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const head = Buffer.alloc(16);
    return head.subarray(0, readSync(handle, head, 0, head.length, 0));
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Whether a file that begins so is a DuckDB database: its mark stands behind the checksum of the first block. */
export function isDuckDb(head: Buffer): boolean {
  return head.toString('latin1', 8, 12) === 'DUCK';
}

/**
 * Refuses to put the rows of a result in the place of a database: a mistyped name would cost a warehouse.
 *
 * @throws UsageError `is-database`
 */
export function refuseDatabase(file: string): void {
  const head = headOf(file);
  if (head === undefined || !isDuckDb(head)) return;
  throw new UsageError('is-database', `${file} is a DuckDB database, which is not written over`, {
    hint: 'give the result another name, or delete the database first if nobody needs it',
  });
}
