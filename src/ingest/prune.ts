import type { Filter } from './filter.ts';
import { namedPeriod } from './named-period.ts';

const dayMs = 86_400_000;

/**
 * Why a file cannot hold anything of the kept period, by its name and time alone; undefined where it
 * may. Names may be of local days, so a day more is left on either side.
 */
export function pruneReason(
  file: string,
  modifiedAt: Date,
  { since, until }: Filter,
): string | undefined {
  const from = since === undefined ? -Infinity : asMs(since);
  const to = until === undefined ? Infinity : asMs(until);
  const named = namedPeriod(file);
  if (named !== undefined && named.to + dayMs <= from) return 'by its name it ends before --since';
  if (named !== undefined && named.from - dayMs >= to) return 'by its name it begins after --until';
  if (modifiedAt.getTime() + dayMs < from) return 'it was last written before --since';
  return undefined;
}

function asMs(time: string): number {
  return Date.parse(`${time.replace(' ', 'T')}Z`);
}
