import type { ColumnType } from './define-report.ts';

/** One value as the page knows it; dates and timestamps are text in UTC (`2024-05-01 07:00:00`). */
export type Cell = null | string | number | boolean | readonly string[];

export type Codes = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * A column of facts as numbers. Code 0 is NULL. With `values`, code n is `values[n - 1]` and the list
 * is in ascending order; without, code n is the number `base + unit * (n - 1)` (an integer, the day since 1970, or the
 * microsecond since 1970). So in both cases a greater code is a greater value.
 */
export interface Column {
  readonly type: ColumnType;
  readonly codes: Codes;
  /** The greatest code. */
  readonly top: number;
  readonly base: number;
  readonly unit: number;
  /** `undefined` entries were left out of the page (budget). */
  readonly values: readonly (Cell | undefined)[] | null;
  /** What the codes were made of, where rows share it: so it takes less room and time. */
  readonly numbered?: Numbered;
}

/** Codes that rows have by a number: `codes[numbers[row]]`. Number 0 has code 0, as what is not known. */
export interface Numbered {
  /** Of the rows; columns that are looked up together have the same. */
  readonly numbers: Codes;
  readonly codes: Codes;
}

export interface Table {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** Of a table whose rows are cells (`roll-up.ts`): what lies behind them. */
  readonly cells?: Cells;
}

/** Rows of facts that have the same values in the columns of a roll-up, under one filter. */
export interface Cells {
  readonly table: Table;
  /** The cell of each row. */
  readonly cellOf: Int32Array;
  /** A row of each cell, from which its values are read. */
  readonly first: Int32Array;
  /** The rows that the filter keeps. */
  readonly mask: Uint8Array | null;
  /** How many of them each cell has. */
  readonly counts: Float64Array;
  /** What they sum up to. */
  sums(column: Column): Float64Array;
  /** The least or greatest code among them, 0 where none is known. */
  extremes(column: Column, kind: 'min' | 'max'): Float64Array;
}

const gaps = new WeakMap<Column, boolean>();

/** Whether values were left out of the page; looked for once. */
export function hasGaps(column: Column): boolean {
  let known = gaps.get(column);
  if (known === undefined) gaps.set(column, (known = column.values?.includes(undefined) === true));
  return known;
}

const unknowns = new WeakMap<Column, boolean>();

/** Whether any row has no value; looked for once. */
export function hasUnknown(column: Column): boolean {
  let known = unknowns.get(column);
  if (known === undefined) unknowns.set(column, (known = column.codes.includes(0)));
  return known;
}

/** The number behind a code of a column without a dictionary. */
export function numberOf(column: Column, code: number): number | null {
  return code === 0 ? null : column.base + column.unit * (code - 1);
}

/** The value behind a code; `undefined` where the page does not hold it. */
export function cellOf(column: Column, code: number): Cell | undefined {
  if (code === 0) return null;
  if (column.values !== null) return column.values[code - 1];
  const value = column.base + column.unit * (code - 1);
  if (column.type === 'date') return dateText(value);
  if (column.type === 'timestamp') return timestampText(value);
  return value;
}

const dayMs = 86_400_000;
const daySeconds = 86_400;

const mostDays = 10_000;
/** Rows of a page lie in few days. */
const dayTexts = new Map<number, string>();

/** `toISOString` without its fourteen-digit surprises: years outside 0-9999 keep their sign. */
export function dateText(day: number): string {
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * dayMs).toISOString().slice(0, -14);
  if (dayTexts.size === mostDays) dayTexts.clear();
  dayTexts.set(day, text);
  return text;
}

/** A microsecond since 1970 as its day, the second of that day, and what is left of the microseconds. */
export function clockOf(micros: number): { day: number; second: number; rest: number } {
  let seconds = Math.floor(micros / 1_000_000);
  // Far from 1970 the quotient may have been rounded up.
  if (seconds * 1_000_000 > micros) seconds -= 1;
  const day = Math.floor(seconds / daySeconds);
  return {
    day,
    second: seconds - day * daySeconds,
    rest: Math.round(micros - seconds * 1_000_000),
  };
}

/** A microsecond since 1970 as `2024-05-01 07:00:00.5`: six digits behind the second at most. */
export function timestampText(micros: number): string {
  const { day, second, rest } = clockOf(micros);
  const minute = Math.floor(second / 60);
  const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(6, '0').replace(/0+$/, '')}`;
  return `${dateText(day)} ${time}${fraction}`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
}

export function microsNumber(timestamp: string): number {
  const match = /^(.*?)(?:\.(\d{1,6}))?$/.exec(timestamp.replace(' ', 'T'));
  const seconds = Date.parse(`${match?.[1] ?? ''}Z`);
  return seconds * 1000 + Number((match?.[2] ?? '').padEnd(6, '0') || 0);
}

/** `2024-05-01 07:00:00` as `2024-05-01T07:00:00Z`. */
export function utcText(timestamp: string): string {
  return `${timestamp.replace(' ', 'T')}Z`;
}
