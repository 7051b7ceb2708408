import type { Database } from '../duckdb/database.ts';
import { runStatements } from '../duckdb/statements.ts';
import type { Table } from './columns.ts';
import type { Facts } from './define-report.ts';
import { TableBuilder, transportSql } from './encode.ts';
import { name } from './sql-fragments.ts';

/** Reads the relation `facts` (a table of the facts' rows) into columns, in a total order of rows. */
export async function loadFactsTable(
  db: Database,
  facts: Pick<Facts, 'columns'>,
  relation: string,
): Promise<Table> {
  const columns = Object.entries(facts.columns);
  const selected = columns.map(
    ([id, { type }]) => `${transportSql(name(id), type)} as ${name(id)}`,
  );
  const order = columns.map((_, index) => String(index + 1)).join(', ');
  const sql = `select ${selected.join(', ')} from ${relation} order by ${order}`;
  const builder = new TableBuilder(facts.columns);
  for await (const { raw } of runStatements(db, sql, relation)) {
    for await (const chunk of raw.chunks()) {
      builder.add(
        chunk.rowCount,
        columns.map((_, index) => chunk.getColumnValues(index)),
      );
    }
  }
  return builder.finish();
}
