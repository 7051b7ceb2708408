import { dimensions } from '../dimensions.ts';
import type { FilterState, Unmet } from '../filter-state.ts';
import type { Filtered } from './facts-filter.ts';

/**
 * Says which filters a section does not follow, and why. `beyond`: no command does either. `isPartial`: its
 * table lacks rows.
 */
export function unmetText(
  { notKnown, notHere }: Filtered['unmet'],
  beyond: readonly Unmet[],
  isPartial: boolean,
): string {
  const sentences: string[] = [];
  if (notKnown.length > 0) {
    const isBeyond = notKnown.every((one) => beyond.includes(one));
    sentences.push(
      `${notFollowed(notKnown)}: its rows do not know it${isBeyond ? ', nor does any command' : ''}.`,
    );
  }
  if (notHere.length > 0) {
    sentences.push(
      `${notFollowed(notHere)}: this page does not hold all texts of these rows.`,
      ...(notHere.includes('text') && isPartial
        ? ['Its table has what is found of those here.']
        : []),
      ...(notHere.includes('text') ? ['The command line takes --user and --device.'] : []),
    );
  }
  return sentences.join(' ');
}

function notFollowed(unmet: readonly Unmet[]): string {
  const names = unmet.map((name) => (name === 'text' ? 'free text' : dimensions[name].title));
  return `This section does not follow the filter ${names.join(' and ')}`;
}

/** What these filters are on the command line, which has none for free text. */
export function optionWords(unmet: readonly Unmet[], filters: FilterState): string[] {
  const words: string[] = [];
  for (const name of unmet) {
    if (name === 'day') {
      if (filters.from !== null) words.push('--since', filters.from);
      if (filters.to !== null) words.push('--until', filters.to);
    } else if (name !== 'text') {
      for (const value of filters.values.get(name) ?? []) words.push(`--${name}`, value);
    }
  }
  return words;
}
