import { closeSync, openSync, readSync } from 'node:fs';
import { UsageError } from './errors.ts';

/** What a DuckDB file has behind the checksum of its first block. */
const magic = Buffer.from('DUCK');
const magicAt = 8;

/** Whether there is a file of that name that a DuckDB database begins. */
function isDatabase(file: string): boolean {
  const bytes = Buffer.alloc(magicAt + magic.length);
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return false;
  }
  try {
    return readSync(handle, bytes) === bytes.length && bytes.subarray(magicAt).equals(magic);
  } catch {
    return false;
  } finally {
    closeSync(handle);
  }
}

/**
 * Refuses to put the rows of a result in the place of a database: a mistyped name would cost a warehouse.
 *
 * @throws UsageError `is-database`
 */
export function refuseDatabase(file: string): void {
  if (!isDatabase(file)) return;
  throw new UsageError('is-database', `${file} is a DuckDB database, which is not written over`, {
    hint: 'give the result another name, or delete the database first if nobody needs it',
  });
}
