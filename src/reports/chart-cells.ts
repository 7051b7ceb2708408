import { dayNumber, microsNumber, type Cell } from './columns.ts';
import type { RowsView } from './section-rows.ts';
import type { SectionColumn } from './section-sql.ts';
import { escapeValue } from '../support/terminal.ts';
import { wallClock } from '../support/zone.ts';
import { unknownValue } from '../models/unknown-value.ts';

/** A row as Vega gets it: `c0`, `c1`, ... and `row`, the place in the section. */
export type ChartRow = Readonly<Record<string, Cell>>;

/** The first rows of a section as a chart takes them; of a day or time not known none: it has no place. */
export function chartRows(
  view: Pick<RowsView, 'length' | 'at'>,
  columns: readonly SectionColumn[],
  limit: number,
  zone: string,
): ChartRow[] {
  const isTime = columns[0]?.type === 'date' || columns[0]?.type === 'timestamp';
  return Array.from({ length: Math.min(limit, view.length) }, (_, row) => ({
    row,
    cells: chartCells(view.at(row), columns, zone),
  }))
    .filter(({ cells }) => !(isTime && cells[0] === null))
    .map(({ row, cells }) =>
      Object.fromEntries([['row', row], ...cells.map((cell, i) => [`c${i}`, cell] as const)]),
    );
}

/** A row's cells as a chart takes them: days and times as milliseconds on the clocks of `zone`. */
export function chartCells(
  cells: readonly (Cell | undefined)[],
  columns: readonly SectionColumn[],
  zone: string,
): Cell[] {
  return cells.map((cell, index) => {
    const type = columns[index]?.type;
    if (cell === undefined || cell === null) return type === 'string' ? unknownValue : null;
    if (typeof cell !== 'string') return Array.isArray(cell) ? cell.join(', ') : cell;
    if (type === 'date') return dayNumber(cell) * 86_400_000;
    if (type === 'timestamp') return wallClock(Math.floor(microsNumber(cell) / 1000), zone);
    // Vega joins marks by their text in a plain object, which this one name would break.
    return cell === '__proto__' ? `${cell}\u200b` : escapeValue(cell);
  });
}
