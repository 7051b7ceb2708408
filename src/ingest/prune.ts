import path from 'node:path';
import type { Filter } from './filter.ts';

/** The period a log's name speaks of, in milliseconds UTC. */
interface NamedPeriod {
  readonly from: number;
  readonly to: number;
}

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
  const named = namedPeriod(path.basename(file));
  if (named !== undefined && named.to + dayMs <= from) return 'by its name it ends before --since';
  if (named !== undefined && named.from - dayMs >= to) return 'by its name it begins after --until';
  if (modifiedAt.getTime() + dayMs < from) return 'it was last written before --since';
  return undefined;
}

function asMs(time: string): number {
  return Date.parse(`${time.replace(' ', 'T')}Z`);
}

/** `u_ex240501.log`, `ex24050113.log` (hourly), `u_ex2405.log` (monthly), `u_ex240501_x.log`, `.gz`. */
function namedPeriod(name: string): NamedPeriod | undefined {
  const digits = /^(?:u_)?(?:ex|nc|in)(\d{4}|\d{6}|\d{8})(?:_x)?\.log(?:\.\w+)?$/i.exec(name)?.[1];
  if (digits === undefined) return undefined;
  const [yy = 0, month = 1, day = 1, hour = 0] = (digits.match(/\d\d/g) ?? []).map(Number);
  const year = yy < 90 ? 2000 + yy : 1900 + yy;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23) return undefined;
  const from = Date.UTC(year, month - 1, day, hour);
  if (digits.length === 4) return { from, to: Date.UTC(year, month, 1) };
  return { from, to: from + (digits.length === 6 ? dayMs : dayMs / 24) };
}
