import type { DuckDBValue } from '@duckdb/node-api';
import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
} from './binding.ts';

/**
 * What a cell of a result is in our code. 64-bit integers are `number` where that is exact, else
 * `bigint`. Timestamps, dates, times, intervals and whatever has no JavaScript form are DuckDB's own
 * text (`2024-05-01 07:00:00`).
 */
export type Value = null | boolean | number | bigint | string | Value[] | { [key: string]: Value };

export function toValue(value: DuckDBValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') {
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
      ? Number(value)
      : value;
  }
  if (value instanceof DuckDBListValue) return value.items.map(toValue);
  if (value instanceof DuckDBStructValue) return objectOf(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue) {
    return objectOf(value.entries.map(({ key, value: item }) => [textOf(key), item] as const));
  }
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  return textOf(value);
}

function objectOf(entries: readonly (readonly [string, DuckDBValue])[]): Value {
  return Object.assign(
    Object.create(null) as { [key: string]: Value },
    Object.fromEntries(entries.map(([key, item]) => [key, toValue(item)])),
  );
}

/** The binding gives the two days without end a place in the calendar. */
export function dateText(value: DuckDBDateValue): string {
  if (value.days === DuckDBDateValue.PosInf.days) return 'infinity';
  return value.days === DuckDBDateValue.NegInf.days ? '-infinity' : value.toString();
}

function textOf(value: DuckDBValue): string {
  if (value instanceof DuckDBDateValue) return dateText(value);
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimeValue ||
    value instanceof DuckDBIntervalValue ||
    value instanceof DuckDBBlobValue
  ) {
    return value.toString();
  }
  return String(value);
}
