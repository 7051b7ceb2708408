import type { AggregateExpression, Condition, Expression } from './ast.ts';
import { compare } from './conditions.ts';
import { callValue, constantValue, convertTimestamp, type CallContext } from './function-row.ts';
import { functions } from './functions.ts';
import { QueryError, type Span } from './query-error.ts';
import type { TimestampKind } from './source.ts';
import type { Value } from './value.ts';
import { PairResolver } from './pair-resolver.ts';

const manyArguments = 200;

/** The values of field-expressions: constants, names, calls, aggregates, CASE. */
export abstract class ValueResolver extends PairResolver {
  abstract condition(condition: Condition, not: boolean): Value;

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
        return this.name(expression.name, expression.span);
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
    if (!row) throw this.unknownFunction(name, nameSpan);
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
    const { session, clause } = this;
    const error: CallContext['error'] = (code, message, argument, hint) => {
      const arg = argument === undefined ? undefined : expression.args[argument];
      const options = hint === undefined ? {} : { hint };
      return this.error(code, message, arg?.span ?? expression.nameSpan, options);
    };
    return {
      values: this.values,
      tz: session.tz,
      now: session.now,
      usual: session.usualDay === undefined ? session.now : new Date(session.usualDay),
      computerName: session.computerName,
      offline: session.offline,
      define: (name, statement) => {
        if (!session.definitions.has(name)) session.definitions.set(name, statement());
      },
      needRuntime: (name) => session.runtimeFunctions.add(name),
      needPattern: (pattern, argument) => {
        if (session.patterns.has(pattern)) return;
        session.patterns.set(pattern, (message, hint) => {
          this.clause = clause;
          return error('regular-expression', message, argument, hint);
        });
      },
      error,
    };
  }

  #aggregate(expression: AggregateExpression): Value {
    const { name, nameSpan } = expression;
    this.#checkCount(expression);
    const having = this.having;
    this.having = undefined;
    const args = expression.args.map((arg) => this.value(arg));
    this.having = having;
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
    if (distinct && this.session.strict && this.query.groupBy) {
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
        const [left, right] = this.pair(operand, this.value(branch.when), branch.when.span);
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
}
