import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { aggregateSql } from './aggregate-sql.ts';
import { convertTimestamp } from './function-row.ts';
import type { Join } from './ast.ts';
import type { Plan, PlannedColumn } from './plan.ts';
import type { Scope } from './scope.ts';
import { Stage } from './stage.ts';
import { isConstant, sqlTypeOf, type SqlType, type Value } from './value.ts';

export interface Generated {
  readonly sql: string;
  readonly columns: readonly {
    readonly name: string;
    readonly sqlName: string;
    readonly value: Value;
    readonly sqlType: SqlType;
  }[];
}

/** How the inputs are put together: the kinds of joins and their conditions, in order. */
export interface PlannedJoin {
  readonly kind: Join['kind'];
  readonly on: Value | undefined;
}

export interface GenerateOptions {
  /** Names of the result's columns; by default the output names. */
  readonly columnNames?: (index: number) => string;
  /** False for nested queries, whose rows have no order. */
  readonly ordered: boolean;
}

/** One SELECT for a plan. */
export function generate(
  plan: Plan,
  scope: Scope,
  joins: readonly PlannedJoin[],
  options: GenerateOptions,
): Generated {
  return new Generator(plan, scope, joins, options).generate();
}

class Generator {
  readonly #plan: Plan;
  readonly #scope: Scope;
  readonly #joins: readonly PlannedJoin[];
  readonly #options: GenerateOptions;
  readonly #prefix: string;
  #count = 0;
  /** SQL that puts rows into the order of the input. */
  #position: string[] = [];

  constructor(plan: Plan, scope: Scope, joins: readonly PlannedJoin[], options: GenerateOptions) {
    this.#plan = plan;
    this.#scope = scope;
    this.#joins = joins;
    this.#options = options;
    this.#prefix = freePrefix(scope);
  }

