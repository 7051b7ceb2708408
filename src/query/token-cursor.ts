import { positionOf, QueryError, type QueryText, type Span } from './query-error.ts';
import { tokenize, type Token } from './tokens.ts';

export const clauseOrder = ['SELECT', 'USING', 'INTO', 'FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER'];
// A deeper query would exhaust the stack here or in DuckDB, which refuses expressions past 1,000.
const deepest = 400;

/** A walk over the tokens of a query, with the errors that any part of the grammar can meet. */
export class TokenCursor {
  protected readonly source: QueryText;
  protected readonly tokens: readonly Token[];
  protected at = 0;
  protected depth = 0;
  protected extensions: { name: string; span: Span }[] = [];

  constructor(source: QueryText) {
    this.source = source;
    this.tokens = tokenize(source).filter(({ kind }) => kind !== 'blank' && kind !== 'comment');
  }

  protected peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  protected isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'word' && token.text.toUpperCase() === word;
  }

  protected isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'symbol' && token.text === symbol;
  }

  protected takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at++;
    return true;
  }

  protected takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at++;
    return true;
  }

  protected expectSymbol(symbol: string, what: string): Token {
    const token = this.peek();
    if (!this.takeSymbol(symbol)) throw this.expected(`'${symbol}' ${what}`);
    return token ?? this.lastToken();
  }

  protected expectWord(word: string, what: string): void {
    if (!this.takeWord(word)) throw this.expected(`${word} ${what}`);
  }

  protected lastToken(): Token {
    return this.tokens[this.at - 1] ?? { kind: 'symbol', text: '', value: '', start: 0 };
  }

  protected startSpan(): number {
    return this.peek()?.start ?? this.source.text.length;
  }

  protected spanFrom(start: number): Span {
    const last = this.lastToken();
    return { start, end: Math.max(start, last.start + last.text.length) };
  }

  protected spanOf(token: Token): Span {
    return { start: token.start, end: token.start + token.text.length };
  }

  protected error(code: string, message: string, span: Span, hint?: string): QueryError {
    return new QueryError(code, message, {
      family: 'Syntax Error',
      position: positionOf(this.source, span),
      ...(hint === undefined ? {} : { hint }),
    });
  }

  protected expected(what: string): QueryError {
    const token = this.peek();
    const end = this.source.text.length;
    if (!token) {
      return this.error('unexpected-end', `expected ${what}, found the end of the query`, {
        start: end,
        end,
      });
    }
    return this.error(
      'unexpected-token',
      `expected ${what}, found '${shortened(token.text)}'`,
      this.spanOf(token),
      this.operatorHint(token),
    );
  }

  protected extraToken(token: Token): QueryError {
    const misplaced = this.misplacedClause(token);
    if (misplaced) return misplaced;
    return this.error(
      'extra-token',
      `extra token(s) after query: '${shortened(token.text)}'`,
      this.spanOf(token),
      this.operatorHint(token),
    );
  }

  protected operatorHint(token: Token): string | undefined {
    if (token.kind === 'symbol' && token.text === ';' && !this.peek(1)) {
      return "a query does not end with ';'";
    }
    if (token.kind === 'symbol' && token.text === '*') {
      return 'the dialect has no arithmetic operators: write MUL(a, b)';
    }
    const call = { '-': 'SUB(a, b)', '+': 'ADD(a, b)', '/': 'DIV(a, b)', '||': 'STRCAT(a, b)' };
    const name = token.text.startsWith('||') ? '||' : (token.text[0] ?? '');
    if (token.kind === 'word' || token.kind === 'number') {
      const instead = Object.entries(call).find(([operator]) => operator === name)?.[1];
      if (instead) return `the dialect has no arithmetic operators: write ${instead}`;
    }
    return undefined;
  }

  protected misplacedClause(token: Token): QueryError | undefined {
    const word = token.text.toUpperCase();
    if (token.kind !== 'word' || !clauseOrder.includes(word)) return undefined;
    const clause = word === 'GROUP' || word === 'ORDER' ? `${word} BY` : word;
    return this.error(
      'clause-order',
      `${clause} stands in the wrong place`,
      this.spanOf(token),
      'the order of clauses is SELECT, USING, INTO, FROM, WHERE, GROUP BY, HAVING, ORDER BY',
    );
  }

  protected extension(name: string, span: Span): void {
    if (!this.extensions.some((known) => known.name === name)) {
      this.extensions.push({ name, span });
    }
  }

  protected deeper<T>(parse: () => T): T {
    if (this.depth >= deepest) {
      throw this.error(
        'too-deep',
        `expressions are nested more than ${deepest} levels deep`,
        { start: this.startSpan(), end: this.startSpan() + 1 },
        'name parts of it with USING ... AS',
      );
    }
    this.depth++;
    try {
      return parse();
    } finally {
      this.depth--;
    }
  }
}

export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
