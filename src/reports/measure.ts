import type { Condition } from './condition.ts';

/**
 * A figure as a small expression tree over the columns of facts. It has two compilers: SQL text
 * (`measure-sql.ts`) and a loop over typed arrays (`measure-loop.ts`). Every figure is an integer, a
 * value of a column, or a quotient of integers rounded once to six places.
 */
export type Measure =
  | { readonly kind: 'count'; readonly where?: Condition }
  /** Unknown values count nothing; the sum of none is 0. */
  | { readonly kind: 'sum'; readonly column: string; readonly where?: Condition }
  /** Different known values. */
  | { readonly kind: 'distinct'; readonly column: string; readonly where?: Condition }
  | { readonly kind: 'min' | 'max'; readonly column: string; readonly where?: Condition }
  /**
   * The smallest value that at least `percent` of the weight does not exceed (discrete: always a
   * value that occurs). With a binned column this is the quantile of the bins.
   */
  | {
      readonly kind: 'quantile';
      readonly column: string;
      readonly percent: number;
      readonly weight?: string;
      readonly where?: Condition;
    }
  /** NULL where the divisor is 0. */
  | { readonly kind: 'ratio'; readonly of: Measure; readonly to: Measure }
  /** This group's part of the sum over all groups of the section. */
  | { readonly kind: 'share'; readonly of: Measure };

export type Aggregate = Exclude<Measure, { readonly kind: 'ratio' | 'share' }>;

/** The aggregates that a measure is computed from. */
export function aggregatesOf(measure: Measure): readonly Aggregate[] {
  switch (measure.kind) {
    case 'ratio':
      return [...aggregatesOf(measure.of), ...aggregatesOf(measure.to)];
    case 'share':
      return aggregatesOf(measure.of);
    default:
      return [measure];
  }
}

type Options = { readonly where?: Condition };

/** How many rows there are. */
export const count = (options: Options = {}): Measure => ({ kind: 'count', ...options });

/** The sum of an integer column. */
export const sum = (column: string, options: Options = {}): Measure => ({
  kind: 'sum',
  column,
  ...options,
});

/** How many different known values a column has. */
export const distinct = (column: string, options: Options = {}): Measure => ({
  kind: 'distinct',
  column,
  ...options,
});

/** The greatest value of a column. */
export const max = (column: string, options: Options = {}): Measure => ({
  kind: 'max',
  column,
  ...options,
});

/** The smallest value that `percent` of the rows, or of their `weight`, does not exceed. */
export const quantile = (
  column: string,
  percent: number,
  options: Options & { readonly weight?: string } = {},
): Measure => ({ kind: 'quantile', column, percent, ...options });

/** One measure divided by another; NULL where that is 0. */
export const ratio = (of: Measure, to: Measure): Measure => ({ kind: 'ratio', of, to });

/** A group's part of the total over all groups of the section. */
export const share = (of: Measure): Measure => ({ kind: 'share', of });

/** The same of those rows only for which `where` holds too. */
export function narrowed(measure: Measure, where: Condition | undefined): Measure {
  if (where === undefined) return measure;
  switch (measure.kind) {
    case 'ratio':
      return { ...measure, of: narrowed(measure.of, where), to: narrowed(measure.to, where) };
    case 'share':
      return { ...measure, of: narrowed(measure.of, where) };
    default: {
      const own = measure.where;
      return { ...measure, where: own === undefined ? where : { kind: 'all', of: [own, where] } };
    }
  }
}
