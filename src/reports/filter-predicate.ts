import { quotedString } from '../duckdb/sql-text.ts';
import { dimensions, type DimensionName } from './dimensions.ts';
import { unknownValue } from '../models/unknown-value.ts';

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
  const { kind } = dimensions[dimension];
  const lower = (kind === 'tree' ? canonicalPath(value) : value).toLowerCase();
  if (kind === 'status' && /^[1-9]xx$/.test(lower)) {
    const hundred = Number(lower[0]) * 100;
    return `${expression}::varchar like ${quotedString(`${hundred / 100}__`)}`;
  }
  const text = `lower(${expression}::varchar)`;
  if (dimension === 'domain' && !/[*?]/.test(lower)) return domainFits(text, lower);
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

/** `contoso` and `contoso.com` name one domain, whichever of the two the logs or the flag has. */
function domainFits(text: string, value: string): string {
  const label = value.split('.')[0] ?? value;
  if (value.includes('.')) return `${text} in (${quotedString(value)}, ${quotedString(label)})`;
  return `split_part(${text}, '.', 1) = ${quotedString(value)}`;
}

/** `OU=Field,OU=Sales,DC=contoso,DC=com` as `contoso.com/Sales/Field`; other text as it is. */
export function canonicalPath(value: string): string {
  if (!/^\s*(?:ou|cn|dc)\s*=/i.test(value)) return value.replace(/\/+$/, '');
  const domain: string[] = [];
  const path: string[] = [];
  for (const part of value.split(/(?<!\\),/)) {
    const [, kind = '', name = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
    const plain = name.replaceAll(/\\(.)/g, '$1');
    if (kind.toLowerCase() === 'dc') domain.push(plain);
    else path.unshift(plain);
  }
  return [domain.join('.'), ...path].filter((part) => part !== '').join('/');
}
