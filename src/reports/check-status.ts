import { UsageError } from '../support/errors.ts';
import { allFacts, type LoadedReport } from './load-reports.ts';
import { unknownValue } from '../models/unknown-value.ts';

const httpStatus = /^(?:\d{1,3}|\dxx)$/i;

/**
 * Refuses values of `--status` that none of these reports can have: a report without rows is taken for
 * good news.
 * @throws UsageError `usage`, with the values there are.
 */
export function checkStatus(
  reports: readonly LoadedReport[],
  values: readonly string[] = [],
): void {
  const columns = reports
    .flatMap(({ report }) => allFacts(report))
    .flatMap((facts) => Object.values(facts.columns))
    .filter(({ dimension }) => dimension === 'status');
  // Of a text without an order nobody can say what it may be.
  if (columns.length === 0) return;
  if (columns.some(({ type, order }) => type === 'string' && order === undefined)) return;
  const words = new Set([...columns.flatMap(({ order }) => order ?? []), unknownValue]);
  const takesHttp = columns.some(({ type }) => type === 'integer');
  for (const value of values) {
    if (/[*?]/.test(value) || words.has(value.toLowerCase())) continue;
    if (takesHttp && httpStatus.test(value)) continue;
    const names = reports.map(({ report }) => report.name).join(', ');
    throw new UsageError('usage', `--status '${value}' fits nothing in ${names}`, {
      hint: `it takes ${takesHttp ? 'an HTTP status (401, 4xx), ' : ''}${[...words].join(', ')}`,
    });
  }
}
