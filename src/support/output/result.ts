/** One column of a result that is about to be written, with its two spellings of a value. */
export interface OutputColumn<T> {
  readonly name: string;
  /** DuckDB's spelling of the type. */
  readonly type: string;
  /** Numbers stand right and are never guarded against formulas. */
  readonly numeric: boolean;
  /** The value as plain text; null for NULL. */
  text(value: T): string | null;
  /** The value as JSON text. */
  json(value: T): string;
}

/** A result read in chunks of rows, so that memory does not grow with its size. */
export interface OutputResult<T> {
  readonly columns: readonly OutputColumn<T>[];
  chunks(): AsyncIterable<readonly (readonly T[])[]>;
}

/** The plainest columns: for values that are already strings, numbers and booleans. */
export function plainColumn(
  name: string,
  type: string,
): OutputColumn<string | number | bigint | boolean | null> {
  return {
    name,
    type,
    numeric: isNumericType(type),
    text: (value) =>
      value === null ? null : typeof value === 'number' ? numberText(value) : String(value),
    json: (value) =>
      typeof value === 'bigint' || typeof value === 'number'
        ? jsonNumber(value)
        : JSON.stringify(value),
  };
}

/** JavaScript's text of a double drops the sign of a zero. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/** Integers beyond 2^53 and what JSON has no number for become strings. */
export function jsonNumber(value: number | bigint): string {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? numberText(value) : JSON.stringify(String(value));
  }
  const exact = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
  return exact ? value.toString() : `"${value}"`;
}

const numericType = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|BIGNUM|DECIMAL)\b/;

export function isNumericType(type: string): boolean {
  return numericType.test(type) && !type.endsWith(']');
}
