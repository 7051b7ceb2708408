import { quotedString } from '../duckdb/sql-text.ts';
import { nearest } from '../support/suggest.ts';
import type { AggregateExpression, Condition, Expression, Query, SelectItem } from './ast.ts';
import { among, combine, compare, compareRows, isNull, negate, truth } from './conditions.ts';
import { parseMask } from './escapes.ts';
import { callValue, constantValue, convertTimestamp, type CallContext } from './function-row.ts';
import { functionNames, functions } from './functions.ts';
import { parseInteger, parseReal } from './functions/conversion.ts';
import { like } from './like.ts';
import {
  positionOf,
  QueryError,
  withArticle,
  type QueryErrorOptions,
  type Span,
} from './query-error.ts';
import type { Scope } from './scope.ts';
import type { TimestampKind } from './source.ts';
import { kindOfFormat, parseFormat, parseTimestamp } from './timestamp-format.ts';
import { isConstant, type Value, type Values } from './value.ts';

/** What the parts of one translation share. */
export interface Session {
  readonly tz: string;
  readonly now: Date;
  readonly computerName: string;
  readonly offline: boolean;
  readonly strict: boolean;
  readonly definitions: Map<string, string>;
  readonly runtimeFunctions: Set<string>;
  readonly warnings: string[];
}

/** A nested query as SQL whose columns are `_n1`, `_n2` ... */
export interface NestedQuery {
  readonly sql: string;
  readonly columns: readonly Pick<Value, 'type' | 'kind' | 'sqlType'>[];
}

interface AliasEntry {
  readonly name: string;
  readonly expression: Expression;
  readonly clause: string;
  readonly span: Span;
  state: 'new' | 'open' | Value;
}

const manyConditions = 2000;
const manyArguments = 200;

/** Gives every expression of one query its value: names, types, constants, NULL logic. */
export class Resolver {
  readonly values: Values;
  readonly scope: Scope;
  readonly session: Session;
  /** The clause in whose expressions an error lies. */
  clause = 'SELECT clause';
  readonly #query: Query;
  readonly #aliases = new Map<string, AliasEntry>();
  readonly #nested: (query: Query) => NestedQuery;
  /** The keys of the grouping while HAVING is resolved. */
  #having: ReadonlySet<Value> | undefined;

  constructor(
    query: Query,
    scope: Scope,
    values: Values,
    session: Session,
    nested: (query: Query) => NestedQuery,
  ) {
    this.#query = query;
    this.scope = scope;
    this.values = values;
    this.session = session;
    this.#nested = nested;
    this.#collectAliases(query.select, 'SELECT clause');
    this.#collectAliases(query.using, 'USING clause');
  }

