import type { Database } from './database.ts';
import { quotedString } from './sql-text.ts';

/**
 * Writes the rows of the SELECT `sql` as a CSV file (RFC 4180, LF; NULL is an empty cell, the empty text
 * `""`), in one go: the database must have been opened with the file's folder among its `outputFolders`.
 * Text with `#` stands in quotes, as text with commas does.
 */
export async function copyToCsv(db: Database, sql: string, file: string): Promise<void> {
  await db.run(copyStatement(sql, file));
}

function copyStatement(sql: string, file: string): string {
  return `copy (${sql}) to ${quotedString(file)}
    (format csv, header true, delimiter ',', quote '"', escape '"', nullstr '')`;
}
