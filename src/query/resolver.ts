import type { Condition, Expression, Query } from './ast.ts';
import { among, combine, compare, compareRows, isNull, negate, truth } from './conditions.ts';
import { parseMask } from './escapes.ts';
import { convertTimestamp } from './function-row.ts';
import { like } from './like.ts';
import { withArticle, type Span } from './query-error.ts';
import type { Scope } from './scope.ts';
import { isConstant, type Value, type Values } from './value.ts';
import type { Session } from './name-resolver.ts';
import { ValueResolver } from './value-resolver.ts';

/** A nested query as SQL whose columns are `_n1`, `_n2` ... */
export interface NestedQuery {
  readonly sql: string;
  readonly columns: readonly Pick<Value, 'type' | 'kind' | 'sqlType'>[];
}

const manyConditions = 2000;

/** Gives every expression of one query its value: names, types, constants, NULL logic. */
export class Resolver extends ValueResolver {
  readonly #nested: (query: Query) => NestedQuery;

  constructor(
    query: Query,
    scope: Scope,
    values: Values,
    session: Session,
    nested: (query: Query) => NestedQuery,
  ) {
    super(query, scope, values, session);
    this.#nested = nested;
  }

  /** A HAVING condition: a field that is no key can only mean the alias of its name. */
  havingCondition(condition: Condition, keys: ReadonlySet<Value>): Value {
    this.having = keys;
    const value = this.condition(condition, false);
    this.having = undefined;
    return value;
  }

  condition(condition: Condition, not: boolean): Value {
    const { values } = this;
    switch (condition.kind) {
      case 'and':
      case 'or':
        return this.#chain(condition, not);
      case 'not':
        return this.condition(condition.item, !not);
      case 'compare': {
        const operator = not ? negate(condition.operator) : condition.operator;
        const [left, right] = this.pair(
          this.value(condition.left),
          this.value(condition.right),
          condition.right.span,
          condition.left.span,
        );
        return compare(values, operator, left, right);
      }
      case 'is-null':
        return isNull(values, this.value(condition.operand), condition.negated !== not);
      case 'like':
        return this.#like(condition, condition.negated !== not);
      case 'between': {
        const operand = this.value(condition.operand);
        const [a, low] = this.pair(operand, this.value(condition.low), condition.low.span);
        const [b, high] = this.pair(operand, this.value(condition.high), condition.high.span);
        return condition.negated !== not
          ? combine(values, 'or', [compare(values, '<', a, low), compare(values, '>', b, high)])
          : combine(values, 'and', [compare(values, '>=', a, low), compare(values, '<=', b, high)]);
      }
      case 'content':
        return this.#content(condition, not);
    }
  }

