import { GroupSql } from './generate-groups.ts';
import { InputSql, isScrambled, type PlannedJoin } from './generate-input.ts';
import { ResultSql, type ResultOptions } from './generate-result.ts';
import type { Plan } from './plan.ts';
import type { Scope } from './scope.ts';
import { sqlTypeOf, type SqlType, type Value } from './value.ts';

export interface Generated {
  readonly sql: string;
  readonly columns: readonly {
    readonly name: string;
    readonly sqlName: string;
    readonly value: Value;
    readonly sqlType: SqlType;
  }[];
}

/** One SELECT for a plan. */
export function generate(
  plan: Plan,
  scope: Scope,
  joins: readonly PlannedJoin[],
  options: ResultOptions,
): Generated {
  const prefix = freePrefix(scope);
  const { ordered } = options;
  let count = 0;
  const newName = (): string => `${prefix}x${++count}`;
  const input = new InputSql(plan, scope, joins, { ordered, prefix });
  const result = new ResultSql(plan, options, isScrambled(plan, scope));
  const { stage, position } = input.stage();
  const { where, keys, columns } = plan;
  if (where && where.constant !== 1n) {
    stage.settle([where], newName);
    stage.where = stage.render(where);
  }
  let sql: string;
  if (keys)
    sql = new GroupSql(plan, result, { ordered, prefix, newName }).select(stage, keys, position);
  else {
    stage.settle(
      columns.map(({ value }) => value),
      newName,
    );
    sql = result.select(stage, position, undefined);
  }
  const names = result.columnNames();
  return {
    sql,
    columns: columns.map(({ name, value }, i) => ({
      name,
      sqlName: names[i] ?? '',
      value,
      sqlType: sqlTypeOf(value.type, value.kind),
    })),
  };
}

/** A prefix no field begins with, for the columns of our own. */
function freePrefix(scope: Scope): string {
  const names = scope.inputs.flatMap(({ source }) => [
    ...source.fields.map(({ name }) => name),
    ...(source.order ?? []),
  ]);
  let prefix = '_';
  while (names.some((name) => name.startsWith(prefix))) prefix += '_';
  return prefix;
}
