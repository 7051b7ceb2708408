import type { Traffic } from '../parsers/eas/traffic.ts';

/** What an ingest keeps. Times are UTC as DuckDB writes them: `2024-05-01 00:00:00`. */
export interface Filter {
  readonly traffic: Traffic;
  readonly since?: string;
  /** The first moment that is not kept. */
  readonly until?: string;
}

/** The lines of a file that were offered to a filter before. */
export interface Load {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly filter: Filter;
}

const width: Readonly<Record<Traffic, number>> = { mobile: 0, web: 1, all: 2 };

/** Whether everything `narrow` keeps is kept by `wide` too. */
export function isCovered(narrow: Filter, wide: Filter): boolean {
  return (
    width[wide.traffic] >= width[narrow.traffic] &&
    (wide.since === undefined || (narrow.since !== undefined && wide.since <= narrow.since)) &&
    (wide.until === undefined || (narrow.until !== undefined && wide.until >= narrow.until))
  );
}

/** Whether `filter` can bring anything new from the first `lines` lines after `loads`. */
export function bringsMore(filter: Filter, loads: readonly Load[], lines: number): boolean {
  let covered = 0;
  const wide = loads
    .filter((load) => isCovered(filter, load.filter))
    .sort((a, b) => a.firstLine - b.firstLine);
  for (const load of wide) {
    if (load.firstLine <= covered + 1) covered = Math.max(covered, load.lastLine);
  }
  return covered < lines;
}

/** `loads` with one more; neighbours of one filter become one, what the new one covers goes. */
export function addLoad(loads: readonly Load[], load: Load): Load[] {
  const rest = loads.filter(
    (each) =>
      !(
        each.firstLine >= load.firstLine &&
        each.lastLine <= load.lastLine &&
        isCovered(each.filter, load.filter)
      ),
  );
  const before = rest.find(
    ({ lastLine, filter }) => lastLine + 1 === load.firstLine && isSame(filter, load.filter),
  );
  if (before === undefined) return [...rest, load];
  return [...rest.filter((each) => each !== before), { ...load, firstLine: before.firstLine }];
}

/** `loads` as if there were only so many lines. */
export function loadsUpTo(loads: readonly Load[], lines: number): Load[] {
  return loads
    .filter(({ firstLine }) => firstLine <= lines)
    .map((load) => ({ ...load, lastLine: Math.min(load.lastLine, lines) }));
}

function isSame(a: Filter, b: Filter): boolean {
  return a.traffic === b.traffic && a.since === b.since && a.until === b.until;
}
