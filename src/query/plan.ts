import type { Expression, OrderItem, Query, SelectItem } from './ast.ts';
import { GroupCheck } from './group-check.ts';
import { printExpression } from './printer.ts';
import { QueryError, type Span } from './query-error.ts';
import type { Resolver } from './resolver.ts';
import type { Value } from './value.ts';

export interface PlannedColumn {
  readonly name: string;
  readonly value: Value;
}

export interface PlannedOrder {
  /** Index of the output column. */
  readonly column: number;
  readonly descending: boolean;
}

/** A query whose expressions have values and whose rules have been checked. */
export interface Plan {
  readonly columns: readonly PlannedColumn[];
  readonly where: Value | undefined;
  /** Undefined = no grouping; empty = one group of all rows. */
  readonly keys: readonly Value[] | undefined;
  readonly rollup: boolean;
  readonly having: Value | undefined;
  readonly order: readonly PlannedOrder[];
  readonly distinct: boolean;
  readonly limit: bigint | undefined;
}

export function planQuery(query: Query, resolver: Resolver): Plan {
  return new Planner(query, resolver).plan();
}

class Planner {
  readonly #query: Query;
  readonly #resolver: Resolver;
  /** Where each output column was written. */
  readonly #spans: Span[] = [];

  constructor(query: Query, resolver: Resolver) {
    this.#query = query;
    this.#resolver = resolver;
  }

  plan(): Plan {
    const query = this.#query;
    const columns = this.#columns();
    const where = this.#where();
    const { keys, having } = this.#grouping(columns);
    return {
      columns,
      where,
      keys,
      rollup: query.groupBy?.rollup ?? false,
      having,
      order: this.#order(columns),
      distinct: query.distinct,
      limit: smaller(query.top, query.limit),
    };
  }

