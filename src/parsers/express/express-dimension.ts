import type { ByteRow } from './byte-row.ts';
import type { IisLine } from './iis-line.ts';

/** One dimension of `request_rows` as an express reader fills it. */
export interface ExpressDimension {
  /** Its table, as `src/models/request-layout.ts` names it. */
  readonly table: string;
  /** Columns of `request_rows`, or fields as logged, with their DuckDB types, in the order written. */
  readonly columns: Readonly<Record<string, string>>;
  /** Appends the values to `row`; false (and `row` spoilt) where the line is not regular. */
  write(line: IisLine, row: ByteRow): boolean;
}

/** Appends a value of the query, URL-decoded. */
export function putDecoded(
  line: IisLine,
  row: ByteRow,
  place: number,
  otherwise?: Buffer,
): boolean {
  if (line.hasCut(place)) return row.decoded(line.bytes, line.cutStart(place), line.cutEnd(place));
  putOrNone(row, otherwise);
  return true;
}

export function putOrNone(row: ByteRow, value: Buffer | undefined): void {
  if (value === undefined) row.none();
  else row.raw(value, 0, value.length);
}

/** Appends a field as it stands in the line. */
export function putField(line: IisLine, row: ByteRow, place: number): void {
  if (line.has(place)) row.raw(line.bytes, line.start(place), line.end(place));
  else row.none();
}

export function putText(row: ByteRow, text: string): void {
  for (let i = 0; i < text.length; i++) row.out[row.at++] = text.charCodeAt(i);
  row.out[row.at++] = 1;
}