  generate(): Generated {
    const sql = this.#sql();
    const names = this.#columnNames();
    return {
      sql,
      columns: this.#plan.columns.map(({ name, value }, i) => ({
        name,
        sqlName: names[i] ?? '',
        value,
        sqlType: sqlTypeOf(value.type, value.kind),
      })),
    };
  }

  readonly #newName = (): string => `${this.#prefix}x${++this.#count}`;

  #sql(): string {
    const stage = this.#base();
    const { where, keys } = this.#plan;
    if (where && where.constant !== 1n) {
      stage.settle([where], this.#newName);
      stage.where = stage.render(where);
    }
    return keys ? this.#grouped(stage, keys) : this.#plain(stage);
  }

  // --- the input ---

  #base(): Stage {
    const needsRow = this.#needsRowNumber();
    const needsPosition = this.#options.ordered && this.#needsPosition();
    const single = this.#scope.inputs.length === 1;
    const source = single ? this.#scope.inputs[0]?.source : undefined;
    const order = source?.order ?? [];
    const from = single ? this.#relation(needsPosition || needsRow) : this.#joined();
    const stage = new Stage(from, new Map(), (value) => this.#leaf(value));
    if (needsRow || (needsPosition && order.length === 0)) {
      const by = order.map((name) => quotedIdentifier(name)).join(', ');
      const over = by === '' ? '' : `order by ${by}`;
      stage.wrap([`row_number() over (${over}) as ${this.#prefix}in`]);
    }
    this.#position =
      order.length > 0 && !needsRow
        ? order.map((name) => quotedIdentifier(name))
        : [`${this.#prefix}in`];
    return stage;
  }

  #leaf({ special }: Value): string | undefined {
    if (special?.kind === 'in-row') return `${this.#prefix}in`;
    if (special?.kind !== 'field') return undefined;
    return this.#scope.inputs.length === 1
      ? quotedIdentifier(special.name)
      : this.#joinedName(special.input, special.name);
  }

  #relation(withOrder: boolean): string {
    const source = this.#scope.inputs[0]?.source;
    if (!source) return '(select 1)';
    const used = this.#scope.usedFields(0);
    const further = withOrder ? (source.order ?? []).filter((name) => !used.includes(name)) : [];
    return source.relation([...used, ...further]);
  }

  #joinedName(input: number, name: string): string {
    return quotedIdentifier(`${this.#prefix}${input + 1}.${name}`);
  }

  #joined(): string {
    const alias = (input: number): string => `${this.#prefix}i${input + 1}`;
    const columns: string[] = [];
    const fields = new Stage('', new Map(), ({ special }) =>
      special?.kind === 'field'
        ? `${alias(special.input)}.${quotedIdentifier(special.name)}`
        : undefined,
    );
    let from = '';
    for (const [input, { source }] of this.#scope.inputs.entries()) {
      const used = this.#scope.usedFields(input);
      for (const name of used) {
        const column = `${alias(input)}.${quotedIdentifier(name)}`;
        columns.push(`${column} as ${this.#joinedName(input, name)}`);
      }
      const relation = `${source.relation(used)} as ${alias(input)}`;
      const join = this.#joins[input - 1];
      if (input === 0 || !join) from = relation;
      else {
        const on = join.on ? ` on ${fields.render(join.on)}` : '';
        from += ` ${join.kind.toLowerCase()} join ${relation}${on}`;
      }
    }
    return `(select ${columns.length === 0 ? '1' : columns.join(', ')} from ${from})`;
  }

  #needsRowNumber(): boolean {
    const { columns, where, having, keys } = this.#plan;
    const all = [...columns.map(({ value }) => value), ...(keys ?? [])];
    return [...all, where, having].some((value) => value?.uses.inRow);
  }

  /** Whether the order of the input decides anything about the result. */
  #needsPosition(): boolean {
    const { columns, order, distinct, keys } = this.#plan;
    if (keys) return keys.length > 0 && order.length === 0;
    if (distinct) return order.length === 0;
    if (order.length === 0) return this.#isScrambled();
    const isOrdered = new Set(order.map(({ column }) => column)).size === columns.length;
    return !isOrdered || columns.some(({ value }) => value.uses.outRow);
  }

  /** Whether a window has put the rows into another order than the input's. */
  #isScrambled(): boolean {
    const { columns, where } = this.#plan;
    const ordered = this.#scope.inputs.some(({ source }) => (source.order ?? []).length > 0);
    return (
      [...columns.map(({ value }) => value), where].some((value) => value?.uses.window) ||
      (ordered && this.#needsRowNumber())
    );
  }

  // --- without groups ---

  #plain(stage: Stage): string {
    const values = this.#plan.columns.map(({ value }) => value);
    stage.settle(values, this.#newName);
    return this.#final(stage, this.#position, undefined);
  }

  // --- with groups ---

  #grouped(stage: Stage, keys: readonly Value[]): string {
    const aggregates = this.#aggregates();
    const inputs = aggregates.flatMap(({ special, operands }) =>
      special?.kind === 'aggregate' ? special.aggregate.args : operands,
    );
    const hashed = aggregates.filter(({ special }) => special?.kind === 'hash-sequence');
    stage.settle([...keys, ...inputs, ...hashed], this.#newName);
    const appearance =
      this.#options.ordered && keys.length > 0 && this.#plan.order.length === 0
        ? `min(${this.#position.length === 1 ? (this.#position[0] ?? '') : `row(${this.#position.join(', ')})`})`
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
    return this.#final(
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
    return this.#final(grouped, order, undefined);
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

  // --- the result ---

  #final(stage: Stage, position: readonly string[], groupBy: string | undefined): string {
    const { columns, distinct, limit } = this.#plan;
    const outRow = columns.some(({ value }) => value.uses.outRow);
    const order = this.#order(position, distinct);
    const names = this.#columnNames();
    const shown = (outRowSql: string): string[] =>
      columns.map(({ value }, i) => {
        const sql = this.#output(stage, value, outRowSql);
        const name = quotedIdentifier(names[i] ?? '');
        return sql === name ? name : `${sql} as ${name}`;
      });
    const tail = limit === undefined ? '' : ` limit ${limit}`;
    const orderBy = (by: readonly string[]): string =>
      by.length === 0 ? '' : ` order by ${by.join(', ')}`;
    if (outRow) {
      const keys = this.#orderSql(stage, position);
      const over = `row_number() over (${keys.length === 0 ? '' : `order by ${keys.join(', ')}`})`;
      const grouping = groupBy === undefined ? '' : ` group by ${groupBy}`;
      return `select ${shown(over).join(', ')} ${stage.source}${grouping}${orderBy(keys)}${tail}`;
    }
    if (distinct && this.#plan.order.length === 0 && position.length > 0) {
      const by = position.length === 1 ? (position[0] ?? '') : `row(${position.join(', ')})`;
      const all = columns.map((_, i) => i + 1).join(', ');
      const first = this.#options.ordered ? orderBy([`min(${by})`]) : '';
      return `select ${shown('').join(', ')} ${stage.source} group by ${all}${first}${tail}`;
    }
    const word = distinct ? 'select distinct' : 'select';
    const grouping = groupBy === undefined ? '' : ` group by ${groupBy}`;
    return `${word} ${shown('').join(', ')} ${stage.source}${grouping}${orderBy(order)}${tail}`;
  }

  #output(stage: Stage, value: Value, outRowSql: string): string {
    const wanted = sqlTypeOf(value.type, value.kind);
    const sql = value.uses.outRow ? renderWithOutRow(stage, value, outRowSql) : stage.render(value);
    return value.type === 'TIMESTAMP' && value.constant === undefined
      ? convertTimestamp(sql, value.sqlType, wanted)
      : sql;
  }

  /** ORDER BY by positions of the output, with what decides between equal rows. */
  #order(position: readonly string[], distinct: boolean): string[] {
    const { columns, order } = this.#plan;
    if (!this.#options.ordered && this.#plan.limit === undefined) return [];
    const { keys: groups } = this.#plan;
    if (order.length === 0) {
      const needed = groups ? groups.length > 0 : this.#isScrambled();
      return needed ? [...position] : [];
    }
    const done = new Set<number>();
    const keys: string[] = [];
    for (const { column, descending } of order) {
      if (done.has(column)) continue;
      done.add(column);
      keys.push(`${column + 1}${direction(columns[column], descending)}`);
    }
    if (done.size === columns.length || groups?.length === 0) return keys;
    if (groups || distinct) {
      const rest = columns.map((column, i) =>
        done.has(i) ? '' : `${i + 1}${direction(column, false)}`,
      );
      return [...keys, ...rest.filter((key) => key !== '')];
    }
    return [...keys, ...position];
  }

  /** The same as expressions, for a window. */
  #orderSql(stage: Stage, position: readonly string[]): string[] {
    const { columns, order } = this.#plan;
    const keys = order
      .filter(({ column }) => !columns[column]?.value.uses.outRow)
      .map(({ column, descending }) => {
        const value = columns[column]?.value;
        return `${value ? stage.render(value) : ''}${direction(columns[column], descending)}`;
      });
    return [...keys, ...(order.length > 0 || this.#plan.keys ? position : [])];
  }

  /** Output names as columns of SQL: unique whatever their case. */
  #columnNames(): string[] {
    const { columnNames } = this.#options;
    const { columns } = this.#plan;
    if (columnNames) return columns.map((_, i) => columnNames(i));
    const taken = new Set<string>();
    return columns.map(({ name }, i) => {
      const plain = name.replaceAll('\0', '\ufffd');
      const base = plain === '' ? `column${i + 1}` : plain;
      let unique = base;
      for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${base}_${n}`;
      taken.add(unique.toLowerCase());
      return unique;
    });
  }
}

/** OUT_ROW_NUMBER() stands for a window over the ordered result. */
function renderWithOutRow(stage: Stage, value: Value, outRowSql: string): string {
  if (value.special?.kind === 'out-row') return outRowSql;
  if (!value.uses.outRow) return stage.render(value);
  return value.sql(value.operands.map((operand) => renderWithOutRow(stage, operand, outRowSql)));
}

function direction(column: PlannedColumn | undefined, descending: boolean): string {
  if (column !== undefined && !column.value.nullable) return descending ? ' desc' : '';
  return descending ? ' desc nulls last' : ' asc nulls first';
}

function isProportion({ special }: Value): boolean {
  return special?.kind === 'aggregate' && special.aggregate.name.startsWith('PROP');
}

function isGrouping({ special }: Value): boolean {
  return special?.kind === 'aggregate' && special.aggregate.name === 'GROUPING';
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
