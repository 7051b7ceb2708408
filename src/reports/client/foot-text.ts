import { countText } from '../cell-text.ts';
import type { PageSection } from '../page-model.ts';

/** What the table of a section shows of its rows. */
export interface Shown {
  /** Rows that it can show: of those that are here the ones that fit what is sought. */
  readonly count: number;
  /** The first and the last one shown, from 1; null where all are. */
  readonly range: readonly [number, number] | null;
  readonly isSought: boolean;
  /** Rows that are here, sought or not. */
  readonly held: number;
  /** Rows that there are under the filters, here or not. */
  readonly total: number;
}

/** How many rows stand in a table, how many it has, and where the others are. */
export function footText(
  { count, range, isSought, held, total }: Shown,
  { beside, totalRows }: Pick<PageSection, 'beside' | 'totalRows'>,
): string {
  const part = range === null ? countText(count) : range.map(countText).join('–');
  const words: string[] = [];
  if (isSought) words.push(`${part} of ${countText(count)} found`);
  else if (range === null) words.push(`${countText(count)} ${count === 1 ? 'row' : 'rows'}`);
  else words.push(`${part} of ${countText(count)} shown`);
  if (beside !== null && held < total) {
    words.push(
      `${countText(held)} of ${countText(total)} rows here, all ${countText(totalRows)} in ${beside}`,
    );
  } else if (isSought) words.push(`${countText(total)} in all`);
  return `${words.join('; ')}. `;
}
