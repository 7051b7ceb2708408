import { countText } from './cell-text.ts';

/** What fits on A4 across; the style sheet hides the columns after them when printing. */
export const paperColumns = 12;

/**
 * Rows of a table that are printed: about a page. A reader that wants more on paper shows more rows at a time.
 */
export const paperRows = 40;

/** What stands under a printed table. */
export function paperText(printed: number, rows: number, beside: string | null = null): string {
  if (printed === rows) return `${countText(rows)} ${rows === 1 ? 'row' : 'rows'}.`;
  const place = beside === null ? 'the page holds all of them' : `all are in ${beside}`;
  return `The first ${countText(printed)} of ${countText(rows)} rows are printed; ${place}.`;
}
