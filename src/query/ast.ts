import type { QueryText, Span } from './query-error.ts';

/** A value: what the dialect calls a field-expression. */
export type Expression =
  | { readonly kind: 'integer'; readonly value: bigint; readonly span: Span }
  | { readonly kind: 'real'; readonly value: number; readonly text: string; readonly span: Span }
  /** `raw` is the text between the quotes: LIKE masks are unescaped from it, once. */
  | {
      readonly kind: 'string';
      readonly value: string;
      readonly raw: string;
      readonly span: Span;
    }
  | { readonly kind: 'null'; readonly span: Span }
  /** A field of the input or an alias; which one is decided where it is used. */
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly bracketed: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'call';
      /** Upper case. */
      readonly name: string;
      readonly nameSpan: Span;
      readonly args: readonly Expression[];
      readonly span: Span;
    }
  | AggregateExpression
  | {
      readonly kind: 'case';
      /** Absent in a searched CASE (an extension), whose WHENs are conditions. */
      readonly operand?: Expression;
      readonly branches: readonly CaseBranch[];
      readonly otherwise?: Expression;
      readonly span: Span;
    };

export interface AggregateExpression {
  readonly kind: 'aggregate';
  readonly name: AggregateName;
  readonly nameSpan: Span;
  readonly quantifier?: 'ALL' | 'DISTINCT';
  /** Empty = `*`. */
  readonly args: readonly Expression[];
  /** The ON list of PROPCOUNT and PROPSUM. */
  readonly on?: readonly Expression[];
  readonly span: Span;
}

export type AggregateName =
  'COUNT' | 'SUM' | 'AVG' | 'MIN' | 'MAX' | 'PROPCOUNT' | 'PROPSUM' | 'GROUPING';

export type CaseBranch =
  | { readonly when: Expression; readonly then: Expression }
  | { readonly condition: Condition; readonly then: Expression };

export type ComparisonOperator = '=' | '<>' | '<' | '>' | '<=' | '>=';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly items: readonly Condition[]; readonly span: Span }
  | { readonly kind: 'not'; readonly item: Condition; readonly span: Span }
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'is-null';
      readonly operand: Expression;
      readonly negated: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly mask: Expression;
      readonly negated: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
      readonly span: Span;
    }
  /** `IN` (= ANY), `NOT IN` (<> ALL) and comparisons with `ANY`, `ALL` or rows. */
  | {
      readonly kind: 'content';
      readonly left: readonly Expression[];
      readonly operator: ComparisonOperator;
      readonly quantifier: 'ANY' | 'ALL';
      /** How it was written, for the printer: `IN`, `NOT IN` or the operator itself. */
      readonly spelling: 'IN' | 'NOT IN' | 'ANY' | 'ALL' | 'plain';
      readonly content: Content;
      readonly span: Span;
    };

export type Content =
  | {
      readonly kind: 'rows';
      readonly rows: readonly (readonly Expression[])[];
      /** Written with commas where the dialect wants semicolons (an extension). */
      readonly commas: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'query'; readonly query: Query; readonly span: Span };

export interface SelectItem {
  /** `*` stands for all fields of the input. */
  readonly expression: Expression | '*';
  readonly alias?: Alias;
  readonly span: Span;
}

export interface Alias {
  readonly name: string;
  readonly span: Span;
}

/** One name of a FROM or INTO list. Quotes are gone and `\uXXXX` is decoded. */
export interface EntityEntry {
  readonly text: string;
  readonly quoted: boolean;
}

/** What stands after FROM, JOIN, INTO or TO, taken as raw text up to the next clause. */
export interface Entity {
  readonly kind: 'entity';
  /** As written, without the blanks around it. */
  readonly raw: string;
  /** The items of a list separated by commas or semicolons. */
  readonly entries: readonly EntityEntry[];
  readonly alias?: Alias;
  readonly span: Span;
}

export interface SubqueryFrom {
  readonly kind: 'subquery';
  readonly query: Query;
  readonly alias?: Alias;
  readonly span: Span;
}

export type FromItem = Entity | SubqueryFrom;

export interface Join {
  readonly kind: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS';
  readonly item: FromItem;
  readonly on?: Condition;
  readonly span: Span;
}

export interface FromClause {
  readonly first: FromItem;
  readonly joins: readonly Join[];
}

export interface OrderItem {
  readonly expression: Expression;
  readonly direction?: 'ASC' | 'DESC';
}

export interface OrderBy {
  /** Empty = `ORDER BY *`. */
  readonly items: readonly OrderItem[];
  /** The direction of `ORDER BY *`. */
  readonly direction?: 'ASC' | 'DESC';
  readonly span: Span;
}

export interface Query {
  readonly source: QueryText;
  readonly span: Span;
  readonly with: readonly { readonly name: Alias; readonly query: Query }[];
  readonly top?: bigint;
  readonly distinct: boolean;
  readonly select: readonly SelectItem[];
  readonly using: readonly SelectItem[];
  readonly into?: Entity;
  /** INTO stood after FROM as `TO target`, the spelling of versions 1 and 2.0. */
  readonly oldTo: boolean;
  /** Absent only in a nested query that reads the input of the outer one. */
  readonly from?: FromClause;
  readonly where?: Condition;
  readonly groupBy?: {
    readonly items: readonly Expression[];
    readonly rollup: boolean;
    readonly span: Span;
  };
  readonly having?: Condition;
  readonly orderBy?: OrderBy;
  readonly limit?: bigint;
  /** Extensions met while parsing, each once: `--strict-dialect` refuses the first. */
  readonly extensions: readonly { readonly name: string; readonly span: Span }[];
}
