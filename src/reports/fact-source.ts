import type { Codes, Column } from './columns.ts';
import type { ColumnType } from './define-report.ts';
import type { Dictionary } from './dictionaries.ts';
import { codedColumn, codesFor, dictionaryColumn } from './encode.ts';

/** How a column of facts comes to us. */
export interface FactSource {
  /** Its numbers, none NULL; null where the engine need not say them. */
  readonly sql: string | null;
  /** Room for them, as wide as the SQL gives them. */
  readonly numbers: Codes;
  /** What they make, once they are there. */
  column(): Column | Promise<Column>;
}

/** A least value that is greater than the greatest: there is none. */
export interface Limits {
  readonly least: number;
  readonly greatest: number;
  /** Every row has a value. */
  readonly isFull: boolean;
}

const sqlTypes: Readonly<Record<number, string>> = {
  1: 'utinyint',
  2: 'usmallint',
  4: 'uinteger',
  8: 'double',
};

/** The code, 0 where there is none, as wide as `codes`. */
export function codeSql(sql: string, codes: Codes): string {
  return `coalesce(${sql}, 0)::${sqlTypeOf(codes)}`;
}

function sqlTypeOf({ BYTES_PER_ELEMENT }: Codes): string {
  return sqlTypes[BYTES_PER_ELEMENT] ?? '';
}

/** An integer, Infinity where there is none. */
export function numberSql(integer: string): string {
  return `coalesce(${integer}::double, 'infinity'::double)`;
}

/** A column with a dictionary, `sql` gives codes of it. */
export function dictionarySource(
  type: ColumnType,
  sql: string,
  { size, values }: Dictionary,
  rows: number,
): FactSource {
  const numbers = codesFor(size, rows);
  return {
    sql: size === 0 ? null : codeSql(sql, numbers),
    numbers,
    column: async () => dictionaryColumn(type, numbers, await values),
  };
}

/** A column of integers, the SQL `integer`: counted from the least, or as they are where they lie far apart. */
export function scalarSource(
  type: ColumnType,
  integer: string,
  { least, greatest, isFull }: Limits,
  rows: number,
): FactSource {
  const isExact = Number.isSafeInteger(least) && Number.isSafeInteger(greatest);
  const span = greatest - least + 1;
  if (isExact && (least > greatest || (isFull && least === greatest))) {
    return sameSource(type, { least, greatest, isFull }, rows);
  }
  if (!isExact || span >= 2 ** 32) {
    const numbers = new Float64Array(rows);
    const limits = { least, greatest, unknown: Infinity, base: least };
    return {
      sql: isFull ? `${integer}::double` : numberSql(integer),
      numbers,
      column: () => codedColumn(type, numbers, limits),
    };
  }
  const numbers = codesFor(span, rows);
  const limits = { least: 1, greatest: span, unknown: 0, base: least };
  const code = `${integer} - (${least - 1})`;
  return {
    sql: isFull ? `(${code})::${sqlTypeOf(numbers)}` : codeSql(code, numbers),
    numbers,
    column: () => codedColumn(type, numbers, limits),
  };
}

/** A column of which all rows say the same, or nothing: nothing need be read. */
function sameSource(type: ColumnType, { least, greatest }: Limits, rows: number): FactSource {
  const top = least > greatest ? 0 : 1;
  const numbers = new Uint8Array(rows).fill(top);
  const base = top === 0 ? 0 : least;
  return {
    sql: null,
    numbers,
    column: () => ({ type, codes: numbers, top, base, unit: 1, values: null }),
  };
}
