import type { Database } from '../../src/duckdb/database.ts';
import type { Table } from '../../src/reports/columns.ts';
import type { Facts } from '../../src/reports/define-report.ts';
import { FactsLoader } from '../../src/reports/facts-table.ts';

/** The rows of the table `relation` as columns; `numbers` has those of what is looked up. */
export async function loadFactsTable(
  db: Database,
  facts: Pick<Facts, 'columns'>,
  relation: string,
  numbers = relation,
): Promise<Table> {
  const loader = new FactsLoader(db, [facts]);
  try {
    return await (
      await loader.load({ facts, relation, numbers })
    ).table;
  } finally {
    await loader.drop();
  }
}
