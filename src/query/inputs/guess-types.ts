import type { TimestampKind, ValueType } from '../source.ts';
import { formatKind, timestampReader } from './parse-timestamp.ts';

export interface GuessedType {
  readonly type: ValueType;
  readonly kind?: TimestampKind;
  /** The format a TIMESTAMP is written in. */
  readonly format?: string;
}

const integer = /^[+-]?\d{1,19}$/;
const real = /^[+-]?(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?$|^[+-]?\d+[eE][+-]?\d+$/;
const largest = 2n ** 63n;

export function isInteger(text: string): boolean {
  if (!integer.test(text)) return false;
  if (text.length < 18) return true;
  const value = BigInt(text.replace('+', ''));
  return value < largest && value >= -largest;
}

/**
 * The type of a column from its first values, as Log Parser guesses: all integers, all decimals,
 * all timestamps of one of the formats, else text. NULL says nothing; no value at all is text.
 */
export function guessType(
  values: readonly (string | null)[],
  timestampFormats: readonly string[],
): GuessedType {
  const present = values.filter((value) => value !== null && value !== '') as string[];
  if (present.length === 0) return { type: 'STRING' };
  if (present.every(isInteger)) return { type: 'INTEGER' };
  if (present.every((value) => real.test(value) || isInteger(value))) return { type: 'REAL' };
  for (const format of timestampFormats) {
    const read = timestampReader(format);
    if (present.every((value) => read(value) !== undefined)) {
      return { type: 'TIMESTAMP', kind: formatKind(format), format };
    }
  }
  return { type: 'STRING' };
}
