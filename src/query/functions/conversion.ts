import { quotedString } from '../../duckdb/sql-text.ts';
import {
  constantValue,
  floorSeconds,
  microsecondsSql,
  timestampFromMicroseconds,
  type CallContext,
} from '../function-row.ts';
import { formatTimestamp } from '../timestamp-format.ts';
import { formatSql } from '../timestamp-sql.ts';
import { formatOf } from './timestamp-formats.ts';
import { isConstant, type Value } from '../value.ts';

const integerText = /^\s*[-+]?(?:0[xX][0-9a-fA-F]+|\d+)\s*$/;
const realText = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/;
const sqlInteger = quotedString('\\s*[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)\\s*');
const sqlReal = quotedString('\\s*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*');

/** TO_INT: a REAL to the nearest, halves away from zero; a text decimal or `0x..`. */
export function toInteger(call: CallContext, args: readonly Value[]): Value {
  const [value] = args as [Value];
  if (value.type === 'INTEGER') return value;
  if (isConstant(value)) {
    const folded = foldInteger(value);
    if (folded !== undefined) return constantValue(call.values, 'INTEGER', folded);
  }
  return call.values.make({
    key: 'to-int',
    type: 'INTEGER',
    operands: [value],
    nullable: value.type === 'TIMESTAMP' ? value.nullable : true,
    sql: ([x = '']) => {
      if (value.type === 'REAL') return `try_cast(round(${x}) as bigint)`;
      if (value.type === 'TIMESTAMP') return `(${microsecondsSql(x, value.sqlType)} // 1000000)`;
      return `case when regexp_full_match(${x}, ${sqlInteger}) then try_cast(trim(${x}) as bigint) end`;
    },
  });
}

function foldInteger(value: Value): bigint | null | undefined {
  const { constant } = value;
  if (value.type === 'TIMESTAMP') return floorSeconds(BigInt(constant ?? 0));
  if (value.type === 'REAL') {
    const real = Number(constant);
    const rounded = Math.sign(real) * Math.round(Math.abs(real));
    return Math.abs(rounded) < Number.MAX_SAFE_INTEGER ? BigInt(rounded) : undefined;
  }
  return parseInteger(String(constant));
}

/** A text as INTEGER, or null. */
export function parseInteger(text: string): bigint | null {
  if (!integerText.test(text)) return null;
  const digits = text.trim();
  const value = BigInt(digits.replace(/^[-+]/, ''));
  const signed = digits.startsWith('-') ? -value : value;
  return BigInt.asIntN(64, signed) === signed ? signed : null;
}

/** A text as REAL, or null. */
export function parseReal(text: string): number | null {
  return realText.test(text) ? Number(text) : null;
}

export function toReal(call: CallContext, args: readonly Value[]): Value {
  const [value] = args as [Value];
  if (value.type === 'REAL') return value;
  if (isConstant(value) && value.type !== 'TIMESTAMP') {
    const folded =
      value.type === 'STRING' ? parseReal(String(value.constant)) : Number(value.constant);
    return constantValue(call.values, 'REAL', folded);
  }
  return call.values.make({
    key: 'to-real',
    type: 'REAL',
    operands: [value],
    nullable: value.type === 'STRING' || value.nullable,
    sql: ([x = '']) => {
      if (value.type === 'INTEGER') return `${x}::double`;
      if (value.type === 'TIMESTAMP') return `(${microsecondsSql(x, value.sqlType)} / 1000000)`;
      return `case when regexp_full_match(${x}, ${sqlReal}) then try_cast(trim(${x}) as double) end`;
    },
  });
}

/** TO_STRING: a timestamp by a format, a number in its default form, a text as it is. */
export function toText(call: CallContext, args: readonly Value[]): Value {
  const [value, format] = args as [Value, Value | undefined];
  if (value.type === 'TIMESTAMP') return timestampToText(call, value, format);
  if (format) {
    throw call.error(
      'argument-count',
      'when used with a non-TIMESTAMP argument, function TO_STRING takes 1 argument',
      1,
    );
  }
  if (value.type === 'STRING') return value;
  if (isConstant(value)) {
    const text = value.type === 'REAL' ? Number(value.constant).toFixed(6) : String(value.constant);
    return constantValue(call.values, 'STRING', text);
  }
  return call.values.make({
    key: 'to-string',
    type: 'STRING',
    operands: [value],
    sql: ([x = '']) => (value.type === 'REAL' ? `printf('%.6f', ${x})` : `${x}::varchar`),
  });
}

function timestampToText(call: CallContext, value: Value, format: Value | undefined): Value {
  if (format === undefined) {
    throw call.error(
      'argument-count',
      'when used with a TIMESTAMP argument, function TO_STRING takes 2 arguments',
      undefined,
      "TO_STRING(value, 'yyyy-MM-dd hh:mm:ss')",
    );
  }
  const pieces = formatOf(call, format);
  if (isConstant(value)) {
    const text = formatTimestamp(pieces, BigInt(value.constant ?? 0), value.kind);
    return constantValue(call.values, 'STRING', text);
  }
  return call.values.make({
    key: `format:${String(format.constant)}`,
    type: 'STRING',
    operands: [value],
    sql: ([x = '']) => formatSql(x, value, pieces),
  });
}

/** TO_HEX: 8 digits, 16 beyond 32 bits; a text as its UTF-16 units. */
export function toHexadecimal(call: CallContext, args: readonly Value[]): Value {
  const [value] = args as [Value];
  if (isConstant(value)) {
    return constantValue(
      call.values,
      'STRING',
      value.type === 'INTEGER'
        ? hexOfInteger(BigInt(value.constant ?? 0))
        : hexOfText(String(value.constant)),
    );
  }
  return call.values.make({
    key: 'to-hex',
    type: 'STRING',
    operands: [value],
    sql: ([x = '']) => {
      if (value.type === 'INTEGER') {
        return `('0x' || lpad(hex(${x}), if(${x} between 0 and 4294967295, 8, 16), '0'))`;
      }
      const unit = (sql: string): string => `lpad(hex(${sql}), 4, '0')`;
      const high = unit('(u - 65536) // 1024 + 55296');
      const low = unit('(u - 65536) % 1024 + 56320');
      const units = `list_transform(list_filter(string_split(${x}, ''), lambda c: c <> ''), lambda c: unicode(c)::bigint)`;
      return `('0x' || array_to_string(list_transform(${units}, lambda u: case when u < 65536 then ${unit('u')} else ${high} || ${low} end), ''))`;
    },
  });
}

function hexOfInteger(value: bigint): string {
  const digits = BigInt.asUintN(64, value).toString(16).toUpperCase();
  const width = value >= 0n && value <= 0xffffffffn ? 8 : 16;
  return `0x${digits.padStart(width, '0')}`;
}

function hexOfText(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) =>
    text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0'),
  );
  return `0x${units.join('')}`;
}

const largestYear = 8191;

/** Seconds since year 0 as a timestamp; NULL beyond the years Log Parser knows. */
export function secondsToTimestamp(call: CallContext, value: Value): Value {
  const limit = (largestYear + 1) * 366 * 86_400;
  return call.values.make({
    key: 'seconds-to-timestamp',
    type: 'TIMESTAMP',
    operands: [value],
    nullable: true,
    negative: true,
    sql: ([x = '']) =>
      `case when ${x} between -${limit} and ${limit} then ${timestampFromMicroseconds(
        `(${x} * 1000000)::bigint`,
      )} end`,
  });
}
