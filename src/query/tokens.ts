import { isFunctionName } from './functions.ts';
import { QueryError, positionOf, type QueryText } from './query-error.ts';
import type { EntityEntry } from './ast.ts';
import { scanEntity } from './entity.ts';
import { decodeUnicode, unescapeString } from './escapes.ts';

export type TokenKind =
  'blank' | 'comment' | 'word' | 'bracketed' | 'number' | 'string' | 'entity' | 'symbol';

/** One piece of a query's text; all pieces joined are the text. */
export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  readonly start: number;
  /** A word's or bracketed name's decoded name; a string's value. */
  readonly value: string;
  /** The items of a FROM or INTO entity. */
  readonly entries?: readonly EntityEntry[];
}

/** Words that end or structure a clause: no bare name can be one of them. */
const reserved = new Set(
  (
    'SELECT USING INTO FROM WHERE GROUP HAVING ORDER AND OR NOT IN LIKE BETWEEN IS NULL CASE ' +
    'WHEN THEN ELSE END AS'
  ).split(' '),
);
/** Words that are keywords in some places only. */
const contextual = new Set('TOP DISTINCT ALL ANY BY WITH ROLLUP ASC DESC TO ON LIMIT'.split(' '));

export function isReserved(word: string): boolean {
  return reserved.has(word.toUpperCase());
}

