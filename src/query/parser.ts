import type {
  AggregateName,
  Alias,
  CaseBranch,
  ComparisonOperator,
  Condition,
  Content,
  Entity,
  Expression,
  FromClause,
  FromItem,
  Join,
  OrderItem,
  Query,
  SelectItem,
} from './ast.ts';
import type { QueryError, Span } from './query-error.ts';
import { clauseOrder, shortened, TokenCursor } from './token-cursor.ts';
import { isReserved, type Token } from './tokens.ts';

/** What brackets can hold: a value, a row of values, or a condition. */
type Operand =
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
const operators = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);
const mostJoins = 20;
const largestInteger = 2n ** 63n - 1n;

/** Parses a query of the Log Parser dialect. Throws `QueryError` with the place of the fault. */
export function parseQuery(text: string, name = 'query'): Query {
  return new Parser({ name, text }).parse();
}

class Parser extends TokenCursor {
  parse(): Query {
    const query = this.#query(false);
    const rest = this.peek();
    if (rest) throw this.extraToken(rest);
    return query;
  }

  // --- clauses ---

  #query(nested: boolean): Query {
    const start = this.startSpan();
    const outerExtensions = this.extensions;
    if (!nested) this.extensions = [];
    const withQueries = this.#withClause();
    if (!this.takeWord('SELECT')) throw this.expected('SELECT');
    const head = this.#topAndDistinct();
    const select = this.#selectItems('SELECT');
    const using = this.takeWord('USING') ? this.#selectItems('USING') : [];
    let into = this.#intoClause('INTO', nested);
    const from = this.#fromClause(nested);
    const oldTo = into === undefined && this.isWord('TO');
    if (oldTo) into = this.#intoClause('TO', nested);
    const where = this.takeWord('WHERE') ? this.#condition() : undefined;
    const groupBy = this.#groupBy();
    const having = this.takeWord('HAVING') ? this.#condition() : undefined;
    const orderBy = this.#orderBy();
    const limit = this.#limit();
    const span = this.spanFrom(start);
    const extensions = nested ? [] : this.extensions;
    if (!nested) this.extensions = outerExtensions;
    const next = this.peek();
    const misplaced = next && this.misplacedClause(next);
    if (misplaced) throw misplaced;
    return {
      source: this.source,
      span,
      with: withQueries,
      distinct: head.distinct,
      select,
      using,
      oldTo,
      extensions,
      ...(head.top === undefined ? {} : { top: head.top }),
      ...(into === undefined ? {} : { into }),
      ...(from === undefined ? {} : { from }),
      ...(where === undefined ? {} : { where }),
      ...(groupBy === undefined ? {} : { groupBy }),
      ...(having === undefined ? {} : { having }),
      ...(orderBy === undefined ? {} : { orderBy }),
      ...(limit === undefined ? {} : { limit }),
    };
  }

  #withClause(): { name: Alias; query: Query }[] {
    const start = this.peek();
    if (!this.isWord('WITH') || !start) return [];
    this.at++;
    this.extension('WITH', this.spanOf(start));
    const queries: { name: Alias; query: Query }[] = [];
    do {
      const name = this.#name('a name for the query');
      this.expectWord('AS', 'after the name');
      this.expectSymbol('(', 'before the query');
      queries.push({ name, query: this.deeper(() => this.#query(true)) });
      this.expectSymbol(')', 'after the query');
    } while (this.takeSymbol(','));
    return queries;
  }

  #topAndDistinct(): { top?: bigint; distinct: boolean } {
    let top: bigint | undefined;
    let distinct = false;
    for (;;) {
      if (top === undefined && this.isWord('TOP') && this.peek(1)?.kind === 'number') {
        this.at++;
        top = this.#count('TOP');
      } else if (this.isWord('DISTINCT') && this.#startsExpression(1)) {
        this.at++;
        distinct = true;
      } else if (this.isWord('ALL') && this.#startsExpression(1)) {
        this.at++;
      } else return { distinct, ...(top === undefined ? {} : { top }) };
    }
  }

  /** Whether what follows could begin an expression: `DISTINCT` alone is a field's name. */
  #startsExpression(ahead: number): boolean {
    const token = this.peek(ahead);
    if (!token) return false;
    if (token.kind === 'symbol') return token.text === '*' || token.text === '(';
    return token.kind !== 'word' || !isReserved(token.text) || /^(?:CASE|NULL)$/i.test(token.text);
  }

  #count(clause: string): bigint {
    const token = this.peek();
    if (token?.kind !== 'number' || !/^\+?\d+$/.test(token.text)) {
      throw this.expected(`a whole number after ${clause}`);
    }
    this.at++;
    return this.#integer(token);
  }

  #selectItems(clause: 'SELECT' | 'USING'): SelectItem[] {
    const items: SelectItem[] = [];
    do {
      const start = this.startSpan();
      if (clause === 'SELECT' && this.takeSymbol('*')) {
        items.push({ expression: '*', span: this.spanFrom(start) });
        continue;
      }
      const expression = this.#value('a field-expression');
      if (this.takeWord('AS')) {
        const alias = this.#aliasName();
        items.push({ expression, alias, span: this.spanFrom(start) });
      } else items.push({ expression, span: this.spanFrom(start) });
    } while (this.takeSymbol(','));
    return items;
  }

  /** Behind AS any word is a name, keywords too: `AS To`, `AS Max`. */
  #aliasName(): Alias {
    const token = this.peek();
    if (token && (token.kind === 'word' || token.kind === 'bracketed' || token.kind === 'number')) {
      this.at++;
      return { name: token.value, span: this.spanOf(token) };
    }
    const hint = token?.kind === 'string' ? 'an alias is written bare or [in brackets]' : undefined;
    const error = this.expected('an alias after AS');
    throw hint && token ? this.error(error.code, error.message, this.spanOf(token), hint) : error;
  }

  #name(what: string): Alias {
    const token = this.peek();
    if (token?.kind === 'bracketed' || (token?.kind === 'word' && !isReserved(token.text))) {
      this.at++;
      return { name: token.value, span: this.spanOf(token) };
    }
    throw this.expected(what);
  }

  #intoClause(word: 'INTO' | 'TO', nested: boolean): Entity | undefined {
    const keyword = this.peek();
    if (!this.isWord(word) || !keyword) return undefined;
    if (nested) {
      throw this.error(
        'nested-into',
        'a nested query cannot have an INTO clause',
        this.spanOf(keyword),
      );
    }
    this.at++;
    return this.#entity(word);
  }

  #entity(clause: string): Entity {
    const token = this.peek();
    if (token?.kind !== 'entity') throw this.expected(`a name after ${clause}`);
    this.at++;
    return {
      kind: 'entity',
      raw: token.text,
      entries: token.entries ?? [],
      span: this.spanOf(token),
    };
  }

  #fromClause(nested: boolean): FromClause | undefined {
    if (!this.takeWord('FROM')) {
      const next = this.peek();
      if (nested && (next === undefined || next.kind !== 'word' || isReserved(next.text))) {
        return undefined;
      }
      const later = this.tokens.slice(this.at + 1).some(({ kind }) => kind === 'entity');
      const misplaced = next && later ? this.misplacedClause(next) : undefined;
      throw misplaced ?? this.expected('FROM');
    }
    const first = this.#fromItem();
    const joins: Join[] = [];
    for (let join = this.#join(); join; join = this.#join()) {
      joins.push(join);
      if (joins.length < mostJoins) continue;
      throw this.error('too-many-joins', `more than ${mostJoins} inputs are joined`, join.span);
    }
    return { first, joins };
  }

  #fromItem(): FromItem {
    const start = this.startSpan();
    const item = this.isSymbol('(') ? this.#subquery(start) : this.#entity('FROM');
    const as = this.peek();
    const bare = as?.kind === 'word' && item.kind === 'subquery' && !this.#isClauseWord(as);
    if (!this.takeWord('AS') && !bare) return item;
    if (as) this.extension('aliases in FROM', this.spanOf(as));
    return { ...item, alias: this.#name('an alias') };
  }

  #isClauseWord(token: Token): boolean {
    const words = 'TO ON LIMIT JOIN INNER LEFT RIGHT FULL CROSS';
    return isReserved(token.text) || words.split(' ').includes(token.text.toUpperCase());
  }

  #subquery(start: number): FromItem {
    const open = this.expectSymbol('(', 'before the query');
    this.extension('sub-queries in FROM', this.spanOf(open));
    const query = this.deeper(() => this.#query(true));
    this.expectSymbol(')', 'after the query');
    return { kind: 'subquery', query, span: this.spanFrom(start) };
  }

  #join(): Join | undefined {
    const start = this.peek();
    if (!start) return undefined;
    const kinds = ['INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS'] as const;
    const kind = kinds.find((word) => this.isWord(word)) ?? 'INNER';
    if (this.isWord(kind)) {
      this.at++;
      this.takeWord('OUTER');
    } else if (!this.isWord('JOIN')) return undefined;
    this.expectWord('JOIN', `after ${kind}`);
    this.extension('JOIN', this.spanOf(start));
    const item = this.#fromItem();
    if (kind === 'CROSS') return { kind, item, span: this.spanFrom(start.start) };
    this.expectWord('ON', 'after the joined input');
    return { kind, item, on: this.#condition(), span: this.spanFrom(start.start) };
  }

  #groupBy(): Query['groupBy'] {
    const start = this.startSpan();
    if (!this.takeWord('GROUP')) return undefined;
    this.expectWord('BY', 'after GROUP');
    const items = this.#values('a GROUP BY field-expression');
    let rollup = false;
    if (this.isWord('WITH') && this.isWord('ROLLUP', 1)) {
      this.at += 2;
      rollup = true;
    }
    return { items, rollup, span: this.spanFrom(start) };
  }

  #orderBy(): Query['orderBy'] {
    const start = this.startSpan();
    if (!this.takeWord('ORDER')) return undefined;
    this.expectWord('BY', 'after ORDER');
    if (this.takeSymbol('*')) {
      const direction = this.#direction();
      const span = this.spanFrom(start);
      return { items: [], span, ...(direction === undefined ? {} : { direction }) };
    }
    const items: OrderItem[] = [];
    do {
      const expression = this.#value('an ORDER BY field-expression');
      const direction = this.#direction();
      items.push({ expression, ...(direction === undefined ? {} : { direction }) });
      const next = this.peek();
      if (direction !== undefined && next && this.isSymbol(',')) {
        this.extension('a direction for each ORDER BY key', this.spanOf(next));
      }
    } while (this.takeSymbol(','));
    return { items, span: this.spanFrom(start) };
  }

  #direction(): 'ASC' | 'DESC' | undefined {
    if (this.takeWord('ASC')) return 'ASC';
    return this.takeWord('DESC') ? 'DESC' : undefined;
  }

  #limit(): bigint | undefined {
    const start = this.peek();
    if (!start || !this.isWord('LIMIT')) return undefined;
    this.at++;
    this.extension('LIMIT', this.spanOf(start));
    return this.#count('LIMIT');
  }

  // --- conditions ---

  #condition(): Condition {
    return this.#asCondition(this.#or());
  }

  #asCondition(operand: Operand): Condition {
    if (operand.kind === 'condition') return operand.condition;
    const next = this.peek();
    if (next) throw this.expected('a comparison (=, <>, <, LIKE, IN, IS NULL ...)');
    const span = operand.kind === 'value' ? operand.value.span : operand.span;
    throw this.error('no-condition', 'a condition is expected here, this is a value', span);
  }

  #or(): Operand {
    return this.#chain('OR', () => this.#chain('AND', () => this.#not()));
  }

  #chain(word: 'AND' | 'OR', part: () => Operand): Operand {
    const first = part();
    if (!this.isWord(word)) return first;
    const items = [this.#asCondition(first)];
    while (this.takeWord(word)) items.push(this.#asCondition(part()));
    const span = { start: items[0]?.span.start ?? 0, end: items.at(-1)?.span.end ?? 0 };
    return { kind: 'condition', condition: { kind: word === 'AND' ? 'and' : 'or', items, span } };
  }

  #not(): Operand {
    const start = this.startSpan();
    let count = 0;
    while (this.takeWord('NOT')) count++;
    const operand = this.#predicate();
    if (count === 0) return operand;
    const item = this.#asCondition(operand);
    if (count % 2 === 0) return { kind: 'condition', condition: item };
    return { kind: 'condition', condition: { kind: 'not', item, span: this.spanFrom(start) } };
  }

  #predicate(): Operand {
    const start = this.startSpan();
    const left = this.#operand('a field-expression');
    if (left.kind === 'condition') return left;
    const operator = this.#comparisonOperator();
    if (operator) return this.#comparison(left, operator, start);
    const negated = this.isWord('NOT') && /^(?:LIKE|IN|BETWEEN)$/i.test(this.peek(1)?.text ?? '');
    if (negated) this.at++;
    if (this.takeWord('IN')) {
      const content = this.#content(left);
      return this.#contentCondition(
        left,
        negated ? '<>' : '=',
        negated ? 'ALL' : 'ANY',
        negated ? 'NOT IN' : 'IN',
        content,
        start,
      );
    }
    if (this.takeWord('LIKE')) {
      const operand = this.#single(left);
      const mask = this.#value('a mask');
      return this.#made({ kind: 'like', operand, mask, negated, span: this.spanFrom(start) });
    }
    if (this.takeWord('BETWEEN')) {
      const operand = this.#single(left);
      const low = this.#value('a value');
      this.expectWord('AND', 'between the two ends of BETWEEN');
      const high = this.#value('a value');
      const span = this.spanFrom(start);
      return this.#made({ kind: 'between', operand, low, high, negated, span });
    }
    if (this.takeWord('IS')) {
      const isNegated = this.takeWord('NOT');
      this.expectWord('NULL', 'after IS');
      const operand = this.#single(left);
      const span = this.spanFrom(start);
      return this.#made({ kind: 'is-null', operand, negated: isNegated, span });
    }
    return left;
  }

  #made(condition: Condition): Operand {
    return { kind: 'condition', condition };
  }

  #single(operand: Operand): Expression {
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

  #comparisonOperator(): ComparisonOperator | undefined {
    const token = this.peek();
    if (token?.kind !== 'symbol' || !operators.has(token.text)) return undefined;
    this.at++;
    return token.text === '!=' ? '<>' : (token.text as ComparisonOperator);
  }

  #comparison(left: Operand, operator: ComparisonOperator, start: number): Operand {
    const quantified = (this.isWord('ANY') || this.isWord('ALL')) && this.isSymbol('(', 1);
    if (quantified) {
      const quantifier = this.takeWord('ALL') ? 'ALL' : 'ANY';
      if (quantifier === 'ANY') this.at++;
      const content = this.#content(left);
      return this.#contentCondition(left, operator, quantifier, quantifier, content, start);
    }
    if (left.kind === 'value' && !this.isSymbol('(')) {
      const right = this.#value('a field-expression or constant');
      const span = this.spanFrom(start);
      return this.#made({ kind: 'compare', operator, left: left.value, right, span });
    }
    if (!this.isSymbol('(')) throw this.expected("'(' before the rows to compare with");
    const content = this.#content(left);
    const only = content.kind === 'rows' && content.rows.length === 1 ? content.rows[0] : undefined;
    if (left.kind === 'value' && only?.length === 1 && only[0]) {
      const span = this.spanFrom(start);
      return this.#made({ kind: 'compare', operator, left: left.value, right: only[0], span });
    }
    return this.#contentCondition(left, operator, 'ANY', 'plain', content, start);
  }

  #contentCondition(
    left: Operand,
    operator: ComparisonOperator,
    quantifier: 'ANY' | 'ALL',
    spelling: 'IN' | 'NOT IN' | 'ANY' | 'ALL' | 'plain',
    content: Content,
    start: number,
  ): Operand {
    const items = left.kind === 'row' ? left.items : [this.#single(left)];
    const span = this.spanFrom(start);
    return this.#made({
      kind: 'content',
      left: items,
      operator,
      quantifier,
      spelling,
      content,
      span,
    });
  }

  #content(left: Operand): Content {
    const start = this.startSpan();
    this.expectSymbol('(', 'before the values');
    if (this.isWord('SELECT') || this.isWord('WITH')) {
      const query = this.deeper(() => this.#query(true));
      this.expectSymbol(')', 'after the nested query');
      return { kind: 'query', query, span: this.spanFrom(start) };
    }
    const rows: Expression[][] = [];
    do rows.push(this.#contentRow());
    while (this.takeSymbol(';'));
    this.expectSymbol(')', 'after the values');
    const span = this.spanFrom(start);
    const width = left.kind === 'row' ? left.items.length : 1;
    const commas = width === 1 && rows.some((row) => row.length > 1);
    return {
      kind: 'rows',
      rows: commas ? rows.flat().map((value) => [value]) : rows,
      commas,
      span,
    };
  }

  #contentRow(): Expression[] {
    // (1,2; 3,4) and ((1,2); (3,4)) are both met.
    const first = this.#operand('a value');
    if (first.kind === 'row') return [...first.items];
    const row = [this.#single(first)];
    while (this.takeSymbol(',')) row.push(this.#value('a value'));
    return row;
  }

  // --- values ---

  #values(what: string): Expression[] {
    const values = [this.#value(what)];
    while (this.takeSymbol(',')) values.push(this.#value(what));
    return values;
  }

  #value(what: string): Expression {
    return this.#single(this.#operand(what));
  }

  #operand(what: string): Operand {
    if (this.isSymbol('(')) return this.deeper(() => this.#brackets(what));
    return { kind: 'value', value: this.#primary(what) };
  }

  #brackets(what: string): Operand {
    const start = this.startSpan();
    this.at++;
    if (this.isWord('SELECT')) {
      throw this.expected(`${what}; a nested query stands only behind IN, ANY, ALL or FROM`);
    }
    const first = this.#or();
    if (!this.isSymbol(',')) {
      this.expectSymbol(')', 'to close the bracket');
      return first;
    }
    const items = [this.#single(first)];
    while (this.takeSymbol(',')) items.push(this.#value('a field-expression'));
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
      return { kind: 'integer', value: this.#integer(token), span };
    }
    return { kind: 'real', value: Number(token.text), text: token.text, span };
  }

  #integer(token: Token): bigint {
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
    const args = this.isSymbol(')') ? [] : this.#values(`an argument of ${token.text}`);
    this.expectSymbol(')', `to close ${token.text}(`);
    const name = token.text.toUpperCase();
    return { kind: 'call', name, nameSpan: this.spanOf(token), args, span: this.spanFrom(start) };
  }

  #aggregate(token: Token): Expression {
    const name = token.text.toUpperCase() as AggregateName;
    const start = token.start;
    this.at += 2;
    let quantifier: 'ALL' | 'DISTINCT' | undefined;
    if (this.isWord('DISTINCT') && this.#startsExpression(1)) quantifier = 'DISTINCT';
    else if (this.isWord('ALL') && this.#startsExpression(1)) quantifier = 'ALL';
    if (quantifier) this.at++;
    let args: Expression[] = [];
    if (!this.takeSymbol('*')) args = this.#values(`an argument of ${name}, or *`);
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
    const on = this.#values('a GROUP BY field-expression');
    this.expectSymbol(')', 'to close the ON list');
    return on;
  }

  #case(): Expression {
    const start = this.startSpan();
    this.at++;
    const next = this.peek();
    const operand = this.isWord('WHEN') ? undefined : this.#value('a field-expression after CASE');
    if (operand === undefined && next) this.extension('searched CASE', this.spanOf(next));
    const branches: CaseBranch[] = [];
    while (this.takeWord('WHEN')) {
      if (operand === undefined) {
        const condition = this.#condition();
        this.expectWord('THEN', 'after WHEN');
        branches.push({ condition, then: this.#value('a field-expression after THEN') });
      } else {
        const when = this.#value('a field-expression after WHEN');
        this.expectWord('THEN', 'after WHEN');
        branches.push({ when, then: this.#value('a field-expression after THEN') });
      }
    }
    if (branches.length === 0) throw this.expected('WHEN');
    const otherwise = this.takeWord('ELSE')
      ? this.#value('a field-expression after ELSE')
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
}
