import { defineFacts, type ColumnType, type Facts } from '../../src/reports/define-report.ts';

/** Facts of which only the columns matter. */
export function factsOf(types: Readonly<Record<string, ColumnType>>): Facts {
  const columns = Object.entries(types).map(([name, type]) => [name, { type, doc: '' }] as const);
  return defineFacts({ sql: 'facts.sql', grain: 'a row', columns: Object.fromEntries(columns) });
}
