import type { Codes, Column } from './columns.ts';
import type { ColumnType } from './define-report.ts';
import type { Dictionary } from './dictionaries.ts';
import { codedColumn, codesFor, dictionaryColumn } from './encode.ts';

/** How a column of facts comes to us. */
export interface FactSource {
  /** Its numbers, none NULL, as SQL over the facts. */
  readonly sql: string;
  readonly join?: string;
  /** Room for them, as wide as the SQL gives them. */
  readonly numbers: Codes;
  /** What they make, once they are there. */
  column(): Column;
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

function typed(sql: string, { BYTES_PER_ELEMENT }: Codes): string {
  return `(${sql})::${sqlTypes[BYTES_PER_ELEMENT] ?? ''}`;
}

/** A column with a dictionary. */
export function dictionarySource(
  type: ColumnType,
  name: string,
  { relation, values }: Dictionary,
  rows: number,
): FactSource {
  const numbers = codesFor(values.length, rows);
  return {
    sql: typed(`coalesce(${relation}.code, 0)`, numbers),
    join: `left join ${relation} on ${relation}.${name} = facts.${name}`,
    numbers,
    column: () => dictionaryColumn(type, numbers, values),
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
      sql: `coalesce(${integer}::double, 'infinity'::double)`,
      numbers,
      column: () => codedColumn(type, numbers, limits),
    };
  }
  const numbers = codesFor(span, rows);
  const limits = { least: 1, greatest: span, unknown: 0, base: least };
  return {
    sql: typed(`coalesce(${integer} - (${least}) + 1, 0)`, numbers),
    numbers,
    column: () => codedColumn(type, numbers, limits),
  };
}
