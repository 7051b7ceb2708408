import { quotedString } from '../duckdb/sql-text.ts';
import { floorDivide, unixEpoch } from './calendar.ts';
import { withArticle, type QueryError } from './query-error.ts';
import type { TimestampKind, ValueType } from './source.ts';
import { asTimestamp, timestampLiteral } from './timestamp-sql.ts';
import {
  isConstant,
  sqlTypeOf,
  type Constant,
  type SqlType,
  type Value,
  type Values,
} from './value.ts';

/** What a function's arguments may be; `SAME` = the type of the first. */
export interface Parameter {
  readonly name: string;
  readonly types: readonly (ValueType | 'SAME')[];
  readonly optional: boolean;
  /** Has to be a constant: a format, say. */
  readonly constant: boolean;
  readonly variadic: boolean;
}

/** What a row's `make` may use of the query around the call. */
export interface CallContext {
  readonly values: Values;
  readonly tz: string;
  readonly now: Date;
  /** A moment near those of many rows. */
  readonly usual: Date;
  readonly computerName: string;
  readonly offline: boolean;
  /** Text of a statement to run before the query, under the name of what it creates. */
  define(name: string, statement: () => string): void;
  /** Notes a scalar function that has to be registered before the query runs. */
  needRuntime(name: string): void;
  /** Notes a regular expression, an argument, that the engine has to take before the query runs. */
  needPattern(pattern: string, argument: number): void;
  /** An error at an argument, or at the function's name. */
  error(code: string, message: string, argument?: number, hint?: string): QueryError;
}

/** One function of the dialect. */
export interface FunctionRow {
  readonly group: 'arithmetic' | 'conversion' | 'string' | 'system' | 'extension';
  /** `text STRING, start INTEGER, [length INTEGER]`; `const` before a name asks for a constant. */
  readonly parameters: string;
  readonly result: ValueType | 'SAME';
  /** The DuckDB SQL for the SQL of the arguments; absent ones are undefined. */
  readonly sql?: (...args: string[]) => string;
  /** The result for constant arguments, none of them NULL; undefined = leave it to DuckDB. */
  readonly fold?: (...args: never[]) => Constant | undefined;
  /** For rows whose SQL depends on types or on constants. */
  readonly make?: (call: CallContext, args: readonly Value[]) => Value;
  /** Handles NULL constants itself; elsewhere a NULL argument makes the result NULL. */
  readonly ownNulls?: boolean;
  /** The result is NULL even for arguments that are not. */
  readonly mayBeNull?: boolean;
  /** Not of Log Parser. */
  readonly extension?: boolean;
  /** Of SELECT and ORDER BY only. */
  readonly onlyInSelect?: boolean;
  readonly doc: string;
}

const parsed = new Map<string, readonly Parameter[]>();

export function parametersOf(row: FunctionRow): readonly Parameter[] {
  const cached = parsed.get(row.parameters);
  if (cached) return cached;
  const parameters = row.parameters === '' ? [] : row.parameters.split(/, */).map(parameterOf);
  parsed.set(row.parameters, parameters);
  return parameters;
}

function parameterOf(text: string): Parameter {
  const optional = text.startsWith('[');
  const words = text.replace(/[[\]]/g, '').split(' ');
  const constant = words[0] === 'const';
  const [name = '', types = ''] = constant ? words.slice(1) : words;
  const all = ['INTEGER', 'REAL', 'STRING', 'TIMESTAMP'] as const;
  return {
    name: name.replace('...', ''),
    types: types === 'ANY' ? all : (types.split('|') as (ValueType | 'SAME')[]),
    optional: optional || name.endsWith('...'),
    constant,
    variadic: name.endsWith('...'),
  };
}

/** `signature` as help shows it: `SUBSTR(text STRING, start INTEGER, [length INTEGER])`. */
export function signatureOf(name: string, row: FunctionRow): string {
  return `${name}(${row.parameters})`;
}

/** Builds the value of a call: checks the arguments, folds constants, else makes the SQL. */
export function callValue(
  name: string,
  row: FunctionRow,
  args: readonly Value[],
  call: CallContext,
): Value {
  checkArguments(name, row, args, call);
  const first = args[0]?.type ?? 'STRING';
  const type = row.result !== 'SAME' ? row.result : first === 'CONDITION' ? 'NULL' : first;
  if (!row.ownNulls && args.some(({ constant }) => constant === null)) {
    return constantValue(call.values, type, null);
  }
  if (row.make) return row.make(call, args);
  if (row.fold && args.every(isConstant)) {
    const constants = args.map(({ constant }) => constant) as never[];
    const folded = row.fold(...constants);
    if (folded !== undefined) return constantValue(call.values, type, folded);
  }
  const { sql } = row;
  if (!sql) throw new Error(`function ${name} has neither sql nor make`);
  return call.values.make({
    key: `call:${name}`,
    type,
    operands: args,
    nullable: (row.mayBeNull ?? false) || args.some(({ nullable }) => nullable),
    sql: (operands) => sql(...operands),
  });
}

