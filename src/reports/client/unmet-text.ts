import { dimensions } from '../dimensions.ts';
import type { Unmet } from '../filter-state.ts';
import type { Filtered } from './facts-filter.ts';

/** Whether there is a command that follows some of these filters. */
export function hasCommand(
  { notKnown, notHere }: Filtered['unmet'],
  beyond: readonly Unmet[],
): boolean {
  return [...notKnown, ...notHere].some((one) => one !== 'text' && !beyond.includes(one));
}

/**
 * Says which filters a section does not follow, and why. `beyond`: no command does either. `isPartial`: its
 * table lacks rows. `hasText`: the reader looks for free text, whether the section follows it or not.
 */
export function unmetText(
  unmet: Filtered['unmet'],
  beyond: readonly Unmet[],
  isPartial: boolean,
  hasText: boolean,
): string {
  const { notKnown, notHere } = unmet;
  const never = notKnown.filter((one) => beyond.includes(one));
  const byCommand = notKnown.filter((one) => one !== 'text' && !beyond.includes(one));
  const sentences: string[] = [];
  if (byCommand.length > 0) {
    sentences.push(`${notFollowed(byCommand)}, over all of which its rows were worked out.`);
  }
  if (never.length > 0) sentences.push(`${notFollowed(never)}; nor does any command.`);
  if (notHere.length > 0) {
    sentences.push(
      `${notFollowed(notHere)}: this page does not hold all texts of these rows.`,
      ...(notHere.includes('text') && isPartial
        ? ['Its table has what is found of those here.']
        : []),
    );
  }
  if (notKnown.includes('text')) {
    sentences.push(
      'This section does not look for free text: its rows do not tell both users and devices.',
    );
  }
  const isTextUnmet = [...notKnown, ...notHere].includes('text');
  if (isTextUnmet || (hasText && hasCommand(unmet, beyond))) {
    sentences.push('The command line has no free text: it takes --user and --device.');
  }
  return sentences.join(' ');
}

function notFollowed(unmet: readonly Unmet[]): string {
  const names = unmet.map((name) => (name === 'text' ? 'free text' : dimensions[name].title));
  return `This section does not follow the filter${names.length === 1 ? '' : 's'} ${names.join(' and ')}`;
}