  #chain(condition: Condition & { kind: 'and' | 'or' }, not: boolean): Value {
    const word = (condition.kind === 'and') === not ? 'or' : 'and';
    let items = condition.items.map((item) => this.condition(item, not));
    if (items.length > 20) items = this.#merged(condition, not, word, items);
    if (items.length > manyConditions) {
      throw this.error(
        'too-many-conditions',
        `more than ${manyConditions} conditions are joined by ${condition.kind.toUpperCase()}`,
        condition.span,
        { hint: 'write a list: field IN (1; 2; 3)' },
      );
    }
    return combine(this.values, word, items);
  }

  /** `a = 1 OR a = 2 OR ...` as one list: DuckDB takes quadratic time on long chains. */
  #merged(
    condition: Condition & { kind: 'and' | 'or' },
    not: boolean,
    word: 'and' | 'or',
    items: Value[],
  ): Value[] {
    const wanted = word === 'or' ? '=' : '<>';
    const lists = new Map<Value, Value[]>();
    const rest: Value[] = [];
    for (const [i, written] of condition.items.entries()) {
      const item = items[i];
      const [left, right] = item?.operands ?? [];
      const operator = written.kind === 'compare' && not ? negate(written.operator) : undefined;
      const same = written.kind === 'compare' && (operator ?? written.operator) === wanted;
      if (same && left && right && isConstant(right) && right.constant !== null) {
        const list = lists.get(left);
        if (list) list.push(right);
        else lists.set(left, [right]);
      } else if (item) rest.push(item);
    }
    const merged = [...lists].map(([value, constants]) =>
      among(this.values, value, constants, word === 'and'),
    );
    return [...merged, ...rest];
  }

  #like(condition: Condition & { kind: 'like' }, not: boolean): Value {
    const operand = this.value(condition.operand);
    if (operand.type !== 'STRING' && operand.type !== 'NULL') {
      throw this.error(
        'like-type',
        `the left operand of LIKE must be a STRING, not ${withArticle(operand.type)}`,
        condition.operand.span,
        { hint: 'convert it by TO_STRING' },
      );
    }
    if (condition.mask.kind !== 'string') {
      const mask = this.value(condition.mask);
      if (!isConstant(mask) || mask.type !== 'STRING') {
        throw this.error(
          'like-mask',
          'the mask of LIKE must be a constant STRING',
          condition.mask.span,
        );
      }
      return like(this.values, operand, parseMask(String(mask.constant)), not);
    }
    return like(this.values, operand, parseMask(condition.mask.raw), not);
  }

  #content(condition: Condition & { kind: 'content' }, not: boolean): Value {
    const left = condition.left.map((item) => this.value(item));
    const operator = not ? negate(condition.operator) : condition.operator;
    const any = (condition.quantifier === 'ANY') !== not;
    if (condition.content.kind === 'query') {
      return this.#nestedCondition(condition, left, operator, any);
    }
    const { rows, commas, span } = condition.content;
    const wrong = rows.find((row) => row.length !== left.length);
    const commaError = commas && this.session.strict;
    if (wrong || commaError) {
      const size = commaError ? rows.length : (wrong?.length ?? 0);
      throw this.error(
        'content-size',
        `left term <field_expr_list> size (${left.length}) is different than right term <content> size (${size}). This error is often caused by using the value separator ',' instead of using the row seperator ';'.`,
        span,
        { hint: left.length === 1 ? "IN ('a'; 'b')" : '(a, b) IN (1, 2; 3, 4)' },
      );
    }
    return this.#rowsCondition(left, rows, operator, any);
  }

  #rowsCondition(
    left: readonly Value[],
    rows: readonly (readonly Expression[])[],
    operator: '=' | '<>' | '<' | '>' | '<=' | '>=',
    any: boolean,
  ): Value {
    const [only] = left;
    const lists = (any && operator === '=') || (!any && operator === '<>');
    const resolved = rows.map((row) =>
      row.map((item, i) => {
        const value = this.value(item);
        const leftItem = left[i];
        return leftItem ? this.pair(leftItem, value, item.span)[1] : value;
      }),
    );
    if (lists && only && left.length === 1) {
      const constants = resolved.map(([value]) => value as Value).filter(isConstant);
      const others = resolved.map(([value]) => value as Value).filter((v) => !isConstant(v));
      const parts = others.map((other) => compare(this.values, operator, only, other));
      if (constants.length > 0) parts.unshift(among(this.values, only, constants, !any));
      return combine(this.values, any ? 'or' : 'and', parts);
    }
    if (lists && resolved.length > 20) return this.#rowList(left, resolved, !any);
    return combine(
      this.values,
      any ? 'or' : 'and',
      resolved.map((row) => compareRows(this.values, operator, left, row)),
    );
  }

  /** Many rows: structs compare NULL with NULL as equal, which is what the dialect wants. */
  #rowList(left: readonly Value[], rows: readonly (readonly Value[])[], not: boolean): Value {
    const width = left.length;
    return this.values.make({
      key: `row-list:${not}:${width}`,
      type: 'CONDITION',
      operands: [...left, ...rows.flat()],
      nullable: false,
      sql: (operands) => {
        const struct = (from: number): string =>
          `row(${operands.slice(from, from + width).join(', ')})`;
        const list = rows.map((_, i) => struct(width + i * width));
        return `${struct(0)} ${not ? 'not in' : 'in'} (${list.join(', ')})`;
      },
    });
  }

  #nestedCondition(
    condition: Condition & { kind: 'content' },
    left: readonly Value[],
    operator: '=' | '<>' | '<' | '>' | '<=' | '>=',
    any: boolean,
  ): Value {
    if (condition.content.kind !== 'query') return truth(this.values, false);
    const nested = this.#nested(condition.content.query);
    const { span } = condition.content;
    if (nested.columns.length !== left.length) {
      throw this.error(
        'content-size',
        `left term <field_expr_list> size (${left.length}) is different than the number of fields of the nested query (${nested.columns.length})`,
        span,
      );
    }
    const columns = nested.columns.map((column, i) => this.#nestedColumn(left[i], column, i, span));
    const values = this.values;
    if ((any && operator === '=') || (!any && operator === '<>')) {
      return values.make({
        key: `in-query:${any}:${nested.sql}`,
        type: 'CONDITION',
        operands: [...left, ...columns],
        nullable: false,
        sql: (operands) => {
          const width = left.length;
          // Structs: NULL is equal to NULL in them. row() on the left would be a list of operands.
          const struct = (from: number): string =>
            `struct_pack(${operands
              .slice(from, from + width)
              .map((operand, i) => `v${i + 1} := ${operand}`)
              .join(', ')})`;
          return `${struct(0)} ${any ? 'in' : 'not in'} (select ${struct(width)} from (${nested.sql}))`;
        },
      });
    }
    const matched = compareRows(values, any ? operator : negate(operator), left, columns);
    return values.make({
      key: `exists-query:${any}:${nested.sql}`,
      type: 'CONDITION',
      operands: [matched],
      nullable: false,
      sql: ([match = '']) =>
        `${any ? '' : 'not '}exists (select 1 from (${nested.sql}) where ${match})`,
    });
  }

  #nestedColumn(
    left: Value | undefined,
    column: NestedQuery['columns'][number],
    index: number,
    span: Span,
  ): Value {
    const numbers = ['INTEGER', 'REAL'];
    const fits =
      !left ||
      left.type === column.type ||
      left.type === 'NULL' ||
      column.type === 'NULL' ||
      (numbers.includes(left.type) && numbers.includes(column.type));
    if (!fits) {
      throw this.error(
        'nested-type',
        `nested query SELECT clause field "${index + 1}" (${column.type}) doesn't match type of left-operand (${left.type})`,
        span,
      );
    }
    const name = `_n${index + 1}`;
    const sql =
      left?.type === 'TIMESTAMP' && column.type === 'TIMESTAMP' && left.sqlType !== column.sqlType
        ? convertTimestamp(name, column.sqlType, left.sqlType)
        : name;
    return this.values.make({
      key: `nested-column:${sql}:${column.type}`,
      type: column.type,
      kind: column.kind,
      sqlType: left?.type === 'TIMESTAMP' ? left.sqlType : column.sqlType,
      nullable: true,
      sql: () => sql,
    });
  }
}
