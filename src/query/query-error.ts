import { AppError, type Position } from '../support/errors.ts';

/** A half-open range of offsets into the query's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text of one query and what to call it in messages (`query`, `top.sql`). */
export interface QueryText {
  readonly name: string;
  readonly text: string;
}

export interface QueryErrorOptions {
  readonly hint?: string;
  readonly position?: Position;
  /** `Syntax Error` or `Semantic Error`, as Log Parser called the two families. */
  readonly family?: 'Syntax Error' | 'Semantic Error';
  /** The clause Log Parser named before the family: `SELECT clause`. */
  readonly clause?: string;
}

/** What is wrong with a query, where it stands in it, and what to write instead. */
export class QueryError extends AppError {
  readonly family: 'Syntax Error' | 'Semantic Error';
  readonly clause: string | undefined;

  constructor(code: string, message: string, options: QueryErrorOptions = {}) {
    super(code, message, {
      ...(options.hint === undefined ? {} : { hint: options.hint }),
      ...(options.position === undefined ? {} : { position: options.position }),
    });
    this.family = options.family ?? 'Semantic Error';
    this.clause = options.clause;
  }

  /** The message in Log Parser's own frame: `SELECT clause: Syntax Error: unknown field 'x'.` */
  get legacyText(): string {
    const clause = this.clause === undefined ? '' : `${this.clause}: `;
    return `${clause}${this.family}: ${this.message}`;
  }
}

/** Line and column of `span` in `source`, with the line's text for the caret. */
export function positionOf(source: QueryText, span: Span): Position {
  const { text } = source;
  const start = Math.min(span.start, text.length);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', start);
  const lineEnd = nextBreak === -1 ? text.length : nextBreak;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1))
    line++;
  return {
    source: source.name,
    line,
    column: start - lineStart + 1,
    ...shownLine(text.slice(lineStart, lineEnd).replace(/\r$/, ''), start - lineStart),
    length: Math.max(1, Math.min(span.end, lineEnd) - start),
  };
}

/** `an INTEGER`, `a STRING`. */
export function withArticle(word: string): string {
  return `${/^[AEIOU]/i.test(word) ? 'an' : 'a'} ${word}`;
}

const longestShownLine = 400;

/** A caret under a line of a megabyte helps nobody: such a line is left out. */
function shownLine(text: string, column: number): { text?: string } {
  return text.length <= longestShownLine || column < longestShownLine
    ? { text: text.slice(0, longestShownLine) }
    : {};
}
