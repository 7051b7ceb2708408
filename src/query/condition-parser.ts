import type { ComparisonOperator, Condition, Content, Expression, Query } from './ast.ts';
import { type Operand, ValueParser } from './value-parser.ts';

const operators = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);

/** Conditions: AND, OR, NOT, comparisons, LIKE, IN, BETWEEN, and lists and queries behind them. */
export abstract class ConditionParser extends ValueParser {
  protected abstract query(nested: boolean): Query;

  protected condition(): Condition {
    return this.#asCondition(this.or());
  }

  #asCondition(operand: Operand): Condition {
    if (operand.kind === 'condition') return operand.condition;
    const next = this.peek();
    if (next) throw this.expected('a comparison (=, <>, <, LIKE, IN, IS NULL ...)');
    const span = operand.kind === 'value' ? operand.value.span : operand.span;
    throw this.error('no-condition', 'a condition is expected here, this is a value', span);
  }

  protected or(): Operand {
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
    const left = this.operand('a field-expression');
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
      const operand = this.single(left);
      const mask = this.value('a mask');
      return this.#made({ kind: 'like', operand, mask, negated, span: this.spanFrom(start) });
    }
    if (this.takeWord('BETWEEN')) {
      const operand = this.single(left);
      const low = this.value('a value');
      this.expectWord('AND', 'between the two ends of BETWEEN');
      const high = this.value('a value');
      const span = this.spanFrom(start);
      return this.#made({ kind: 'between', operand, low, high, negated, span });
    }
    if (this.takeWord('IS')) {
      const isNegated = this.takeWord('NOT');
      this.expectWord('NULL', 'after IS');
      const operand = this.single(left);
      const span = this.spanFrom(start);
      return this.#made({ kind: 'is-null', operand, negated: isNegated, span });
    }
    return left;
  }

  #made(condition: Condition): Operand {
    return { kind: 'condition', condition };
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
      const right = this.value('a field-expression or constant');
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
    const items = left.kind === 'row' ? left.items : [this.single(left)];
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
      const query = this.deeper(() => this.query(true));
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
    const first = this.operand('a value');
    if (first.kind === 'row') return [...first.items];
    const row = [this.single(first)];
    while (this.takeSymbol(',')) row.push(this.value('a value'));
    return row;
  }
}