  #collectAliases(items: readonly SelectItem[], clause: string): void {
    for (const { expression, alias } of items) {
      if (!alias || expression === '*') continue;
      const key = alias.name.toLowerCase();
      if (this.#aliases.has(key)) {
        this.clause = clause;
        throw this.error(
          'duplicate-alias',
          `cannot define the same alias twice ("${alias.name}")`,
          alias.span,
        );
      }
      this.#aliases.set(key, {
        name: alias.name,
        expression,
        clause,
        span: alias.span,
        state: 'new',
      });
    }
  }

  error(code: string, message: string, span: Span, options: QueryErrorOptions = {}): QueryError {
    // Some messages name their clause themselves.
    const named = message.startsWith(this.clause);
    return new QueryError(code, message, {
      ...(named ? {} : { clause: this.clause }),
      position: positionOf(this.#query.source, span),
      ...options,
    });
  }

  // --- names ---

  alias(name: string): Value | undefined {
    const entry = this.#aliases.get(name.toLowerCase());
    if (!entry) return undefined;
    if (typeof entry.state === 'object') return entry.state;
    const outer = this.clause;
    this.clause = entry.clause;
    if (entry.state === 'open') {
      throw this.error('alias-loop', `alias "${name}" is defined by itself`, entry.span);
    }
    entry.state = 'open';
    const having = this.#having;
    this.#having = undefined;
    const value = this.value(entry.expression);
    entry.state = value;
    this.#having = having;
    this.clause = outer;
    return value;
  }

  field(name: string, span: Span): Value | undefined {
    const found = this.scope.find(name);
    const [first] = found;
    if (!first) return undefined;
    if (found.length > 1) {
      const inputs = found.map(({ input }) => this.scope.inputs[input]?.alias ?? String(input + 1));
      throw this.error('ambiguous-field', `field '${name}' is in several inputs`, span, {
        hint: `write ${inputs.map((input) => `${input}.${name}`).join(' or ')}`,
      });
    }
    return this.scope.value(this.values, first);
  }

  /** A HAVING condition: a field that is no key can only mean the alias of its name. */
  havingCondition(condition: Condition, keys: ReadonlySet<Value>): Value {
    this.#having = keys;
    const value = this.condition(condition, false);
    this.#having = undefined;
    return value;
  }

  #name(name: string, span: Span): Value {
    const field = this.field(name, span);
    if (field && this.#having && !this.#having.has(field)) return this.alias(name) ?? field;
    const value = field ?? this.alias(name);
    if (value) return value;
    throw this.#unknownField(name, span);
  }

  #unknownField(name: string, span: Span): QueryError {
    const before = /^([^(]+)\(.*\)$/.exec(name)?.[1];
    const format = this.scope.inputs[0]?.source.name ?? '';
    const closest = this.scope.closest(name);
    const known = nearest(
      name,
      [...this.#aliases.values()].map((alias) => alias.name),
    );
    if (before !== undefined && closest === undefined && nearest(before, functionNames())) {
      return this.#unknownFunction(before, { start: span.start, end: span.start + before.length });
    }
    const hint =
      closest !== undefined
        ? `The closest match for input format '${format}' is '${closest}'.`
        : known !== undefined
          ? `did you mean the alias '${known}'?`
          : `LogParser -h -i:${format} shows the fields`;
    return this.error('unknown-field', `unknown field '${name}'.`, span, {
      family: 'Syntax Error',
      hint,
    });
  }

  #unknownFunction(name: string, span: Span): QueryError {
    const closest = nearest(name, functionNames());
    return this.error('unknown-function', `no function ${name}`, span, {
      family: 'Syntax Error',
      ...(closest === undefined ? {} : { hint: `did you mean ${closest}?` }),
    });
  }

  // --- values ---

  value(expression: Expression): Value {
    switch (expression.kind) {
      case 'integer':
        return constantValue(this.values, 'INTEGER', expression.value);
      case 'real':
        return constantValue(this.values, 'REAL', expression.value);
      case 'string':
        return constantValue(this.values, 'STRING', expression.value);
      case 'null':
        return constantValue(this.values, 'NULL', null);
      case 'name':
        return this.#name(expression.name, expression.span);
      case 'call':
        return this.#call(expression);
      case 'aggregate':
        return this.#aggregate(expression);
      case 'case':
        return this.#case(expression);
    }
  }

  #call(expression: Expression & { kind: 'call' }): Value {
    const { name, nameSpan } = expression;
    const row = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!row) throw this.#unknownFunction(name, nameSpan);
    this.#checkCount(expression);
    const args = expression.args.map((arg) => this.value(arg));
    if (this.session.strict && (row.extension || (name === 'STRCAT' && args.length > 2))) {
      throw this.error(
        'strict-dialect',
        row.extension
          ? `Log Parser 2.2 does not know function ${name}`
          : 'function STRCAT takes 2 arguments in Log Parser 2.2',
        nameSpan,
        { hint: 'leave --strict-dialect out' },
      );
    }
    return callValue(name, row, args, this.#callContext(expression));
  }

  /** DuckDB takes quadratic time, or refuses, beyond any number a person writes. */
  #checkCount({
    name,
    args,
    nameSpan,
  }: (Expression & { kind: 'call' }) | AggregateExpression): void {
    if (args.length <= manyArguments) return;
    throw this.error(
      'argument-count',
      `function ${name} has more than ${manyArguments} arguments`,
      nameSpan,
    );
  }

  #callContext(expression: Expression & { kind: 'call' }): CallContext {
    const { session } = this;
    return {
      values: this.values,
      tz: session.tz,
      now: session.now,
      computerName: session.computerName,
      offline: session.offline,
      define: (name, statement) => {
        if (!session.definitions.has(name)) session.definitions.set(name, statement());
      },
      needRuntime: (name) => session.runtimeFunctions.add(name),
      error: (code, message, argument, hint) => {
        const arg = argument === undefined ? undefined : expression.args[argument];
        return this.error(
          code,
          message,
          arg?.span ?? expression.nameSpan,
          hint === undefined ? {} : { hint },
        );
      },
    };
  }

  #aggregate(expression: AggregateExpression): Value {
    const { name, nameSpan } = expression;
    this.#checkCount(expression);
    const having = this.#having;
    this.#having = undefined;
    const args = expression.args.map((arg) => this.value(arg));
    this.#having = having;
    const on = expression.on?.map((item) => this.groupItem(item));
    const fail = (code: string, message: string): QueryError => this.error(code, message, nameSpan);
    if (args.some(({ uses }) => uses.aggregates)) {
      throw fail('nested-aggregate', `aggregate function ${name} contains an aggregate function`);
    }
    if (args.some(({ uses }) => uses.selectOnly)) {
      throw fail(
        'aggregate-argument',
        `SEQUENCE and OUT_ROW_NUMBER cannot be arguments of aggregate function ${name}`,
      );
    }
    const distinct = expression.quantifier === 'DISTINCT';
    if (distinct && (name.startsWith('PROP') || name === 'GROUPING')) {
      throw fail('aggregate-distinct', `aggregate function ${name} does not support DISTINCT`);
    }
    if (name !== 'COUNT' && name !== 'PROPCOUNT' && args.length !== 1) {
      throw fail('argument-count', `aggregate function ${name} takes 1 argument`);
    }
    if (distinct && args.length === 0) {
      throw fail('argument-count', 'COUNT(DISTINCT) takes at least 1 argument');
    }
    const [first] = args;
    const numeric = name === 'SUM' || name === 'AVG' || name === 'PROPSUM';
    if (distinct && this.session.strict && this.#query.groupBy) {
      throw this.error(
        'strict-dialect',
        `aggregate function ${name} does not support DISTINCT together with GROUP BY in Log Parser 2.2`,
        nameSpan,
        { hint: 'leave --strict-dialect out' },
      );
    }
    if (numeric && first && (first.type === 'STRING' || first.type === 'CONDITION')) {
      throw this.error(
        'argument-type',
        `argument of function ${name} must be an INTEGER, a REAL or a TIMESTAMP`,
        expression.args[0]?.span ?? nameSpan,
        { hint: `convert it by TO_INT or TO_REAL: ${name}(TO_INT(...))` },
      );
    }
    return this.#aggregateValue(name, distinct, args, on);
  }

  #aggregateValue(
    name: string,
    distinct: boolean,
    args: readonly Value[],
    on: readonly Value[] | undefined,
  ): Value {
    const [first] = args;
    const counts = name === 'COUNT' || name === 'GROUPING';
    const type = counts
      ? 'INTEGER'
      : name.startsWith('PROP')
        ? 'REAL'
        : first?.type === 'CONDITION' || !first
          ? 'INTEGER'
          : first.type;
    return this.values.make({
      key: `aggregate:${name}:${distinct}:${args.length}`,
      type,
      kind: type === 'TIMESTAMP' ? (first?.kind ?? 'full') : 'full',
      ...(type === 'TIMESTAMP' && first
        ? { sqlType: name === 'SUM' || name === 'AVG' ? 'TIMESTAMP' : first.sqlType }
        : {}),
      operands: [...args, ...(on ?? [])],
      nullable: !counts,
      special: { kind: 'aggregate', aggregate: { name, distinct, args, on } },
      sql: () => '',
    });
  }

  #case(expression: Expression & { kind: 'case' }): Value {
    const operand = expression.operand ? this.value(expression.operand) : undefined;
    const conditions: Value[] = [];
    const results: { value: Value; span: Span }[] = [];
    for (const branch of expression.branches) {
      if ('condition' in branch) conditions.push(this.condition(branch.condition, false));
      else if (operand) {
        const [left, right] = this.#pair(operand, this.value(branch.when), branch.when.span);
        conditions.push(compare(this.values, '=', left, right));
      }
      results.push({ value: this.value(branch.then), span: branch.then.span });
    }
    if (expression.otherwise) {
      results.push({ value: this.value(expression.otherwise), span: expression.otherwise.span });
    }
    return this.#caseValue(conditions, results, expression.otherwise !== undefined);
  }

  #caseValue(
    conditions: readonly Value[],
    results: readonly { value: Value; span: Span }[],
    hasElse: boolean,
  ): Value {
    const first = results.find(({ value }) => value.type !== 'NULL')?.value;
    if (!first) return constantValue(this.values, 'NULL', null);
    let type = first.type;
    for (const { value, span } of results) {
      if (value.type === 'NULL' || value.type === type) continue;
      const numbers = ['INTEGER', 'REAL'];
      if (!numbers.includes(value.type) || !numbers.includes(type)) {
        throw this.error(
          'case-type',
          `the THEN and ELSE values of CASE are of different types: ${type} and ${value.type}`,
          span,
        );
      }
      type = 'REAL';
    }
    const timestamps = results.filter(({ value }) => value.type === 'TIMESTAMP');
    const alike = timestamps.every(
      ({ value }) => value.kind === first.kind && value.sqlType === first.sqlType,
    );
    const kind: TimestampKind = alike ? first.kind : 'full';
    const sqlType = type === 'TIMESTAMP' ? (alike ? first.sqlType : 'TIMESTAMP') : undefined;
    const shown = (sql: string, value: Value): string => {
      if (value.constant === null) return 'null';
      if (sqlType !== undefined) return convertTimestamp(sql, value.sqlType, sqlType);
      return type === 'REAL' && value.type === 'INTEGER' ? `${sql}::double` : sql;
    };
    return this.values.make({
      key: `case:${conditions.length}:${hasElse}`,
      type,
      kind,
      ...(sqlType === undefined ? {} : { sqlType }),
      operands: [...conditions, ...results.map(({ value }) => value)],
      nullable: !hasElse || results.some(({ value }) => value.nullable),
      sql: (operands) => {
        const then = results.map(({ value }, i) =>
          shown(operands[conditions.length + i] ?? '', value),
        );
        const branches = conditions.map(
          (_, i) => ` when ${operands[i] ?? ''} then ${then[i] ?? ''}`,
        );
        const otherwise = hasElse ? ` else ${then.at(-1) ?? ''}` : '';
        return `case${branches.join('')}${otherwise} end`;
      },
    });
  }

  /** An item of GROUP BY or of an ON list: a bare name is the alias before the field. */
  groupItem(expression: Expression): Value {
    if (expression.kind !== 'name') return this.value(expression);
    const field = this.scope.find(expression.name).length > 0;
    const alias = this.alias(expression.name);
    if (alias && !(field && (alias.uses.aggregates || alias.uses.selectOnly))) return alias;
    return this.value(expression);
  }

  // --- conditions ---

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
        const [left, right] = this.#pair(
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
        const [a, low] = this.#pair(operand, this.value(condition.low), condition.low.span);
        const [b, high] = this.#pair(operand, this.value(condition.high), condition.high.span);
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
        return leftItem ? this.#pair(leftItem, value, item.span)[1] : value;
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

  // --- types of operands ---

  /** Two operands of a comparison; a text constant is read as the type of the other side. */
  #pair(left: Value, right: Value, rightSpan: Span, leftSpan = rightSpan): [Value, Value] {
    if (left.type === right.type || left.type === 'NULL' || right.type === 'NULL') {
      return [left, right];
    }
    const numbers = ['INTEGER', 'REAL'];
    if (numbers.includes(left.type) && numbers.includes(right.type)) return [left, right];
    if (right.type === 'STRING' && isConstant(right)) {
      return [left, this.#read(right, left, rightSpan)];
    }
    if (left.type === 'STRING' && isConstant(left)) {
      return [this.#read(left, right, leftSpan), right];
    }
    throw this.error(
      'type-mismatch',
      `cannot compare ${withArticle(left.type)} with ${withArticle(right.type)}`,
      rightSpan,
      { hint: comparisonHint(left, right) },
    );
  }

  #read(text: Value, other: Value, span: Span): Value {
    const written = String(text.constant);
    const fail = (): QueryError =>
      this.error(
        'constant-type',
        `content contains a STRING value ("${written}") which cannot be parsed by the input context`,
        span,
        { hint: `the other side is ${withArticle(other.type)}` },
      );
    if (other.type === 'INTEGER') {
      const integer = parseInteger(written);
      if (integer !== null) return constantValue(this.values, 'INTEGER', integer);
      const real = parseReal(written);
      if (real === null) throw fail();
      return constantValue(this.values, 'REAL', real);
    }
    if (other.type === 'REAL') {
      const real = parseReal(written);
      if (real === null) throw fail();
      return constantValue(this.values, 'REAL', real);
    }
    for (const pieces of defaultFormats) {
      const moment = parseTimestamp(pieces, written.trim());
      if (moment !== null) {
        const kind = kindOfFormat(pieces) ?? 'full';
        return constantValue(this.values, 'TIMESTAMP', moment, kind);
      }
    }
    throw fail();
  }
}

// The text forms of timestamps; a missing second or a T between are read too.
const defaultFormats = [
  'yyyy-MM-dd hh:mm:ss',
  'yyyy-MM-dd',
  'hh:mm:ss',
  'yyyy-MM-dd hh:mm:ss.ll',
  'yyyy-MM-ddThh:mm:ss',
  'yyyy-MM-dd hh:mm',
  'hh:mm:ss.ll',
  'hh:mm',
].map(parseFormat);

function comparisonHint(left: Value, right: Value): string {
  if (left.type === 'STRING' && isConstant(right) && right.type === 'INTEGER') {
    return `write ${quotedString(String(right.constant))}, or convert the field by TO_INT`;
  }
  return 'convert one of them by TO_INT, TO_REAL, TO_STRING or TO_TIMESTAMP';
}