  /**
   * The keys and HAVING. A bare name in GROUP BY is the alias before the field, unless only the
   * field lets the SELECT clause stand: `TO_LOWERCASE(x) AS x, STRLEN(x) ... GROUP BY x`.
   */
  #grouping(columns: readonly PlannedColumn[]): Pick<Plan, 'keys' | 'having'> {
    const checked = (fieldsFirst: boolean): Pick<Plan, 'keys' | 'having'> => {
      const keys = this.#keys(columns, fieldsFirst);
      const having = this.#having(keys);
      if (keys) this.#checkGrouping(columns, keys, having);
      return { keys, having };
    };
    try {
      return checked(false);
    } catch (error) {
      if (!(error instanceof QueryError) || error.code !== 'not-aggregated') throw error;
      try {
        return checked(true);
      } catch {
        throw error;
      }
    }
  }

  #error(code: string, message: string, span: Span, hint?: string): QueryError {
    return this.#resolver.error(code, message, span, hint === undefined ? {} : { hint });
  }

  #columns(): PlannedColumn[] {
    const resolver = this.#resolver;
    resolver.clause = 'SELECT clause';
    const columns: PlannedColumn[] = [];
    for (const item of this.#query.select) {
      if (item.expression === '*') {
        for (const found of resolver.scope.all()) {
          columns.push({
            name: found.field.name,
            value: resolver.scope.value(resolver.values, found),
          });
          this.#spans.push(item.span);
        }
      } else {
        const value =
          (item.alias && resolver.alias(item.alias.name)) ?? resolver.value(item.expression);
        columns.push({ name: this.#columnName(item, item.expression), value });
        this.#spans.push(item.span);
      }
    }
    return columns;
  }

  #columnName(item: SelectItem, expression: Expression): string {
    if (item.alias) return item.alias.name;
    const { scope } = this.#resolver;
    return printExpression(expression, (name) => scope.find(name)[0]?.field.name ?? name);
  }

  #where(): Value | undefined {
    const resolver = this.#resolver;
    resolver.clause = 'WHERE clause';
    for (const join of this.#query.from?.joins ?? []) if (join.on) this.#row(join.on, 'ON');
    return this.#query.where && this.#row(this.#query.where, 'WHERE');
  }

  #row(condition: NonNullable<Query['where']>, clause: string): Value {
    const value = this.#resolver.condition(condition, false);
    this.#checkRow(value, clause, condition.span);
    return value;
  }

  #checkRow(value: Value, clause: string, span: Span): void {
    if (value.uses.aggregates) {
      throw this.#error(
        'aggregate-not-allowed',
        `aggregate functions are not allowed in the ${clause} clause`,
        span,
        clause === 'WHERE' ? 'conditions on aggregates stand in HAVING' : undefined,
      );
    }
    if (value.uses.selectOnly) {
      throw this.#error(
        'sequence-not-allowed',
        `SEQUENCE and OUT_ROW_NUMBER are not allowed in the ${clause} clause`,
        span,
        'IN_ROW_NUMBER() is allowed there',
      );
    }
  }

  #keys(columns: readonly PlannedColumn[], fieldsFirst: boolean): Value[] | undefined {
    const { groupBy, having } = this.#query;
    const resolver = this.#resolver;
    if (groupBy) {
      resolver.clause = 'GROUP BY clause';
      const keys = groupBy.items.map((item) => {
        const value = fieldsFirst ? resolver.value(item) : resolver.groupItem(item);
        this.#checkRow(value, 'GROUP BY', item.span);
        return value;
      });
      return [...new Set(keys)];
    }
    if (having) return [];
    return columns.some(({ value }) => value.uses.aggregates) ? [] : undefined;
  }

  #having(keys: readonly Value[] | undefined): Value | undefined {
    const { having } = this.#query;
    const resolver = this.#resolver;
    if (!having || !keys) return undefined;
    resolver.clause = 'HAVING clause';
    // A name that is both a field and an aggregate's alias can only mean the alias here.
    const value = resolver.havingCondition(having, new Set(keys));
    if (value.uses.selectOnly) {
      throw this.#error(
        'sequence-not-allowed',
        'SEQUENCE and OUT_ROW_NUMBER are not allowed in the HAVING clause',
        having.span,
      );
    }
    return value;
  }

  #checkGrouping(
    columns: readonly PlannedColumn[],
    keys: readonly Value[],
    having: Value | undefined,
  ): void {
    const resolver = this.#resolver;
    const check = new GroupCheck(new Set(keys), this.#query.groupBy?.rollup ?? false);
    resolver.clause = 'SELECT clause';
    for (const [i, { name, value }] of columns.entries()) {
      const fault = check.faultOf(value);
      const span = this.#spans[i] ?? this.#query.span;
      if (fault === undefined) continue;
      throw this.#groupError(fault, `SELECT clause field-expression "${name}"`, span);
    }
    if (!having || !this.#query.having) return;
    resolver.clause = 'HAVING clause';
    const fault = check.faultOf(having);
    if (fault !== undefined) {
      throw this.#groupError(fault, 'HAVING clause field-expression', this.#query.having.span);
    }
  }

  #groupError(fault: string, what: string, span: Span): QueryError {
    if (fault === 'GROUPING') {
      return this.#error(
        'grouping',
        'GROUPING needs GROUP BY ... WITH ROLLUP and one of its field-expressions',
        span,
      );
    }
    if (fault === 'ON') {
      return this.#error(
        'on-list',
        'the ON list must be the first of the GROUP BY field-expressions',
        span,
      );
    }
    const grouped = this.#query.groupBy !== undefined;
    return this.#error(
      'not-aggregated',
      `${what} is not an aggregate function and does not contain GROUP BY field-expressions`,
      span,
      grouped
        ? `add ${fault} to GROUP BY, or use MAX(${fault})`
        : `write GROUP BY ${fault}, or use MAX(${fault})`,
    );
  }

  #order(columns: readonly PlannedColumn[]): PlannedOrder[] {
    const { orderBy } = this.#query;
    const resolver = this.#resolver;
    if (!orderBy) return [];
    resolver.clause = 'ORDER BY clause';
    const all = orderBy.items.length === 0;
    if (all) {
      return columns.map((_, column) => ({ column, descending: orderBy.direction === 'DESC' }));
    }
    const written = orderBy.items.filter(({ direction }) => direction !== undefined).length;
    // One direction at the very end is that of the whole list, as Log Parser has it.
    const last = orderBy.items.at(-1)?.direction;
    const common = written === 1 ? last : undefined;
    return orderBy.items.map((item) => ({
      column: this.#orderColumn(item, columns),
      descending: (common ?? item.direction) === 'DESC',
    }));
  }

  #orderColumn({ expression }: OrderItem, columns: readonly PlannedColumn[]): number {
    const resolver = this.#resolver;
    if (expression.kind === 'name') {
      const wanted = expression.name.toLowerCase();
      const byName = columns.findIndex(({ name }) => name.toLowerCase() === wanted);
      if (byName !== -1) return byName;
    }
    const value =
      expression.kind === 'name'
        ? (resolver.alias(expression.name) ?? resolver.value(expression))
        : resolver.value(expression);
    const byValue = columns.findIndex((column) => column.value === value);
    if (byValue !== -1) return byValue;
    const shown = printExpression(expression);
    throw this.#error(
      'order-not-selected',
      `presence of field expression(s) in the ORDER BY clause not existing in the SELECT clause: ${shown}`,
      expression.span,
      `add ${shown} to the SELECT clause`,
    );
  }
}

function smaller(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
