import { aggregateSql } from './aggregate-sql.ts';
import type { ResultSql } from './generate-result.ts';
import type { Plan } from './plan.ts';
import { Stage } from './stage.ts';
import { isConstant, sqlTypeOf, type Value } from './value.ts';

interface GroupOptions {
  readonly ordered: boolean;
  /** Begins the names of columns of our own. */
  readonly prefix: string;
  readonly newName: () => string;
}

/** The GROUP BY of a plan: its keys, aggregates, shares of the whole, ROLLUP and HAVING. */
export class GroupSql {
  readonly #plan: Plan;
  readonly #result: ResultSql;
  readonly #ordered: boolean;
  readonly #prefix: string;
  readonly #newName: () => string;

  constructor(plan: Plan, result: ResultSql, { ordered, prefix, newName }: GroupOptions) {
    this.#plan = plan;
    this.#result = result;
    this.#ordered = ordered;
    this.#prefix = prefix;
    this.#newName = newName;
  }

  /** The SELECT over a stage; groups without ORDER BY come as they first appear, by `position`. */
  select(stage: Stage, keys: readonly Value[], position: readonly string[]): string {
    const aggregates = this.#aggregates();
    const inputs = aggregates.flatMap(({ special, operands }) =>
      special?.kind === 'aggregate' ? special.aggregate.args : operands,
    );
    const hashed = aggregates.filter(({ special }) => special?.kind === 'hash-sequence');
    stage.settle([...keys, ...inputs, ...hashed], this.#newName);
    const appearance =
      this.#ordered && keys.length > 0 && this.#plan.order.length === 0
        ? `min(${position.length === 1 ? (position[0] ?? '') : `row(${position.join(', ')})`})`
        : undefined;
    if (this.#isSimple(keys, aggregates))
      return this.#oneSelect(stage, keys, aggregates, appearance);
    return this.#twoSelects(stage, keys, aggregates, appearance);
  }

  /** The aggregates of the result, and HASHSEQ over a grouped text, which has one value a group. */
  #aggregates(): Value[] {
    const { columns, having, keys } = this.#plan;
    const found = new Set<Value>();
    const seen = new Set<Value>(keys);
    const open = [...columns.map(({ value }) => value), ...(having ? [having] : [])];
    for (let value = open.pop(); value; value = open.pop()) {
      if (seen.has(value)) continue;
      seen.add(value);
      if (value.special?.kind === 'aggregate' || value.special?.kind === 'hash-sequence') {
        found.add(value);
      } else for (const operand of value.operands) open.push(operand);
    }
    return [...found].sort((a, b) => a.id - b.id);
  }

  #aggregate(stage: Stage, value: Value): string {
    if (value.special?.kind !== 'aggregate') return `min(${stage.render(value)})`;
    const { aggregate } = value.special;
    return aggregateSql(
      aggregate,
      aggregate.args.map((arg) => stage.render(arg)),
    );
  }

