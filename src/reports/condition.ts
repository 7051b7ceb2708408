/** A value a condition compares with; `null` stands for what is not known. */
export type ConditionValue = string | number | boolean | null;

/**
 * Which rows count. One tree, compiled to SQL (`section-sql.ts`) and to a loop over the page's
 * columns (`measure-loop.ts`); a property test holds the two together.
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly ConditionValue[] }
  /** Inclusive at both ends. Dates are `YYYY-MM-DD`. */
  | {
      readonly kind: 'range';
      readonly column: string;
      readonly from?: number | string;
      readonly to?: number | string;
    }
  /** `path` itself and all below it: `contoso.com/Sales` takes `contoso.com/Sales/Field`. */
  | { readonly kind: 'under'; readonly column: string; readonly path: string }
  | { readonly kind: 'known'; readonly column: string; readonly known: boolean }
  /** Any of the columns contains the text, case ignored. */
  | { readonly kind: 'text'; readonly columns: readonly string[]; readonly text: string };

/** The column has one of these values; `null` = unknown. */
export function is(column: string, ...values: ConditionValue[]): Condition {
  return { kind: 'in', column, values };
}

export function known(column: string): Condition {
  return { kind: 'known', column, known: true };
}

export function unknown(column: string): Condition {
  return { kind: 'known', column, known: false };
}
