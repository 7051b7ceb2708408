import { quotedIdentifier, quotedString } from '../duckdb/sql-text.ts';
import type { Condition, ConditionValue } from './condition.ts';
import type { FactColumn } from './define-report.ts';
import { simpleLower } from './simple-lower.ts';

const plainName = /^[a-z_][a-z0-9_]*$/;
// Words that DuckDB takes as a column only in quotes.
const reserved = new Set(
  'all and any as asc at case check column default desc distinct do else end except false for from group having in into is join left like limit not null offset on or order right select table then to true union unique user using when where window with'.split(
    ' ',
  ),
);

/** The name as a person would type it: quoted only where it must be. */
export function identifierSql(identifier: string): string {
  return plainName.test(identifier) && !reserved.has(identifier)
    ? identifier
    : quotedIdentifier(identifier);
}

const sqlTypes = {
  string: 'varchar',
  integer: 'bigint',
  number: 'double',
  boolean: 'boolean',
  timestamp: 'timestamp',
  date: 'date',
  list: 'varchar[]',
} as const;

/** The expression in the engine's type for values of `type`. */
export function columnSql(expression: string, type: FactColumn['type']): string {
  return `(${expression})::${sqlTypes[type]}`;
}

/** The same for what a SELECT of facts gives: sums of the greatest numbers that a log may hold exceed a BIGINT. */
export function factSql(expression: string, type: FactColumn['type']): string {
  return type === 'integer' ? `within_bigint(${expression})` : columnSql(expression, type);
}

function literal(value: string | number | boolean, column: FactColumn | undefined): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (column?.type === 'date') return `date ${quotedString(value)}`;
  if (column?.type === 'timestamp') return `timestamp ${quotedString(value)}`;
  return quotedString(value);
}

type Columns = Readonly<Record<string, FactColumn>>;

/** The condition as a SQL expression that is never NULL. */
export function conditionSql(condition: Condition, columns: Columns): string {
  switch (condition.kind) {
    case 'all':
      return joined(condition.of, ' and ', 'true', columns);
    case 'any':
      return joined(condition.of, ' or ', 'false', columns);
    case 'in':
      return oneOf(condition.column, condition.values, columns);
    case 'range': {
      const column = columns[condition.column];
      const parts: string[] = [];
      if (condition.from !== undefined)
        parts.push(`${identifierSql(condition.column)} >= ${literal(condition.from, column)}`);
      if (condition.to !== undefined)
        parts.push(`${identifierSql(condition.column)} <= ${literal(condition.to, column)}`);
      if (parts.length === 0) return 'true';
      return `coalesce(${parts.join(' and ')}, false)`;
    }
    case 'under': {
      const column = identifierSql(condition.column);
      const path = condition.path;
      return `coalesce(${column} = ${quotedString(path)} or starts_with(${column}, ${quotedString(`${path}/`)}), false)`;
    }
    case 'known':
      return `${identifierSql(condition.column)} is ${condition.known ? 'not ' : ''}null`;
    case 'text': {
      const text = quotedString(simpleLower(condition.text));
      const parts = condition.columns.map(
        (column) => `coalesce(contains(lower(${identifierSql(column)}), ${text}), false)`,
      );
      return parts.length === 0 ? 'false' : `(${parts.join(' or ')})`;
    }
  }
}

function joined(
  conditions: readonly Condition[],
  word: string,
  empty: string,
  columns: Columns,
): string {
  if (conditions.length === 0) return empty;
  const [first] = conditions;
  if (conditions.length === 1 && first !== undefined) return conditionSql(first, columns);
  return `(${conditions.map((part) => conditionSql(part, columns)).join(word)})`;
}

function oneOf(column: string, values: readonly ConditionValue[], columns: Columns): string {
  const literals = values.flatMap((value) =>
    value === null ? [] : [literal(value, columns[column])],
  );
  const isNull = `${identifierSql(column)} is null`;
  if (literals.length === 0) return values.includes(null) ? isNull : 'false';
  const list = `coalesce(${identifierSql(column)} in (${literals.join(', ')}), false)`;
  return values.includes(null) ? `(${list} or ${isNull})` : list;
}

/** Sort keys that follow a column's own order of values, unknown last. */
export function orderKeys(column: string, columns: Columns, descending: boolean): string[] {
  const order = columns[column]?.order;
  const direction = descending ? ' desc' : '';
  const own = `${identifierSql(column)}${direction} nulls last`;
  if (order === undefined) return [own];
  const list = `[${order.map(quotedString).join(', ')}]`;
  const position = `list_position(${list}, ${identifierSql(column)})`;
  return [
    `case when ${identifierSql(column)} is null then null else coalesce(${position}, ${order.length + 1}) end${direction} nulls last`,
    own,
  ];
}
