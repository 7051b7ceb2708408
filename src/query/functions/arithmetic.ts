import {
  constantValue,
  convertTimestamp,
  microsecondsSql,
  timestampFromMicroseconds,
  type CallContext,
} from '../function-row.ts';
import type { TimestampKind } from '../source.ts';
import { isConstant, sqlTypeOf, type Value } from '../value.ts';

type Operation = 'ADD' | 'SUB' | 'MUL' | 'DIV' | 'MOD';

/** ADD and SUB: numbers, texts and timestamps, two of one type (INTEGER and REAL mix). */
export function addOrSubtract(operation: 'ADD' | 'SUB') {
  return (call: CallContext, args: readonly Value[]): Value => {
    const [a, b] = args as [Value, Value];
    const numeric = (value: Value): boolean => value.type === 'INTEGER' || value.type === 'REAL';
    if (numeric(a) && numeric(b)) return numbers(operation, call, a, b);
    if (a.type !== b.type) {
      throw call.error(
        'argument-type',
        `arguments of function ${operation} must be of one type, not ${a.type} and ${b.type}`,
        1,
      );
    }
    return a.type === 'STRING' ? texts(operation, call, a, b) : timestamps(operation, call, a, b);
  };
}

/** MUL, DIV and MOD: the result has the type of the first argument. */
export function ofFirstType(operation: 'MUL' | 'DIV' | 'MOD') {
  return (call: CallContext, args: readonly Value[]): Value => {
    const [a, b] = args as [Value, Value];
    return numbers(operation, call, a, b);
  };
}

const symbols = { ADD: '+', SUB: '-', MUL: '*', DIV: '/', MOD: '%' };

function numbers(operation: Operation, call: CallContext, a: Value, b: Value): Value {
  const mixedSum = (operation === 'ADD' || operation === 'SUB') && a.type !== b.type;
  const type = mixedSum || a.type === 'REAL' ? 'REAL' : 'INTEGER';
  const integers = a.type === 'INTEGER' && b.type === 'INTEGER';
  if (isConstant(a) && isConstant(b)) {
    const folded = integers
      ? foldIntegers(operation, BigInt(a.constant ?? 0), BigInt(b.constant ?? 0))
      : undefined;
    if (folded !== undefined) return constantValue(call.values, 'INTEGER', folded);
  }
  const symbol = symbols[operation];
  const divides = operation === 'DIV' || operation === 'MOD';
  return call.values.make({
    key: `number:${operation}:${type}`,
    type,
    operands: [a, b],
    // Division by 0 and 64-bit overflow give NULL.
    nullable: true,
    sql: ([x = '', y = '']) => {
      if (integers) return `try(${x} ${operation === 'DIV' ? '//' : symbol} ${y})`;
      const real = (sql: string, value: Value): string =>
        value.type === 'REAL' ? sql : `${sql}::double`;
      const divisor = divides ? `nullif(${real(y, b)}, 0)` : real(y, b);
      const result = `(${real(x, a)} ${symbol} ${divisor})`;
      return type === 'REAL' ? result : `try_cast(trunc${result} as bigint)`;
    },
  });
}

/** undefined where the result does not fit into 64 bits: the SQL gives NULL then. */
function foldIntegers(operation: Operation, a: bigint, b: bigint): bigint | null {
  if (b === 0n && (operation === 'DIV' || operation === 'MOD')) return null;
  const results = {
    ADD: () => a + b,
    SUB: () => a - b,
    MUL: () => a * b,
    DIV: () => a / b,
    MOD: () => a % b,
  };
  const result = results[operation]();
  return BigInt.asIntN(64, result) === result ? result : null;
}

/** `SUB('ThisIsATest', 'This')` takes away what both texts begin with. */
function texts(operation: 'ADD' | 'SUB', call: CallContext, a: Value, b: Value): Value {
  if (isConstant(a) && isConstant(b)) {
    const [x, y] = [String(a.constant), String(b.constant)];
    const folded = operation === 'ADD' ? x + y : x.slice(commonPrefix(x, y));
    return constantValue(call.values, 'STRING', folded);
  }
  return call.values.make({
    key: `text:${operation}`,
    type: 'STRING',
    operands: [a, b],
    sql: ([x = '', y = '']) =>
      operation === 'ADD'
        ? `(${x} || ${y})`
        : `substring(${x}, 1 + coalesce(len(list_filter(range(1, least(length(${x}), length(${y})) + 1), lambda easel_length: starts_with(${x}, substring(${y}, 1, easel_length)))), 0))`,
  });
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function timestamps(operation: 'ADD' | 'SUB', call: CallContext, a: Value, b: Value): Value {
  const kind: TimestampKind = a.kind === b.kind ? a.kind : 'full';
  if (isConstant(a) && isConstant(b)) {
    const [x, y] = [BigInt(a.constant ?? 0), BigInt(b.constant ?? 0)];
    return constantValue(call.values, 'TIMESTAMP', operation === 'ADD' ? x + y : x - y, kind);
  }
  const sign = operation === 'ADD' ? '+' : '-';
  return call.values.make({
    key: `timestamp:${operation}`,
    type: 'TIMESTAMP',
    kind,
    sqlType: 'TIMESTAMP',
    operands: [a, b],
    negative: operation === 'SUB',
    sql: ([x = '', y = '']) => {
      if (isConstant(b)) {
        const interval = `to_microseconds(${BigInt(b.constant ?? 0)})`;
        return `(${convertTimestamp(x, a.sqlType, 'TIMESTAMP')} ${sign} ${interval})`;
      }
      const sum = `${microsecondsSql(x, a.sqlType)} ${sign} ${microsecondsSql(y, b.sqlType)}`;
      return `try(${timestampFromMicroseconds(`(${sum})`)})`;
    },
  });
}

/** QUANTIZE: down to a multiple; of a timestamp to a multiple of seconds since year 0. */
export function quantize(call: CallContext, args: readonly Value[]): Value {
  const [value, step] = args as [Value, Value];
  if (value.type === 'TIMESTAMP') return quantizeTimestamp(call, value, step);
  const integers = value.type === 'INTEGER' && step.type === 'INTEGER';
  return call.values.make({
    key: 'quantize',
    type: value.type,
    operands: [value, step],
    nullable: true,
    sql: ([x = '', q = '']) => {
      if (integers) return `(${x} // ${q} * ${q})`;
      const down = `(trunc(${x}::double / nullif(${q}::double, 0)) * ${q}::double)`;
      return value.type === 'REAL' ? down : `try_cast(trunc${down} as bigint)`;
    },
  });
}

/** Longer intervals than timestamps can hold are none. */
function intervalSql(microseconds: bigint): string {
  return BigInt.asIntN(64, microseconds) === microseconds ? String(microseconds) : 'null::bigint';
}

function quantizeTimestamp(call: CallContext, value: Value, step: Value): Value {
  return call.values.make({
    key: 'quantize-timestamp',
    type: 'TIMESTAMP',
    kind: value.kind,
    operands: [value, step],
    nullable: value.nullable || !isConstant(step) || Number(step.constant) <= 0,
    sql: ([x = '', q = '']) => {
      const size =
        isConstant(step) && typeof step.constant === 'bigint'
          ? intervalSql(step.constant * 1_000_000n)
          : `try((${q} * 1000000)::bigint)`;
      const micros = microsecondsSql(x, value.sqlType);
      const down = timestampFromMicroseconds(`${micros} // ${size} * ${size}`);
      return convertTimestamp(down, 'TIMESTAMP', sqlTypeOf('TIMESTAMP', value.kind));
    },
  });
}
