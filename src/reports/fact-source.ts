import type { Codes, Column } from './columns.ts';
import type { ColumnType } from './define-report.ts';
import type { Dictionary } from './dictionaries.ts';
import { codedColumn, codesFor, dictionaryColumn } from './encode.ts';

/** How a column of facts comes to us. */
export interface FactSource {
  /** Its numbers, none NULL. */
  readonly sql: string;
  /** Room for them, as wide as the SQL gives them. */
  readonly numbers: Codes;
  /** What they make, once they are there. */
  column(): Column | Promise<Column>;
}

/** A least value that is greater than the greatest: there is none. */
export interface Limits {
  readonly least: number;
  readonly greatest: number;
}

const sqlTypes: Readonly<Record<number, string>> = {
  1: 'utinyint',
  2: 'usmallint',
  4: 'uinteger',
  8: 'double',
};

/** The code, 0 where there is none, as wide as `codes`. */
export function codeSql(sql: string, { BYTES_PER_ELEMENT }: Codes): string {
  return `coalesce(${sql}, 0)::${sqlTypes[BYTES_PER_ELEMENT] ?? ''}`;
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
    sql: codeSql(sql, numbers),
    numbers,
    column: async () => dictionaryColumn(type, numbers, await values),
  };
}

/** A column of integers, the SQL `integer`: counted from the least, or as they are where they lie far apart. */
export function scalarSource(
  type: ColumnType,
  integer: string,
  { least, greatest }: Limits,
  rows: number,
): FactSource {
  const isExact = Number.isSafeInteger(least) && Number.isSafeInteger(greatest);
  const span = greatest - least + 1;
  if (!isExact || span >= 2 ** 32) {
    const numbers = new Float64Array(rows);
    const limits = { least, greatest, unknown: Infinity, base: least };
    return {
      sql: numberSql(integer),
      numbers,
      column: () => codedColumn(type, numbers, limits),
    };
  }
  const numbers = codesFor(span, rows);
  const limits = { least: 1, greatest: span, unknown: 0, base: least };
  return {
    sql: codeSql(`${integer} - (${least}) + 1`, numbers),
    numbers,
    column: () => codedColumn(type, numbers, limits),
  };
}
