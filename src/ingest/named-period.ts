import path from 'node:path';

/** The period a log's name speaks of, in milliseconds UTC. */
export interface NamedPeriod {
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;

/** A log by weeks may go on for six days of the next month. */
const weekRest = 6 * dayMs;
const mostWeeks = 6;

/**
 * `u_ex240501.log`, `ex24050113.log` (hourly), `u_ex2405.log` (monthly), `u_ex240501_x.log`, `.gz`. A log by
 * weeks is called for the week of the month, `u_ex240502.log`: as one of the 2nd, on which it begins at the
 * earliest.
 */
export function namedPeriod(file: string): NamedPeriod | undefined {
  const digits = /^(?:u_)?(?:ex|nc|in)(\d{4}|\d{6}|\d{8})(?:_x)?\.log(?:\.\w+)?$/i.exec(
    path.basename(file),
  )?.[1];
  if (digits === undefined) return undefined;
  const [yy = 0, month = 1, day = 1, hour = 0] = (digits.match(/\d\d/g) ?? []).map(Number);
  const year = yy < 90 ? 2000 + yy : 1900 + yy;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23) return undefined;
  const from = Date.UTC(year, month - 1, day, hour);
  if (digits.length === 4) return { from, to: Date.UTC(year, month, 1) };
  if (digits.length === 8) return { from, to: from + dayMs / 24 };
  return { from, to: day > mostWeeks ? from + dayMs : Date.UTC(year, month, 1) + weekRest };
}

/**
 * The same files, those of one day together: what servers in a chain log of a request then comes at one
 * time, and each hour need not be paired anew for every server. Files without a day in their name
 * come last, otherwise as they were.
 */
export function dayByDay<T extends { readonly file: string }>(files: readonly T[]): T[] {
  const day = new Map(files.map((one) => [one, namedPeriod(one.file)?.from ?? Infinity]));
  return files.toSorted((a, b) => {
    const [of, than] = [day.get(a) ?? 0, day.get(b) ?? 0];
    return of === than ? 0 : of - than;
  });
}
