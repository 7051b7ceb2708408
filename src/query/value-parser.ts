import type { AggregateName, CaseBranch, Condition, Expression } from './ast.ts';
import type { QueryError, Span } from './query-error.ts';
import { clauseOrder, shortened, TokenCursor } from './token-cursor.ts';
import { isReserved, type Token } from './tokens.ts';

/** What brackets can hold: a value, a row of values, or a condition. */
export type Operand =
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'row'; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'condition'; readonly condition: Condition };

const aggregateNames = new Set([
  'COUNT',
  'SUM',
  'AVG',
  'MIN',
  'MAX',
  'PROPCOUNT',
  'PROPSUM',
  'GROUPING',
]);
const largestInteger = 2n ** 63n - 1n;

/** Field-expressions: constants, names, calls, aggregates, CASE, and what stands in brackets. */
export abstract class ValueParser extends TokenCursor {
  protected abstract condition(): Condition;

  /** A condition of any kind, or the value it turns out to be. */
  protected abstract or(): Operand;

  protected values(what: string): Expression[] {
    const values = [this.value(what)];
    while (this.takeSymbol(',')) values.push(this.value(what));
    return values;
  }

  protected value(what: string): Expression {
    return this.single(this.operand(what));
  }

  protected operand(what: string): Operand {
    if (this.isSymbol('(')) return this.deeper(() => this.#brackets(what));
    return { kind: 'value', value: this.#primary(what) };
  }

  #brackets(what: string): Operand {
    const start = this.startSpan();
    this.at++;
    if (this.isWord('SELECT')) {
      throw this.expected(`${what}; a nested query stands only behind IN, ANY, ALL or FROM`);
    }
    const first = this.or();
    if (!this.isSymbol(',')) {
      this.expectSymbol(')', 'to close the bracket');
      return first;
    }
    const items = [this.single(first)];
    while (this.takeSymbol(',')) items.push(this.value('a field-expression'));
    this.expectSymbol(')', 'to close the row');
    return { kind: 'row', items, span: this.spanFrom(start) };
  }

  #primary(what: string): Expression {
    const token = this.peek();
    if (!token) throw this.expected(what);
    const span = this.spanOf(token);
    switch (token.kind) {
      case 'number':
        this.at++;
        return this.#number(token);
      case 'string':
        this.at++;
        return { kind: 'string', value: token.value, raw: token.text.slice(1, -1), span };
      case 'bracketed':
        this.at++;
        return { kind: 'name', name: token.value, bracketed: true, span };
      case 'word':
        return this.#word(token, what);
      default:
        throw this.expected(what);
    }
  }