const isBlank = (character: string): boolean => /^\s$/u.test(character);
// What can stand in a name without brackets; round brackets have a rule of their own.
const nameCharacter = /[^\s,;<>=!'"@*[\]()]/u;
const numberPrefix = /^[-+]?(?:0[xX][0-9a-fA-F]+|\d+\.\d*|\.\d+|\d+)/;

/**
 * Splits the text of a query. After FROM, INTO and TO the text is taken raw as one `entity`, since
 * a path may hold anything.
 */
export function tokenize(source: QueryText): Token[] {
  const tokenizer = new Tokenizer(source);
  tokenizer.run();
  return tokenizer.tokens;
}

function endsOperand(token: Token): boolean {
  if (token.kind === 'symbol') return token.text === ')';
  return token.kind !== 'word' || !isReserved(token.text) || /^(?:END|NULL)$/i.test(token.text);
}

class Tokenizer {
  readonly tokens: Token[] = [];
  readonly #source: QueryText;
  readonly #text: string;
  #at = 0;
  /** The last token that is neither blank nor comment. */
  #last: Token | undefined;

  constructor(source: QueryText) {
    this.#source = source;
    this.#text = source.text;
  }

  run(): void {
    while (this.#at < this.#text.length) {
      if (this.#wantsEntity() && this.#entity()) continue;
      this.#next();
    }
  }

  #push(kind: TokenKind, end: number, value?: string, entries?: readonly EntityEntry[]): void {
    const text = this.#text.slice(this.#at, end);
    const token: Token = {
      kind,
      text,
      start: this.#at,
      value: value ?? text,
      ...(entries === undefined ? {} : { entries }),
    };
    this.tokens.push(token);
    if (kind !== 'blank' && kind !== 'comment') this.#last = token;
    this.#at = end;
  }

  #next(): void {
    const text = this.#text;
    const character = text[this.#at] ?? '';
    const two = text.slice(this.#at, this.#at + 2);
    if (isBlank(character)) {
      let end = this.#at + 1;
      while (end < text.length && isBlank(text[end] ?? '')) end++;
      this.#push('blank', end);
    } else if (two === '/*') {
      this.#blockComment();
    } else if (two === '--' || two === '//') {
      const end = text.indexOf('\n', this.#at);
      this.#push('comment', end === -1 ? text.length : end + 1);
    } else if (character === "'") {
      this.#string();
    } else if (character === '[') {
      this.#bracketed();
    } else if (['<=', '>=', '<>', '!='].includes(two)) {
      this.#push('symbol', this.#at + 2);
    } else if ('<>=,;()*'.includes(character)) {
      this.#push('symbol', this.#at + 1);
    } else if (nameCharacter.test(character)) {
      this.#wordOrNumber();
    } else {
      throw this.#unexpected(character);
    }
  }

  #unexpected(character: string): QueryError {
    const hint =
      character === '"'
        ? "text stands in single quotes: 'text'"
        : character === '@' || character === ']' || character === '!'
          ? 'a name with such a character stands in square brackets: [the name]'
          : undefined;
    return new QueryError('unexpected-character', `unexpected character '${character}'`, {
      family: 'Syntax Error',
      position: positionOf(this.#source, { start: this.#at, end: this.#at + 1 }),
      ...(hint === undefined ? {} : { hint }),
    });
  }

  #unterminated(what: string, hint: string): QueryError {
    return new QueryError('unterminated', `${what} is not terminated`, {
      family: 'Syntax Error',
      hint,
      position: positionOf(this.#source, { start: this.#at, end: this.#at + 1 }),
    });
  }

  #blockComment(): void {
    const end = this.#text.indexOf('*/', this.#at + 2);
    if (end === -1) throw this.#unterminated('comment', 'end it with */');
    this.#push('comment', end + 2);
  }

  #string(): void {
    const text = this.#text;
    let end = this.#at + 1;
    for (;;) {
      const character = text[end];
      if (character === undefined) {
        throw this.#unterminated(
          'string constant',
          "end it with a single quote; a quote inside is written \\'",
        );
      }
      if (character === '\\') end += 2;
      else if (character !== "'") end++;
      // 'it''s': two strings side by side mean nothing in the dialect, so this takes nothing away.
      else if (text[end + 1] === "'" && end > this.#at + 1) end += 2;
      else break;
    }
    const raw = text.slice(this.#at + 1, end);
    this.#push('string', end + 1, unescapeString(raw));
  }

  #bracketed(): void {
    const end = this.#text.indexOf(']', this.#at);
    if (end === -1) throw this.#unterminated('field name', 'end it with ]');
    this.#push('bracketed', end + 1, decodeUnicode(this.#text.slice(this.#at + 1, end)));
  }

  #wordOrNumber(): void {
    const text = this.#text;
    let end = this.#at;
    for (;;) {
      while (end < text.length && (nameCharacter.test(text[end] ?? '') || this.#isAttribute(end))) {
        if (text[end] === '/' && text[end + 1] === '*' && end > this.#at) break;
        end++;
      }
      const closed = text[end] === '(' ? this.#nameBrackets(this.#at, end) : -1;
      if (closed === -1) break;
      end = closed;
    }
    const word = text.slice(this.#at, end);
    const number = numberPrefix.exec(word)?.[0];
    if (number !== undefined) {
      const rest = word.slice(number.length);
      if (rest === '') {
        this.#push('number', end);
        return;
      }
      // `1ELSE`: a number directly followed by a keyword.
      if (isReserved(rest) || contextual.has(rest.toUpperCase())) {
        this.#push('number', this.#at + number.length);
        return;
      }
    }
    this.#push('word', end, decodeUnicode(word));
  }

  /** The `@` of a path such as `/log/event/@time`, the name of an XML attribute with `-fNames:XPath`. */
  #isAttribute(at: number): boolean {
    return this.#text.startsWith('/@', at - 1) && this.#text[this.#at] === '/';
  }

  /**
   * `cs(User-Agent)`: the brackets belong to the name when what stands before them is no function
   * and no keyword, and what stands in them could be part of a name. Gives the end, or -1.
   */
  #nameBrackets(start: number, open: number): number {
    const before = this.#text.slice(start, open);
    const afterAs = this.#last?.kind === 'word' && this.#last.text.toUpperCase() === 'AS';
    if (!afterAs) {
      if (before === '' || isFunctionName(before)) return -1;
      const upper = before.toUpperCase();
      if (reserved.has(upper) || contextual.has(upper) || /^[-+]?[\d.]+$/.test(before)) return -1;
    }
    let end = open + 1;
    while (end < this.#text.length && nameCharacter.test(this.#text[end] ?? '')) end++;
    return this.#text[end] === ')' && end > open + 1 ? end + 1 : -1;
  }

  #wantsEntity(): boolean {
    const last = this.#last;
    if (last?.kind !== 'word') return false;
    const word = last.text.toUpperCase();
    if (word !== 'FROM' && word !== 'INTO' && word !== 'TO' && word !== 'JOIN') return false;
    const before = this.#significantBefore(last);
    if (before?.kind === 'word' && before.text.toUpperCase() === 'AS') return false;
    // `TO` begins a target only behind a FROM entity; elsewhere it is a field of an e-mail log.
    if (word === 'TO') return before !== undefined && this.#behindEntity(before);
    // JOIN stands behind an input or a condition, never where a field could.
    return word === 'JOIN' ? before !== undefined && endsOperand(before) : true;
  }

  #behindEntity(before: Token): boolean {
    if (before.kind === 'entity') return true;
    if (before.kind === 'symbol') return before.text === ')';
    const earlier = this.#significantBefore(before);
    return earlier?.kind === 'word' && earlier.text.toUpperCase() === 'AS';
  }

  #significantBefore(token: Token): Token | undefined {
    for (let i = this.tokens.lastIndexOf(token) - 1; i >= 0; i--) {
      const candidate = this.tokens[i];
      if (candidate && candidate.kind !== 'blank' && candidate.kind !== 'comment') return candidate;
    }
    return undefined;
  }

  #entity(): boolean {
    const into = this.#last?.text.toUpperCase() === 'INTO';
    const found = scanEntity(this.#text, this.#at, into ? 'INTO' : 'FROM');
    if (found === undefined) return false;
    if (found === 'unterminated') {
      throw this.#unterminated('file name', 'end it with the same kind of quote');
    }
    this.#push('entity', found.end, this.#text.slice(this.#at, found.end), found.entries);
    return true;
  }
}
