import type { FactColumn } from './define-report.ts';
import type { Measure } from './measure.ts';
import { conditionSql, identifierSql } from './sql-fragments.ts';

type Columns = Readonly<Record<string, FactColumn>>;

/** A side table of one quantile: the groups' columns and `value`. */
interface QuantileTable {
  readonly alias: string;
  readonly sql: string;
}

/**
 * Turns the measures of one section into SQL. Plain aggregates are columns of the CTE `grouped`;
 * quotients, shares and quantiles are computed from it in the last SELECT, so that each is rounded once.
 */
export class MeasureCompiler {
  readonly #columns: Columns;
  readonly #by: readonly string[];
  readonly #source: string;
  readonly #aggregates = new Map<string, string>();
  readonly #quantiles = new Map<string, QuantileTable>();

  /** `source` is the relation the rows come from: `facts`, or `kept` where some are left out. */
  constructor(columns: Columns, by: readonly string[], source: string) {
    this.#columns = columns;
    this.#by = by;
    this.#source = source;
  }

  /** `sum(requests) as requests`, to stand in the SELECT over the source. */
  get aggregates(): string[] {
    return [...this.#aggregates].map(([sql, alias]) => `${sql} as ${identifierSql(alias)}`);
  }

  /** The same columns of `found`, where some groups may have no rows: nothing counts 0. */
  get aggregatesOrZero(): string[] {
    return [...this.#aggregates].map(([sql, alias]) => {
      const column = identifierSql(alias);
      return /^(?:min|max)\(/.test(sql)
        ? `found.${column}`
        : `coalesce(found.${column}, 0) as ${column}`;
    });
  }

  get quantiles(): readonly QuantileTable[] {
    return [...this.#quantiles.values()];
  }

  /** The expression for `measure` over `grouped` and the quantile tables. */
  expression(measure: Measure, wantedName?: string): string {
    switch (measure.kind) {
      case 'ratio':
        return quotient(this.expression(measure.of), this.expression(measure.to));
      case 'share': {
        const own = this.expression(measure.of);
        return quotient(own, `(sum(${own}) over ())`);
      }
      case 'quantile':
        return this.#quantile(measure);
      default:
        return this.#aggregate(measure, wantedName);
    }
  }

  #aggregate(measure: Exclude<Measure, { kind: 'ratio' | 'share' | 'quantile' }>, wanted?: string) {
    const where = measure.where;
    const filter =
      where === undefined ? '' : ` filter (where ${conditionSql(where, this.#columns)})`;
    const sql = aggregateCall(measure, filter);
    const known = this.#aggregates.get(sql);
    if (known !== undefined) return `grouped.${identifierSql(known)}`;
    const taken = new Set([...this.#aggregates.values(), ...this.#by]);
    let alias = wanted ?? `n${this.#aggregates.size + 1}`;
    while (taken.has(alias)) alias += '_';
    this.#aggregates.set(sql, alias);
    return `grouped.${identifierSql(alias)}`;
  }

  #quantile(measure: Extract<Measure, { kind: 'quantile' }>): string {
    const by = this.#by.map(identifierSql);
    const value = identifierSql(measure.column);
    const weight =
      measure.weight === undefined ? 'count(*)' : `sum(${identifierSql(measure.weight)})`;
    const where =
      measure.where === undefined ? '' : ` and ${conditionSql(measure.where, this.#columns)}`;
    const keys = [...by, 'value'].join(', ');
    const partition = by.length === 0 ? '' : `partition by ${by.join(', ')} `;
    const outer = [...by, 'min(value) as value'].join(', ');
    const group = by.length === 0 ? '' : ` group by ${by.join(', ')}`;
    const sql = [
      `select ${outer}`,
      `  from (`,
      `    select ${keys}, sum(weight) over (${partition}order by value) as upto, sum(weight) over (${partition.trim()}) as total`,
      `    from (`,
      `      select ${[...by, `${value} as value`, `${weight} as weight`].join(', ')}`,
      `      from ${this.#source} where ${value} is not null${where} group by ${[...by, value].join(', ')}`,
      `    ) where weight > 0`,
      `  ) where upto * 100 >= total * ${measure.percent}${group}`,
    ].join('\n');
    const known = this.#quantiles.get(sql);
    if (known !== undefined) return `${known.alias}.value`;
    const alias = `quantile_${this.#quantiles.size + 1}`;
    this.#quantiles.set(sql, { alias, sql });
    return `${alias}.value`;
  }
}

function aggregateCall(
  measure: Exclude<Measure, { kind: 'ratio' | 'share' | 'quantile' }>,
  filter: string,
): string {
  switch (measure.kind) {
    case 'count':
      return `count(*)${filter}`;
    case 'sum':
      // The greatest numbers that a log may hold sum up to more.
      return `within_bigint(coalesce(sum(${identifierSql(measure.column)})${filter}, 0))`;
    case 'distinct':
      return `count(distinct ${identifierSql(measure.column)})${filter}`;
    case 'min':
    case 'max':
      return `${measure.kind}(${identifierSql(measure.column)})${filter}`;
  }
}

/**
 * `of / to` (neither negative) to six places, halves up, in integer arithmetic until the last division, which is exact
 * to the nearest double: the browser's loop does the same and gets the same bits. The integer becomes a double as
 * text, as the engine's own conversion of a HUGEINT above 2^64 rounds twice.
 */
function quotient(of: string, to: string): string {
  return `case when ${to} <> 0 then ((${of}::hugeint * 2000000 + ${to}) // (${to}::hugeint * 2))::varchar::double / 1000000 end`;
}
