import type { Database } from '../duckdb/database.ts';
import { unknown } from './condition.ts';
import type { Note } from './define-report.ts';
import type { LoadedReport } from './load-reports.ts';
import { sum } from './measure.ts';

/** What reports call a period for which `period_scale` says that it is big. */
export const bigPeriod =
  'a big period (over a million requests, and over 200,000 clients, counted day by day)';

/** What stands at a section by `column`, which rows of a big period leave out; `hits` counts requests. */
export function bigPeriodNote(column: 'day' | 'server', hits: string): Note {
  return {
    text: `{n} requests are not told apart by ${column}, as this is ${bigPeriod}: narrow it with --since and --until.`,
    measure: sum(hits, { where: unknown(column) }),
    onlyIfAny: true,
  };
}

/** Whether a period is big; false where no SELECT of these reports asks, which spares the look. */
export async function isBig(
  db: Database,
  reports: readonly LoadedReport[],
  { since, until }: { readonly since: string; readonly until: string },
): Promise<boolean> {
  const texts = reports.flatMap(({ sql }) => [...sql.values()]);
  if (!texts.some((text) => text.includes('$big'))) return false;
  const sql = 'select is_big from period_scale($since::timestamp, $until::timestamp)';
  return (await db.value(sql, { since, until })) === true;
}
