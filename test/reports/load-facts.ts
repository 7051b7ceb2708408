import type { Database } from '../../src/duckdb/database.ts';
import type { Table } from '../../src/reports/columns.ts';
import type { Facts } from '../../src/reports/define-report.ts';
import { loadFactsTables } from '../../src/reports/facts-table.ts';

/** The rows of the table `relation` as columns. */
export async function loadFactsTable(
  db: Database,
  facts: Pick<Facts, 'columns'>,
  relation: string,
): Promise<Table> {
  for await (const [, table] of loadFactsTables(db, [{ facts, relation }])) return table;
  throw new Error('no table was loaded');
}