  #number(token: Token): Expression {
    const span = this.spanOf(token);
    if (/^[-+]?0[xX]/.test(token.text) || !token.text.includes('.')) {
      return { kind: 'integer', value: this.integer(token), span };
    }
    return { kind: 'real', value: Number(token.text), text: token.text, span };
  }

  protected integer(token: Token): bigint {
    const negative = token.text.startsWith('-');
    const digits = token.text.replace(/^[-+]/, '');
    const value = digits.length > 400 ? 2n ** 64n : BigInt(digits);
    const hexadecimal = /^0[xX]/.test(digits);
    const wrapped = hexadecimal && value < 2n ** 64n ? BigInt.asIntN(64, value) : value;
    const signed = negative ? -wrapped : wrapped;
    if (signed > largestInteger || signed < -largestInteger - 1n) {
      throw this.error(
        'number-too-large',
        `${shortened(token.text)} does not fit into a 64-bit INTEGER`,
        this.spanOf(token),
      );
    }
    return signed;
  }

  #word(token: Token, what: string): Expression {
    const upper = token.text.toUpperCase();
    const span = this.spanOf(token);
    if (upper === 'CASE') return this.deeper(() => this.#case());
    if (upper === 'NULL') {
      this.at++;
      return { kind: 'null', span };
    }
    if (isReserved(upper)) {
      throw this.#misplacedInside(token) ?? this.expected(what);
    }
    if (!this.isSymbol('(', 1)) {
      this.at++;
      return { kind: 'name', name: token.value, bracketed: false, span };
    }
    return this.deeper(() =>
      aggregateNames.has(upper) ? this.#aggregate(token) : this.#call(token),
    );
  }

  #misplacedInside(token: Token): QueryError | undefined {
    const previous = this.tokens[this.at - 1];
    return previous?.text === ',' && clauseOrder.includes(token.text.toUpperCase())
      ? this.error(
          'trailing-comma',
          `expected a field-expression after ',', found '${token.text}'`,
          this.spanOf(previous),
          'take the last comma of the list away',
        )
      : undefined;
  }

  #call(token: Token): Expression {
    const start = token.start;
    this.at += 2;
    const args = this.isSymbol(')') ? [] : this.values(`an argument of ${token.text}`);
    this.expectSymbol(')', `to close ${token.text}(`);
    const name = token.text.toUpperCase();
    return { kind: 'call', name, nameSpan: this.spanOf(token), args, span: this.spanFrom(start) };
  }

  #aggregate(token: Token): Expression {
    const name = token.text.toUpperCase() as AggregateName;
    const start = token.start;
    this.at += 2;
    let quantifier: 'ALL' | 'DISTINCT' | undefined;
    if (this.isWord('DISTINCT') && this.startsExpression(1)) quantifier = 'DISTINCT';
    else if (this.isWord('ALL') && this.startsExpression(1)) quantifier = 'ALL';
    if (quantifier) this.at++;
    let args: Expression[] = [];
    if (!this.takeSymbol('*')) args = this.values(`an argument of ${name}, or *`);
    this.expectSymbol(')', `to close ${name}(`);
    const nameSpan = this.spanOf(token);
    const base = { kind: 'aggregate' as const, name, nameSpan, args };
    const on =
      (name === 'PROPCOUNT' || name === 'PROPSUM') && this.isWord('ON') && this.isSymbol('(', 1)
        ? this.#onList()
        : undefined;
    return {
      ...base,
      ...(quantifier === undefined ? {} : { quantifier }),
      ...(on === undefined ? {} : { on }),
      span: this.spanFrom(start),
    };
  }

  #onList(): Expression[] {
    this.at += 2;
    const on = this.values('a GROUP BY field-expression');
    this.expectSymbol(')', 'to close the ON list');
    return on;
  }

  #case(): Expression {
    const start = this.startSpan();
    this.at++;
    const next = this.peek();
    const operand = this.isWord('WHEN') ? undefined : this.value('a field-expression after CASE');
    if (operand === undefined && next) this.extension('searched CASE', this.spanOf(next));
    const branches: CaseBranch[] = [];
    while (this.takeWord('WHEN')) {
      if (operand === undefined) {
        const condition = this.condition();
        this.expectWord('THEN', 'after WHEN');
        branches.push({ condition, then: this.value('a field-expression after THEN') });
      } else {
        const when = this.value('a field-expression after WHEN');
        this.expectWord('THEN', 'after WHEN');
        branches.push({ when, then: this.value('a field-expression after THEN') });
      }
    }
    if (branches.length === 0) throw this.expected('WHEN');
    const otherwise = this.takeWord('ELSE')
      ? this.value('a field-expression after ELSE')
      : undefined;
    this.expectWord('END', 'to close CASE');
    return {
      kind: 'case',
      branches,
      ...(operand === undefined ? {} : { operand }),
      ...(otherwise === undefined ? {} : { otherwise }),
      span: this.spanFrom(start),
    };
  }

  protected single(operand: Operand): Expression {
    if (operand.kind === 'value') return operand.value;
    if (operand.kind === 'row') {
      throw this.error('row-not-allowed', 'one field-expression is expected here', operand.span);
    }
    throw this.error(
      'no-value',
      'a field-expression is expected here, this is a condition',
      operand.condition.span,
      'CASE WHEN condition THEN 1 ELSE 0 END makes a value of it',
    );
  }

  /** Whether what follows could begin an expression: `DISTINCT` alone is a field's name. */
  protected startsExpression(ahead: number): boolean {
    const token = this.peek(ahead);
    if (!token) return false;
    if (token.kind === 'symbol') return token.text === '*' || token.text === '(';
    return token.kind !== 'word' || !isReserved(token.text) || /^(?:CASE|NULL)$/i.test(token.text);
  }
}
