import { constantValue, type CallContext } from '../function-row.ts';
import { asTimestamp } from '../timestamp-sql.ts';
import type { Value } from '../value.ts';

/** SEQUENCE([start]): IN_ROW_NUMBER() + start - 1. */
export function sequence(call: CallContext, args: readonly Value[]): Value {
  const start = args[0] ?? constantValue(call.values, 'INTEGER', 0n);
  return call.values.make({
    key: 'sequence',
    type: 'INTEGER',
    operands: [inRowNumber(call), start],
    nullable: false,
    selectOnly: true,
    sql: ([row = '', from = '']) => `(${row} + ${from} - 1)`,
  });
}

export function inRowNumber(call: CallContext): Value {
  return call.values.make({
    key: 'in-row',
    type: 'INTEGER',
    nullable: false,
    special: { kind: 'in-row' },
    sql: () => '',
  });
}

export function outRowNumber(call: CallContext): Value {
  return call.values.make({
    key: 'out-row',
    type: 'INTEGER',
    nullable: false,
    special: { kind: 'out-row' },
    selectOnly: true,
    sql: () => '',
  });
}

/** HASHSEQ: a number for each distinct text, in order of appearance. */
export function hashSequence(call: CallContext, args: readonly Value[]): Value {
  const [text] = args as [Value];
  if (text.uses.aggregates) {
    throw call.error('argument-aggregate', 'HASHSEQ cannot be used on an aggregate function', 0);
  }
  const first = call.values.make({
    key: 'first-appearance',
    type: 'INTEGER',
    operands: [text, inRowNumber(call)],
    nullable: true,
    window: true,
    sql: ([t = '', row = '']) =>
      `min(case when ${t} is not null then ${row} end) over (partition by ${t})`,
  });
  const rank = call.values.make({
    key: 'rank-of-appearance',
    type: 'INTEGER',
    operands: [first],
    window: true,
    sql: ([f = '']) => `dense_rank() over (order by ${f} asc nulls last)`,
  });
  return call.values.make({
    key: 'hash-sequence',
    type: 'INTEGER',
    operands: [text, rank],
    nullable: true,
    special: { kind: 'hash-sequence' },
    sql: ([t = '', r = '']) => `case when ${t} is not null then ${r} end`,
  });
}

/** A function of the system that the runner registers before the query runs. */
export function runtime(name: string) {
  return (call: CallContext, args: readonly Value[]): Value => {
    if (name === 'easel_reversedns' && call.offline) {
      throw call.error(
        'offline',
        'REVERSEDNS asks the network, which --offline refuses',
        undefined,
        'run the query without --offline',
      );
    }
    call.needRuntime(name);
    return call.values.make({
      key: `runtime:${name}`,
      type: 'STRING',
      operands: args,
      nullable: true,
      sql: (operands) => `${name}(${operands.join(', ')})`,
    });
  };
}

/** COALESCE: the first argument that is not NULL. */
export function coalesce(call: CallContext, args: readonly Value[]): Value {
  const type = args.find((arg) => arg.type !== 'NULL')?.type ?? 'NULL';
  const present = args.filter(({ constant }) => constant !== null);
  const [first] = present;
  if (!first) return constantValue(call.values, 'NULL', null);
  for (const [i, arg] of args.entries()) {
    if (arg.type !== 'NULL' && arg.type !== type) {
      throw call.error(
        'argument-type',
        `arguments of function COALESCE must be of one type, not ${type} and ${arg.type}`,
        i,
      );
    }
  }
  if (present.length === 1) return first;
  const sameKind = present.every(
    ({ kind, sqlType }) => kind === first.kind && sqlType === first.sqlType,
  );
  return call.values.make({
    key: 'coalesce',
    type,
    kind: sameKind ? first.kind : 'full',
    sqlType: type !== 'TIMESTAMP' || sameKind ? first.sqlType : 'TIMESTAMP',
    operands: present,
    nullable: present.every(({ nullable }) => nullable),
    sql: (operands) =>
      `coalesce(${operands
        .map((sql, i) => {
          const from = present[i]?.sqlType ?? 'TIMESTAMP';
          return sameKind || type !== 'TIMESTAMP' ? sql : asTimestamp(sql, from);
        })
        .join(', ')})`,
  });
}

/** REPLACE_IF_NOT_NULL(a, value): NULL stays NULL, anything else becomes the value. */
export function replaceIfNotNull(call: CallContext, args: readonly Value[]): Value {
  const [tested, value] = args as [Value, Value];
  if (tested.constant === null) return constantValue(call.values, 'NULL', null);
  return call.values.make({
    key: 'replace-if-not-null',
    type: value.type,
    kind: value.kind,
    sqlType: value.sqlType,
    operands: [tested, value],
    nullable: tested.nullable || value.nullable,
    sql: ([t = '', v = '']) => `case when ${t} is not null then ${v} end`,
  });
}
