import type { Expression, Query, SelectItem } from './ast.ts';
import { nearest } from '../support/suggest.ts';
import { functionNames } from './functions.ts';
import { positionOf, QueryError, type QueryErrorOptions, type Span } from './query-error.ts';
import type { Scope } from './scope.ts';
import type { Value, Values } from './value.ts';

/** What the parts of one translation share. */
export interface Session {
  readonly tz: string;
  readonly now: Date;
  readonly computerName: string;
  readonly offline: boolean;
  readonly strict: boolean;
  /** Of the first input that knows one. */
  usualDay: string | undefined;
  readonly definitions: Map<string, string>;
  readonly runtimeFunctions: Set<string>;
  /** The regular expressions, each with the error at its first place. */
  readonly patterns: Map<string, (message: string, hint?: string) => QueryError>;
  readonly warnings: string[];
}

interface AliasEntry {
  readonly name: string;
  readonly expression: Expression;
  readonly clause: string;
  readonly span: Span;
  state: 'new' | 'open' | Value;
}

/** What the names of a query stand for: fields, aliases, functions. */
export abstract class NameResolver {
  readonly values: Values;
  readonly scope: Scope;
  readonly session: Session;
  /** The clause in whose expressions an error lies. */
  clause = 'SELECT clause';
  protected readonly query: Query;
  readonly #aliases = new Map<string, AliasEntry>();
  /** The keys of the grouping while HAVING is resolved. */
  protected having: ReadonlySet<Value> | undefined;

  constructor(query: Query, scope: Scope, values: Values, session: Session) {
    this.query = query;
    this.scope = scope;
    this.values = values;
    this.session = session;
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
      position: positionOf(this.query.source, span),
      ...options,
    });
  }

  abstract value(expression: Expression): Value;

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
    const having = this.having;
    this.having = undefined;
    const value = this.value(entry.expression);
    entry.state = value;
    this.having = having;
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

  protected name(name: string, span: Span): Value {
    const field = this.field(name, span);
    if (field && this.having && !this.having.has(field)) return this.alias(name) ?? field;
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
      return this.unknownFunction(before, { start: span.start, end: span.start + before.length });
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

  protected unknownFunction(name: string, span: Span): QueryError {
    const closest = nearest(name, functionNames());
    return this.error('unknown-function', `no function ${name}`, span, {
      family: 'Syntax Error',
      ...(closest === undefined ? {} : { hint: `did you mean ${closest}?` }),
    });
  }
}