  /** Whether one SELECT with GROUP BY says it all: each column a key or an aggregate. */
  #isSimple(keys: readonly Value[], aggregates: readonly Value[]): boolean {
    const { columns, rollup, having, distinct } = this.#plan;
    if (rollup || having || distinct) return false;
    if (aggregates.some((value) => isProportion(value))) return false;
    const shown = columns.every(
      ({ value }) =>
        (keys.includes(value) || aggregates.includes(value)) &&
        value.sqlType === sqlTypeOf(value.type, value.kind),
    );
    const named = keys.every(
      (key) => !isConstant(key) || columns.some(({ value }) => value === key),
    );
    return shown && named;
  }

  #oneSelect(
    stage: Stage,
    keys: readonly Value[],
    aggregates: readonly Value[],
    appearance: string | undefined,
  ): string {
    const columns = new Map<Value, string>();
    for (const value of aggregates) columns.set(value, this.#aggregate(stage, value));
    for (const key of keys) columns.set(key, stage.render(key));
    const result = new Stage(stage.from, columns);
    result.where = stage.where;
    const outputs = this.#plan.columns.map(({ value }) => value);
    const groupBy = keys.map((key) => {
      const at = outputs.indexOf(key);
      return at === -1 ? stage.render(key) : String(at + 1);
    });
    return this.#result.select(
      result,
      appearance === undefined ? [] : [appearance],
      groupBy.length === 0 ? undefined : groupBy.join(', '),
    );
  }

  #twoSelects(
    stage: Stage,
    keys: readonly Value[],
    aggregates: readonly Value[],
    appearance: string | undefined,
  ): string {
    const { rollup, having, columns } = this.#plan;
    const p = this.#prefix;
    const keyNames = keys.map((_, i) => `${p}g${i + 1}`);
    const result = new Map<Value, string>();
    for (const [i, key] of keys.entries()) result.set(key, keyNames[i] ?? '');
    const proportions: string[] = [];
    const selected = keys.map((key, i) => `${stage.render(key)} as ${keyNames[i] ?? ''}`);
    if (rollup) {
      stage.wrap(selected.splice(0));
      selected.push(...keyNames, `grouping(${keyNames.join(', ')}) as ${p}level`);
    }
    for (const [i, value] of aggregates.entries()) {
      const name = `${p}a${i + 1}`;
      const sql = isGrouping(value)
        ? `grouping(${keyNames[keys.indexOf(value.operands[0] as Value)] ?? ''})`
        : this.#aggregate(stage, value);
      selected.push(`${sql} as ${name}`);
      if (isProportion(value)) {
        proportions.push(`${this.#proportion(value, name, keys, keyNames)} as ${name}p`);
        result.set(value, `${name}p`);
      } else result.set(value, name);
    }
    if (appearance !== undefined) selected.push(`${appearance} as ${p}first`);
    if (selected.length === 0) selected.push('count(*)');
    const groupBy = rollup
      ? ` group by rollup (${keyNames.join(', ')})`
      : keys.length > 0
        ? ` group by ${keys.map((_, i) => i + 1).join(', ')}`
        : '';
    const grouped = new Stage(`(select ${selected.join(', ')} ${stage.source}${groupBy})`, result);
    // The whole input is what proportions refer to, so they come before HAVING and TOP.
    if (proportions.length > 0) grouped.wrap(proportions);
    if (having) {
      grouped.settle([having], this.#newName);
      grouped.where = grouped.render(having);
    }
    grouped.settle(
      columns.map(({ value }) => value),
      this.#newName,
    );
    const order = appearance === undefined ? [] : [`${p}first`];
    if (rollup) order.unshift(this.#rollupRank(keys.length));
    return this.#result.select(grouped, order, undefined);
  }

  /** Groups first, then the grand total, then the totals of each shorter prefix. */
  #rollupRank(keys: number): string {
    const total = 2n ** BigInt(keys) - 1n;
    const level = `${this.#prefix}level`;
    // A prefix of p keys has level 2^(n-p) - 1: the shorter, the higher.
    return keys === 1 ? level : `case when ${level} = 0 then -${total + 1n} else -${level} end`;
  }

  /** A share of the whole input, or of its ON group; a total above that group is all of it. */
  #proportion(
    value: Value,
    name: string,
    keys: readonly Value[],
    keyNames: readonly string[],
  ): string {
    const on = (value.special?.kind === 'aggregate' ? value.special.aggregate.on : undefined) ?? [];
    const partition = on.map((item) => keyNames[keys.indexOf(item)] ?? '').join(', ');
    const over = `over (${partition === '' ? '' : `partition by ${partition}`})`;
    const level = `${this.#prefix}level`;
    const leaf = this.#plan.rollup ? `case when ${level} = 0 then ${name} end` : name;
    const share = `${name}::double / nullif(sum(${leaf}) ${over}, 0)::double`;
    if (!this.#plan.rollup || on.length === 0) return share;
    const above = 2n ** BigInt(keys.length - on.length + 1) - 1n;
    return `case when ${level} >= ${above} then 1::double else ${share} end`;
  }
}

function isProportion({ special }: Value): boolean {
  return special?.kind === 'aggregate' && special.aggregate.name.startsWith('PROP');
}

function isGrouping({ special }: Value): boolean {
  return special?.kind === 'aggregate' && special.aggregate.name === 'GROUPING';
}
