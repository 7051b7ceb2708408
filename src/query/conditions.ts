import type { ComparisonOperator } from './ast.ts';
import { constantSql, convertTimestamp } from './function-row.ts';
import { isConstant, type SqlType, type Value, type Values } from './value.ts';

// Two-valued logic: NULL = NULL is true and NULL is lower than any value. Conditions are made so
// that DuckDB's NULL may stand for false: negation never lies over them, it is worked into each.

const negated: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '>': '<=',
  '<=': '>',
  '>=': '<',
};
const mirrored: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

export function negate(operator: ComparisonOperator): ComparisonOperator {
  return negated[operator];
}

export function truth(values: Values, value: boolean): Value {
  return values.make({
    key: `truth:${value}`,
    type: 'CONDITION',
    constant: value ? 1n : 0n,
    nullable: false,
    sql: () => String(value),
  });
}

export function isNull(values: Values, value: Value, not: boolean): Value {
  if (isConstant(value)) return truth(values, (value.constant === null) !== not);
  return values.make({
    key: `is-null:${not}`,
    type: 'CONDITION',
    operands: [value],
    nullable: false,
    sql: ([x = '']) => `${x} is ${not ? 'not ' : ''}null`,
  });
}

export function combine(values: Values, word: 'and' | 'or', items: readonly Value[]): Value {
  const neutral = word === 'and' ? 1n : 0n;
  const distinct = [...new Set(items)].filter(({ constant }) => constant !== neutral);
  const decided = distinct.find(isConstant);
  if (decided) return decided;
  const [only] = distinct;
  if (!only) return truth(values, word === 'and');
  if (distinct.length === 1) return only;
  return values.make({
    key: word,
    type: 'CONDITION',
    operands: distinct,
    sql: (operands) => `(${operands.join(` ${word} `)})`,
  });
}

/** The SQL type two values are compared as. */
function commonType(a: Value, b: Value): SqlType {
  if (a.type !== 'TIMESTAMP' || b.type !== 'TIMESTAMP') return a.sqlType;
  const [constant, other] = isConstant(a) ? [a, b] : [b, a];
  // A constant takes the other side's type where that loses nothing: no cast a row.
  if (isConstant(constant) && !isConstant(other)) {
    const micros = BigInt(constant.constant ?? 0);
    const day = 86_400_000_000n;
    if (other.sqlType === 'DATE' && micros % day === 0n) return 'DATE';
    if (other.sqlType === 'TIME' && micros >= 0n && micros < day) return 'TIME';
  }
  return a.sqlType === b.sqlType ? a.sqlType : 'TIMESTAMP';
}

function operandSql(value: Value, sql: string, type: SqlType): string {
  if (value.type !== 'TIMESTAMP') return sql;
  return isConstant(value)
    ? constantSql(value.constant, type)
    : convertTimestamp(sql, value.sqlType, type);
}

export function compare(values: Values, operator: ComparisonOperator, a: Value, b: Value): Value {
  if (isConstant(a) && isConstant(b)) return foldComparison(values, operator, a, b);
  if (a.constant === null) return compareWithNull(values, mirrored[operator], b);
  if (b.constant === null) return compareWithNull(values, operator, a);
  if (isConstant(a)) return compare(values, mirrored[operator], b, a);
  const type = commonType(a, b);
  return values.make({
    key: `compare:${operator}`,
    type: 'CONDITION',
    operands: [a, b],
    sql: ([x = '', y = '']) =>
      comparisonSql(operator, operandSql(a, x, type), operandSql(b, y, type), a, b),
  });
}

