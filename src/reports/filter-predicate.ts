import { quotedString } from '../duckdb/sql-text.ts';
import { dimensions, unknownValue, type DimensionName } from './dimensions.ts';

/** Values by dimension; a row passes when, for each dimension given, one of the values fits. */
export type Filters = Readonly<Partial<Record<DimensionName, readonly string[]>>>;

/** `values` as a predicate over `expressions` (any of them may fit), literals filled in. */
export function filterPredicate(
  dimension: DimensionName,
  values: readonly string[],
  expressions: readonly string[],
): string {
  const parts = values.map((value) => {
    if (value.toLowerCase() === unknownValue) {
      return `(${expressions.map((expression) => `${expression} is null`).join(' and ')})`;
    }
    return expressions.map((expression) => fits(dimension, value, expression)).join(' or ');
  });
  return `(${parts.join(' or ')})`;
}

function fits(dimension: DimensionName, value: string, expression: string): string {
  const lower = value.toLowerCase();
  const { kind } = dimensions[dimension];
  if (kind === 'status' && /^[1-9]xx$/.test(lower)) {
    const hundred = Number(lower[0]) * 100;
    return `${expression}::varchar like ${quotedString(`${hundred / 100}__`)}`;
  }
  const text = `lower(${expression}::varchar)`;
  const pattern = wildcard(lower);
  if (kind === 'tree')
    return `${text} like ${pattern} escape '\\' or ${text} like ${wildcard(`${lower}/*`)} escape '\\'`;
  return /[*?]/.test(lower)
    ? `${text} like ${pattern} escape '\\'`
    : `${text} = ${quotedString(lower)}`;
}

/** `*` and `?` as LIKE knows them; everything else stands for itself. */
function wildcard(value: string): string {
  const escaped = value.replaceAll(/[\\%_]/g, String.raw`\$&`);
  return quotedString(escaped.replaceAll('*', '%').replaceAll('?', '_'));
}
