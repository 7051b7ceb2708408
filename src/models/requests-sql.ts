import { quotedIdentifier } from '../duckdb/sql-text.ts';

/** Columns of requests that a view computes, by name, from a relation called `rows`. */
const computed: Readonly<Record<string, string>> = {
  started_at: 'started_at(rows.requested_at, rows.time_taken_ms)',
  log_tokens: 'log_tokens(rows.log_text)',
};

/** The SELECT list of a view over `rows`: `columns` as they stand there, or as `more` says. */
export function requestList(
  columns: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string>> = {},
): string {
  const expressions: Readonly<Record<string, string>> = { ...computed, ...more };
  return Object.keys(columns)
    .map((name) => {
      const own = quotedIdentifier(name);
      const expression = expressions[name];
      return expression === undefined ? `  rows.${own}` : `  ${expression} as ${own}`;
    })
    .join(',\n');
}
