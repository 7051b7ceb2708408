import { countText } from './cell-text.ts';

/** What is counted, one and many: `['request', 'requests']`. */
export type Noun = readonly [one: string, many: string];

export const rowNoun: Noun = ['row', 'rows'];

/** `70 requests with unknown OU are left out`: what a filter leaves out only because it does not know it. */
export function leftOutWords(count: number, [one, many]: Noun, title: string): string {
  return count === 1
    ? `1 ${one} with unknown ${title} is left out`
    : `${countText(count)} ${many} with unknown ${title} are left out`;
}
