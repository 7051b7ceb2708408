import type { Head } from '../format.ts';
import { headerNames, isPreamble } from './csv-records.ts';

/** A header longer than this is no header. */
const maxHeader = 20_000;

/** The column names of a CSV export in lower case; none where the first line is no header. */
export function exportHeader(head: Head): ReadonlySet<string> {
  const header = head.lines.find((line) => line.trim() !== '' && !isPreamble(line));
  if (header === undefined || header.startsWith('#') || header.length > maxHeader) return new Set();
  return new Set(headerNames(header).map((name) => name.toLowerCase()));
}
