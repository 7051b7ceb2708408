import { dimensionNames, dimensions } from './dimensions.ts';
import type { Filters } from './filter-predicate.ts';
import { escapeText } from '../support/terminal.ts';

/** The command line's filters in words; `none` without any. */
export function commandFilterWords(filters: Filters): string {
  const words = dimensionNames.flatMap((dimension) => {
    const values = filters[dimension];
    if (values === undefined || values.length === 0) return [];
    const { title, kind } = dimensions[dimension];
    return [`${title}${kind === 'tree' ? ' under' : ''} ${values.join(' or ')}`];
  });
  return words.length === 0 ? 'none' : escapeText(words.join('; '));
}
