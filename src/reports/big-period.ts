import { unknown } from './condition.ts';
import type { Note } from './define-report.ts';
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
