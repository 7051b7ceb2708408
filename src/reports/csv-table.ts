import { utcText, type Cell } from './columns.ts';
import { isNumeric } from './cell-text.ts';
import { formulaGuarded, csvQuoted } from '../support/output/csv-cell.ts';
import type { RowsView } from './section-rows.ts';
import type { SectionColumn } from './section-sql.ts';

/** A section's rows as the CSV that `easel report --format csv` writes. */
export function csvTable(columns: readonly SectionColumn[], view: RowsView): string {
  // The columns of a query are known by their titles.
  const names = columns.map(({ name, title, format }) => (format === 'plain' ? title : name));
  const lines = [names.map((name) => csvQuoted(formulaGuarded(name))).join(',')];
  for (let row = 0; row < view.length; row++) {
    const cells = view.at(row);
    if (cells.includes(undefined)) continue;
    lines.push(columns.map((column, index) => csvCell(cells[index] ?? null, column)).join(','));
  }
  return `${lines.join('\n')}\n`;
}

function csvCell(cell: Cell, column: SectionColumn): string {
  if (cell === null) return '';
  if (isNumeric(column)) return String(cell);
  if (typeof cell === 'string' && column.type === 'timestamp') return csvQuoted(utcText(cell));
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return csvQuoted(formulaGuarded(text));
}
