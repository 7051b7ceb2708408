import { dayNumber, microsNumber, type Cell } from './columns.ts';
import type { SectionColumn } from './section-sql.ts';
import { escapeValue } from '../support/terminal.ts';
import { wallClock } from '../support/zone.ts';

/** A row's cells as a chart takes them: days and times as milliseconds on the clocks of `zone`. */
export function chartCells(
  cells: readonly (Cell | undefined)[],
  columns: readonly SectionColumn[],
  zone: string,
): Cell[] {
  return cells.map((cell, index) => {
    const type = columns[index]?.type;
    if (cell === undefined || cell === null) return type === 'string' ? '(unknown)' : null;
    if (typeof cell !== 'string') return Array.isArray(cell) ? cell.join(', ') : cell;
    if (type === 'date') return dayNumber(cell) * 86_400_000;
    if (type === 'timestamp') return wallClock(Math.floor(microsNumber(cell) / 1000), zone);
    // Vega joins marks by their text in a plain object, which this one name would break.
    return cell === '__proto__' ? `${cell}\u200b` : escapeValue(cell);
  });
}
