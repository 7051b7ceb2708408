import { quotedString } from '../duckdb/sql-text.ts';
import type { MaskPiece } from './escapes.ts';
import { isNull, truth } from './conditions.ts';
import type { Value, Values } from './value.ts';

/**
 * LIKE: case-insensitive, as `lower(x) like 'mask'`, which DuckDB turns into prefix, suffix and
 * contains searches; its own ILIKE is four times slower. On NULL it is false, NOT LIKE true.
 */
export function like(
  values: Values,
  value: Value,
  pieces: readonly MaskPiece[],
  not: boolean,
): Value {
  if (value.constant === null) return truth(values, not);
  if (pieces.length > 0 && pieces.every((piece) => piece === '%')) {
    return isNull(values, value, !not);
  }
  const wild = pieces.some((piece) => typeof piece === 'string');
  const text = pieces
    .map((piece) => (typeof piece === 'string' ? piece : wild ? escaped(piece.text) : piece.text))
    .join('');
  // Other letters are left to DuckDB, so that both sides are folded alike.
  const mask = /^[\0-\x7f]*$/.test(text)
    ? quotedString(text.toLowerCase())
    : `lower(${quotedString(text)})`;
  const escape = wild && text.includes('\\') ? ` escape '\\'` : '';
  return values.make({
    key: `like:${not}:${wild}:${text}`,
    type: 'CONDITION',
    operands: [value],
    sql: ([x = '']) => {
      const match = wild ? `lower(${x}) like ${mask}${escape}` : `lower(${x}) = ${mask}`;
      if (!not) return match;
      return value.nullable ? `(not (${match}) or ${x} is null)` : `(not (${match}))`;
    },
  });
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