function comparisonSql(
  operator: ComparisonOperator,
  x: string,
  y: string,
  a: Value,
  b: Value,
): string {
  const plain = `${x} ${operator} ${y}`;
  switch (operator) {
    case '=':
      return a.nullable && b.nullable ? `${x} is not distinct from ${y}` : plain;
    case '<>':
      return a.nullable || b.nullable ? `${x} is distinct from ${y}` : plain;
    case '<':
      if (!a.nullable) return plain;
      return b.nullable
        ? `(${x} < ${y} or (${x} is null and ${y} is not null))`
        : `(${x} < ${y} or ${x} is null)`;
    case '>':
      if (!b.nullable) return plain;
      return a.nullable
        ? `(${x} > ${y} or (${x} is not null and ${y} is null))`
        : `(${x} > ${y} or ${y} is null)`;
    case '<=':
      return a.nullable ? `(${x} <= ${y} or ${x} is null)` : plain;
    case '>=':
      return b.nullable ? `(${x} >= ${y} or ${y} is null)` : plain;
  }
}

function compareWithNull(values: Values, operator: ComparisonOperator, value: Value): Value {
  switch (operator) {
    case '=':
    case '<=':
      return isNull(values, value, false);
    case '<>':
    case '>':
      return isNull(values, value, true);
    case '<':
      return truth(values, false);
    case '>=':
      return truth(values, true);
  }
}

function foldComparison(values: Values, operator: ComparisonOperator, a: Value, b: Value): Value {
  const x = a.constant ?? null;
  const y = b.constant ?? null;
  const order = x === null || y === null ? Number(x !== null) - Number(y !== null) : rank(x, y);
  const results: Record<ComparisonOperator, boolean> = {
    '=': order === 0,
    '<>': order !== 0,
    '<': order < 0,
    '>': order > 0,
    '<=': order <= 0,
    '>=': order >= 0,
  };
  return truth(values, results[operator]);
}

function rank(x: bigint | number | string, y: bigint | number | string): number {
  if (typeof x === 'string' && typeof y === 'string') {
    return Buffer.compare(Buffer.from(x), Buffer.from(y));
  }
  return x < y ? -1 : x > y ? 1 : 0;
}

/** `value IN (constants)`, or NOT IN; NULL may be among them. */
export function among(
  values: Values,
  value: Value,
  constants: readonly Value[],
  not: boolean,
): Value {
  const present = [...new Set(constants.filter(({ constant }) => constant !== null))];
  const hasNull = present.length < new Set(constants).size;
  const [first] = present;
  const nullTest = isNull(values, value, not);
  if (!first) return hasNull ? nullTest : truth(values, not);
  const type = present.reduce<SqlType>(
    (found, constant) => (found === commonType(value, constant) ? found : 'TIMESTAMP'),
    commonType(value, first),
  );
  const list = values.make({
    key: `among:${not}`,
    type: 'CONDITION',
    operands: [value, ...present],
    sql: ([x = '', ...items]) => {
      const shown = items.map((item, i) => operandSql(present[i] ?? first, item, type));
      return `${operandSql(value, x, type)} ${not ? 'not in' : 'in'} (${shown.join(', ')})`;
    },
  });
  if (hasNull) return combine(values, not ? 'and' : 'or', [list, nullTest]);
  return not && value.nullable ? combine(values, 'or', [list, isNull(values, value, false)]) : list;
}

/** Rows compared from the left: the first pair that differs decides. */
export function compareRows(
  values: Values,
  operator: ComparisonOperator,
  left: readonly Value[],
  right: readonly Value[],
): Value {
  const pair = (i: number, with_: ComparisonOperator): Value =>
    compare(values, with_, left[i] as Value, right[i] as Value);
  const indexes = left.map((_, i) => i);
  if (operator === '=')
    return combine(
      values,
      'and',
      indexes.map((i) => pair(i, '=')),
    );
  if (operator === '<>')
    return combine(
      values,
      'or',
      indexes.map((i) => pair(i, '<>')),
    );
  const strict = operator === '<' || operator === '<=' ? '<' : '>';
  const alternatives = indexes.map((i) => {
    const last = i === left.length - 1 ? operator : strict;
    const before = indexes.slice(0, i).map((j) => pair(j, '='));
    return combine(values, 'and', [...before, pair(i, last)]);
  });
  return combine(values, 'or', alternatives);
}
