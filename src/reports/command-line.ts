import type { DimensionName } from './dimensions.ts';
import type { FilterState } from './filter-state.ts';
import { shellWord } from '../support/shell-word.ts';

/** `--since 2024-05-01`, `--probes`. */
export type CommandOption = readonly [name: string, value?: string];

/**
 * What these filters of a page are on the command line, which has none for free text; one that follows on
 * another of the same name there takes its place, as it lies within.
 */
export function withFilters(
  options: readonly CommandOption[],
  { values, from, to }: FilterState,
  without: readonly DimensionName[],
): CommandOption[] {
  const own: CommandOption[] = [];
  if (!without.includes('day')) {
    if (from !== null) own.push(['since', from]);
    if (to !== null) own.push(['until', to]);
  }
  for (const [name, some] of values) {
    if (!without.includes(name)) for (const value of some) own.push([name, value]);
  }
  const replaced = new Set(own.map(([name]) => name));
  return [...options.filter(([name]) => !replaced.has(name)), ...own];
}

/** `easel report heartbeat --since 2024-05-01`, for a shell. */
export function commandLine(report: string, options: readonly CommandOption[]): string {
  const words = options.flatMap(([name, value]) =>
    value === undefined ? [`--${name}`] : [`--${name}`, value],
  );
  return ['easel', 'report', report, ...words].map((word) => shellWord(word)).join(' ');
}
