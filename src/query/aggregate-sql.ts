import { unixEpoch } from './calendar.ts';
import { microsecondsSql, timestampFromMicroseconds } from './function-row.ts';
import type { AggregateUse, Value } from './value.ts';

/** An aggregate as DuckDB's, given the SQL of its arguments. */
export function aggregateSql(use: AggregateUse, args: readonly string[]): string {
  const { name } = use;
  if (name === 'COUNT' || name === 'PROPCOUNT') return countSql(use.distinct, args);
  const [first] = use.args;
  const [sql = ''] = args;
  if (!first || first.type === 'NULL') return `max(null::bigint)`;
  const x = use.distinct ? `distinct ${sql}` : sql;
  switch (name) {
    case 'MIN':
      return `min(${x})`;
    case 'MAX':
      return `max(${x})`;
    case 'AVG':
      return averageSql(first, x, sql, use.distinct);
    case 'GROUPING':
      return `grouping(${sql})`;
    default:
      return sumSql(first, x, sql, use.distinct);
  }
}

/** COUNT of several arguments counts the rows in which one of them is not NULL. */
function countSql(distinct: boolean, args: readonly string[]): string {
  const [first] = args;
  if (first === undefined) return 'count(*)';
  const word = distinct ? 'distinct ' : '';
  if (args.length === 1) return `count(${word}${first})`;
  const present = args.map((arg) => `${arg} is not null`).join(' or ');
  const counted = distinct ? `distinct row(${args.join(', ')})` : '*';
  return `count(${counted}) filter (where ${present})`;
}

function sumSql(value: Value, x: string, sql: string, distinct: boolean): string {
  // fsum: a sum of doubles otherwise depends on how threads share the rows.
  if (value.type === 'REAL') return distinct ? `sum(${x})` : `fsum(${x})`;
  if (value.type === 'TIMESTAMP')
    return timestampOf(`sum(${microsecondsOf(value, sql, distinct)})`);
  return `try_cast(sum(${x}) as bigint)`;
}

/** AVG of INTEGER is INTEGER, cut off. */
function averageSql(value: Value, x: string, sql: string, distinct: boolean): string {
  if (value.type === 'REAL') return distinct ? `avg(${x})` : `favg(${x})`;
  if (value.type === 'TIMESTAMP') {
    return timestampOf(`(sum(${microsecondsOf(value, sql, distinct)}) // count(${x}))`);
  }
  return `try_cast(sum(${x}) // count(${x}) as bigint)`;
}

function microsecondsOf(value: Value, sql: string, distinct: boolean): string {
  return `${distinct ? 'distinct ' : ''}${microsecondsSql(sql, value.sqlType)}`;
}

const lastYears = 8192n * 366n * 86_400_000_000n;

/** Beyond the years a timestamp can have: NULL. */
function timestampOf(microseconds: string): string {
  const made = timestampFromMicroseconds(`${microseconds}::bigint`);
  return `case when ${microseconds} between -${lastYears} and ${lastYears + unixEpoch} then ${made} end`;
}
