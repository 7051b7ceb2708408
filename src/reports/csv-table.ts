import type { Cell } from './columns.ts';
import { isNumeric } from './cell-text.ts';
import { formulaGuarded, csvQuoted } from '../support/output/csv-cell.ts';
import type { RowsView } from './section-rows.ts';
import type { SectionColumn } from './section-sql.ts';

/** Rows of one piece of text: in a longer one the collector walks over parts not yet put together. */
const rowsAtOnce = 64;

/** A section's rows as the CSV that `easel report --format csv` writes; rows that are not all here are left out. */
export function csvTable(columns: readonly SectionColumn[], view: RowsView): string {
  return [...csvPieces(columns, view)].join('');
}

/** The same in pieces of some rows; `raw` leaves text as it is, formulas too. */
export function* csvPieces(
  columns: readonly SectionColumn[],
  view: RowsView,
  raw = false,
): Generator<string> {
  // The columns of a query are known by their titles.
  const names = columns.map(({ name, title, format }) => (format === 'plain' ? title : name));
  let text = `${names.map((name) => csvQuoted(raw ? name : formulaGuarded(name))).join(',')}\n`;
  const writers = columns.map((column) => cellWriter(column, raw));
  for (let row = 0; row < view.length; row++) {
    const cells = view.at(row);
    if (!cells.includes(undefined)) {
      for (const [index, write] of writers.entries()) {
        if (index > 0) text += ',';
        text += write(cells[index] ?? null);
      }
      text += '\n';
    }
    if (row % rowsAtOnce === rowsAtOnce - 1) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/** How the cells of a column are written; the text before is remembered, as many rows repeat it. */
function cellWriter(column: SectionColumn, raw: boolean): (cell: Cell) => string {
  if (isNumeric(column)) return (cell) => (cell === null ? '' : String(cell));
  const isTime = column.type === 'timestamp';
  let before: Cell = null;
  let written = '';
  return (cell) => {
    if (cell === before) return written;
    before = cell;
    if (cell === null) written = '';
    else if (isTime && typeof cell === 'string') written = isoText(cell);
    else {
      const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
      written = csvQuoted(raw ? text : formulaGuarded(text));
    }
    return written;
  };
}

/** `2024-05-01 07:00:00.5` as `2024-05-01T07:00:00.500Z`: no digits behind the second, three, or six. */
function isoText(timestamp: string): string {
  const text = timestamp.replace(' ', 'T');
  const point = text.indexOf('.');
  if (point < 0) return `${text}Z`;
  const digits = text.length - point - 1;
  return `${text.padEnd(text.length + (digits > 3 ? 6 : 3) - digits, '0')}Z`;
}
