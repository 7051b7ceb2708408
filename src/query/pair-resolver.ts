import { quotedString } from '../duckdb/sql-text.ts';
import { constantValue } from './function-row.ts';
import { parseInteger, parseReal } from './functions/conversion.ts';
import { QueryError, withArticle, type Span } from './query-error.ts';
import { kindOfFormat, parseFormat, parseTimestamp } from './timestamp-format.ts';
import { isConstant, type Value } from './value.ts';
import { NameResolver } from './name-resolver.ts';

/** The two sides of a comparison, of one type. */
export abstract class PairResolver extends NameResolver {
  /** Two operands of a comparison; a text constant is read as the type of the other side. */
  protected pair(left: Value, right: Value, rightSpan: Span, leftSpan = rightSpan): [Value, Value] {
    if (left.type === right.type || left.type === 'NULL' || right.type === 'NULL') {
      return [left, right];
    }
    const numbers = ['INTEGER', 'REAL'];
    if (numbers.includes(left.type) && numbers.includes(right.type)) return [left, right];
    if (right.type === 'STRING' && isConstant(right)) {
      return [left, this.#read(right, left, rightSpan)];
    }
    if (left.type === 'STRING' && isConstant(left)) {
      return [this.#read(left, right, leftSpan), right];
    }
    throw this.error(
      'type-mismatch',
      `cannot compare ${withArticle(left.type)} with ${withArticle(right.type)}`,
      rightSpan,
      { hint: comparisonHint(left, right) },
    );
  }

  #read(text: Value, other: Value, span: Span): Value {
    const written = String(text.constant);
    const fail = (): QueryError =>
      this.error(
        'constant-type',
        `content contains a STRING value ("${written}") which cannot be parsed by the input context`,
        span,
        { hint: `the other side is ${withArticle(other.type)}` },
      );
    if (other.type === 'INTEGER') {
      const integer = parseInteger(written);
      if (integer !== null) return constantValue(this.values, 'INTEGER', integer);
      const real = parseReal(written);
      if (real === null) throw fail();
      return constantValue(this.values, 'REAL', real);
    }
    if (other.type === 'REAL') {
      const real = parseReal(written);
      if (real === null) throw fail();
      return constantValue(this.values, 'REAL', real);
    }
    for (const pieces of defaultFormats) {
      const moment = parseTimestamp(pieces, written.trim());
      if (moment !== null) {
        const kind = kindOfFormat(pieces) ?? 'full';
        return constantValue(this.values, 'TIMESTAMP', moment, kind);
      }
    }
    throw fail();
  }
}

// The text forms of timestamps; a missing second or a T between are read too.
const defaultFormats = [
  'yyyy-MM-dd hh:mm:ss',
  'yyyy-MM-dd',
  'hh:mm:ss',
  'yyyy-MM-dd hh:mm:ss.ll',
  'yyyy-MM-ddThh:mm:ss',
  'yyyy-MM-dd hh:mm',
  'hh:mm:ss.ll',
  'hh:mm',
].map(parseFormat);

function comparisonHint(left: Value, right: Value): string {
  if (left.type === 'STRING' && isConstant(right) && right.type === 'INTEGER') {
    return `write ${quotedString(String(right.constant))}, or convert the field by TO_INT`;
  }
  return 'convert one of them by TO_INT, TO_REAL, TO_STRING or TO_TIMESTAMP';
}
