import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { convertTimestamp } from './function-row.ts';
import type { Plan, PlannedColumn } from './plan.ts';
import type { Stage } from './stage.ts';
import { sqlTypeOf, type Value } from './value.ts';

export interface ResultOptions {
  /** Names of the result's columns; by default the output names. */
  readonly columnNames?: (index: number) => string;
  /** False for nested queries, whose rows have no order. */
  readonly ordered: boolean;
}

/** The outermost SELECT of a plan: its columns, their order, DISTINCT and TOP. */
export class ResultSql {
  readonly #plan: Plan;
  readonly #options: ResultOptions;
  readonly #isScrambled: boolean;

  /** `isScrambled`: the rows come in another order than the input's. */
  constructor(plan: Plan, options: ResultOptions, isScrambled: boolean) {
    this.#plan = plan;
    this.#options = options;
    this.#isScrambled = isScrambled;
  }

  /** The SELECT over a stage; `position` is SQL for the order of the input. */
  select(stage: Stage, position: readonly string[], groupBy: string | undefined): string {
    const { columns, distinct, limit } = this.#plan;
    const outRow = columns.some(({ value }) => value.uses.outRow);
    const order = this.#order(position, distinct);
    const names = this.columnNames();
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
      const needed = groups ? groups.length > 0 : this.#isScrambled;
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
  columnNames(): string[] {
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