function checkArguments(
  name: string,
  row: FunctionRow,
  args: readonly Value[],
  call: CallContext,
): void {
  const parameters = parametersOf(row);
  const least = parameters.filter(({ optional }) => !optional).length;
  const most = parameters.some(({ variadic }) => variadic) ? Infinity : parameters.length;
  const hint = signatureOf(name, row);
  const count = (number: number): string => `${number} argument${number === 1 ? '' : 's'}`;
  if (args.length < least) {
    const word = least === most ? '' : 'at least ';
    throw call.error(
      'argument-count',
      `function ${name} takes ${word}${count(least)}`,
      undefined,
      hint,
    );
  }
  if (args.length > most) {
    const word = least === most ? '' : 'at most ';
    throw call.error('argument-count', `function ${name} takes ${word}${count(most)}`, most, hint);
  }
  for (const [i, arg] of args.entries()) {
    const parameter = parameters[Math.min(i, parameters.length - 1)];
    if (!parameter) continue;
    const types = parameter.types.map((type) => (type === 'SAME' ? args[0]?.type : type));
    if (arg.type !== 'NULL' && !types.includes(arg.type) && !(types[0] === 'NULL')) {
      const convert = types.includes('STRING')
        ? `convert it by TO_STRING; ${hint}`
        : types.includes('INTEGER') && arg.type === 'STRING'
          ? `convert it by TO_INT; ${hint}`
          : hint;
      throw call.error(
        'argument-type',
        `argument of function ${name} must be ${listOf(types)}, not ${withArticle(arg.type)}`,
        i,
        convert,
      );
    }
    if (parameter.constant && !isConstant(arg)) {
      throw call.error(
        'argument-not-constant',
        `argument ${i + 1} (${parameter.name}) of function ${name} must be a constant`,
        i,
        hint,
      );
    }
  }
}

function listOf(types: readonly (string | undefined)[]): string {
  return types.map((type) => withArticle(type ?? '')).join(' or ');
}

/** A constant of the given type; for TIMESTAMP in microseconds from year 0. */
export function constantValue(
  values: Values,
  type: ValueType | 'NULL',
  constant: Constant,
  kind: TimestampKind = 'full',
): Value {
  const sqlType = sqlTypeOf(type, kind);
  return values.make({
    key: `constant:${type}:${kind}:${typeof constant}:${String(constant)}`,
    type,
    kind,
    constant,
    nullable: constant === null,
    sql: () => constantSql(constant, sqlType),
  });
}

/** A constant as SQL of the given type; the brackets keep `-5` together before `::`. */
export function constantSql(constant: Constant, sqlType: SqlType): string {
  if (constant === null)
    return sqlType === 'VARCHAR' ? 'null::varchar' : `null::${sqlType.toLowerCase()}`;
  if (typeof constant === 'string') return quotedString(constant);
  if (sqlType === 'TIMESTAMP' || sqlType === 'DATE' || sqlType === 'TIME') {
    return timestampLiteral(BigInt(constant), sqlType);
  }
  if (sqlType === 'DOUBLE') {
    const text = String(constant);
    return `${constant < 0 ? `(${text})` : text}::double`;
  }
  if (constant === -(2n ** 63n)) return `(-9223372036854775807 - 1)`;
  return constant < 0 ? `(${constant})` : String(constant);
}

/** A value's SQL as microseconds from year 0. */
export function microsecondsSql(sql: string, sqlType: SqlType): string {
  return sqlType === 'TIME' ? `epoch_us(${sql})` : `(epoch_us(${sql}) + ${unixEpoch})`;
}

/** Microseconds from year 0 as a TIMESTAMP. */
export function timestampFromMicroseconds(sql: string): string {
  return `make_timestamp(${sql} - ${unixEpoch})`;
}

/** A value's SQL as another SQL type of the TIMESTAMP family. */
export function convertTimestamp(sql: string, from: SqlType, to: SqlType): string {
  if (from === to) return sql;
  if (to === 'TIMESTAMP') return asTimestamp(sql, from);
  if (to === 'DATE') return from === 'TIME' ? `(${asTimestamp(sql, from)})::date` : `${sql}::date`;
  return from === 'DATE' ? `time '00:00:00'` : `${sql}::time`;
}

export function floorSeconds(microseconds: bigint): bigint {
  return floorDivide(microseconds, 1_000_000n);
}
