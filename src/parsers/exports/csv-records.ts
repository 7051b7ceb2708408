import Papa from 'papaparse';

/** One record of a CSV file: its first line (from 1), how many lines it takes, and its cells. */
export interface CsvRecord {
  readonly lineNo: number;
  readonly lines: number;
  readonly cells: readonly string[];
  /** Absent for a good record. */
  readonly problem?: 'unclosed-quote';
}

/** A cell may hold a whole mailbox log; more than this is a quote that was never closed. */
const maxRecordLength = 16 * 1024 * 1024;

/**
 * The records of a CSV text given line by line; a quoted cell may run over several lines. A quote
 * that is never closed costs its own line only: reading goes on with the next.
 */
export async function* csvRecords(
  lines: AsyncIterable<string>,
  delimiter: string,
  firstLineNo = 1,
): AsyncIterable<CsvRecord> {
  let held: string[] = [];
  let length = 0;
  let open = false;
  let lineNo = firstLineNo - 1;
  for await (const line of lines) {
    lineNo += 1;
    held.push(line);
    length += line.length + 1;
    if (oddQuotes(line)) open = !open;
    if (open && length > maxRecordLength) {
      const rest = yield* unclosed(held, lineNo - held.length + 1, delimiter);
      held = rest;
      length = rest.reduce((sum, one) => sum + one.length + 1, 0);
      open = rest.length > 0;
      continue;
    }
    if (open) continue;
    yield { lineNo: lineNo - held.length + 1, lines: held.length, cells: cellsOf(held, delimiter) };
    held = [];
    length = 0;
  }
  while (held.length > 0) held = yield* unclosed(held, lineNo - held.length + 1, delimiter);
}

/** The first line is bad, the others are read anew; returns those that are still open. */
function* unclosed(
  held: readonly string[],
  lineNo: number,
  delimiter: string,
): Generator<CsvRecord, string[]> {
  const [bad = '', ...others] = held;
  yield { lineNo, lines: 1, cells: [bad], problem: 'unclosed-quote' };
  let record: string[] = [];
  let open = false;
  let at = lineNo;
  for (const line of others) {
    at += 1;
    record.push(line);
    if (oddQuotes(line)) open = !open;
    if (open) continue;
    yield {
      lineNo: at - record.length + 1,
      lines: record.length,
      cells: cellsOf(record, delimiter),
    };
    record = [];
  }
  return record;
}

function oddQuotes(line: string): boolean {
  let odd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

function cellsOf(lines: readonly string[], delimiter: string): readonly string[] {
  const { data } = Papa.parse<string[]>(lines.join('\n'), { delimiter, newline: '\n' });
  return data[0] ?? [''];
}

const delimiters = [',', ';', '\t'] as const;

/** The character that separates the names of a header line. */
export function delimiterOf(header: string): string {
  const outside = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = delimiters.map((delimiter) => outside.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Lines above the header that are no names: `#TYPE System.Object`, Excel's `sep=;`. */
export function isPreamble(line: string): boolean {
  return /^\uFEFF?"?#TYPE\b/i.test(line) || /^\uFEFF?sep=.$/i.test(line);
}

/** The names of a header line; case and surrounding blanks are the caller's business. */
export function headerNames(line: string): readonly string[] {
  return cellsOf([line.replace(/^\uFEFF/, '')], delimiterOf(line)).map((name) => name.trim());
}
