import type {
  Alias,
  Entity,
  FromClause,
  FromItem,
  Join,
  OrderItem,
  Query,
  SelectItem,
} from './ast.ts';
import { ConditionParser } from './condition-parser.ts';
import { isReserved, type Token } from './tokens.ts';

const mostJoins = 20;

/** Parses a query of the Log Parser dialect. Throws `QueryError` with the place of the fault. */
export function parseQuery(text: string, name = 'query'): Query {
  return new Parser({ name, text }).parse();
}

class Parser extends ConditionParser {
  parse(): Query {
    const query = this.query(false);
    const rest = this.peek();
    if (rest) throw this.extraToken(rest);
    return query;
  }

  protected query(nested: boolean): Query {
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
    const where = this.takeWord('WHERE') ? this.condition() : undefined;
    const groupBy = this.#groupBy();
    const having = this.takeWord('HAVING') ? this.condition() : undefined;
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
      queries.push({ name, query: this.deeper(() => this.query(true)) });
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
      } else if (this.isWord('DISTINCT') && this.startsExpression(1)) {
        this.at++;
        distinct = true;
      } else if (this.isWord('ALL') && this.startsExpression(1)) {
        this.at++;
      } else return { distinct, ...(top === undefined ? {} : { top }) };
    }
  }

  #count(clause: string): bigint {
    const token = this.peek();
    if (token?.kind !== 'number' || !/^\+?\d+$/.test(token.text)) {
      throw this.expected(`a whole number after ${clause}`);
    }
    this.at++;
    return this.integer(token);
  }

  #selectItems(clause: 'SELECT' | 'USING'): SelectItem[] {
    const items: SelectItem[] = [];
    do {
      const start = this.startSpan();
      if (clause === 'SELECT' && this.takeSymbol('*')) {
        items.push({ expression: '*', span: this.spanFrom(start) });
        continue;
      }
      const expression = this.value('a field-expression');
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
    const query = this.deeper(() => this.query(true));
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
    return { kind, item, on: this.condition(), span: this.spanFrom(start.start) };
  }

  #groupBy(): Query['groupBy'] {
    const start = this.startSpan();
    if (!this.takeWord('GROUP')) return undefined;
    this.expectWord('BY', 'after GROUP');
    const items = this.values('a GROUP BY field-expression');
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
      const expression = this.value('an ORDER BY field-expression');
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
}
