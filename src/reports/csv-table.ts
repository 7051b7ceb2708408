/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { ByteText } from '../support/output/byte-text.ts';
import { csvQuoted, formulaGuarded } from '../support/output/csv-cell.ts';
import { csvCellWriter, type CellWriter } from './csv-cells.ts';
import type { RowsView } from './section-rows.ts';
import type { SectionColumn } from './section-sql.ts';

const comma = 0x2c;
const newline = 0x0a;

interface CellColumn {
  readonly numbers: Float64Array;
  /** The cells are the numbers themselves. */
  readonly isNumber: boolean;
  readonly write: CellWriter;
}

/** Rows that are taken out of a view at a time. */
const rowsAtOnce = 1 << 14;

/**
 * A section's rows, in pieces, as the CSV that `easel report --format csv` writes; rows that are not all
 * here are left out. `raw` leaves text as it is, formulas too.
 */
export function* csvPieces(
  columns: readonly SectionColumn[],
  view: RowsView,
  raw = false,
): Generator<Uint8Array<ArrayBuffer>> {
  const out = new ByteText();
  // The columns of a query are known by their titles.
  const names = columns.map(({ name, title, format }) => (format === 'plain' ? title : name));
  out.text(`${names.map((name) => csvQuoted(raw ? name : formulaGuarded(name))).join(',')}\n`);
  for (let from = 0; from < view.length; from += rowsAtOnce) {
    const figures = view.columns(from, from + rowsAtOnce);
    const cells = figures.map((one): CellColumn => ({
      numbers: one.numbers,
      isNumber: one.column === undefined,
      write: csvCellWriter(out, one, raw),
    }));
    const count = Math.min(rowsAtOnce, view.length - from);
    for (let row = 0; row < count;) {
      row = writeRows(out, cells, row, count);
      if (out.isFull) yield out.take();
    }
  }
  yield out.take();
}

function isDigit(number: number): boolean {
  return number < 10 && number >= 0 && (number | 0) === number;
}

/** Writes rows up to `count`, or as many as make a piece: gives the next one. */
function writeRows(
  out: ByteText,
  cells: readonly CellColumn[],
  from: number,
  count: number,
): number {
  let row = from;
  while (row < count && !out.isFull) {
    const start = out.length;
    let isHere = true;
    for (let index = 0; index < cells.length && isHere; index++) {
      const { numbers, isNumber, write } = cells[index]!;
      const number = numbers[row]!;
      if (isNumber && index > 0 && isDigit(number)) out.digitAfter(comma, number);
      else {
        if (index > 0) out.byte(comma);
        isHere = write(number);
      }
    }
    if (isHere) out.byte(newline);
    else out.cut(start);
    row += 1;
  }
  return row;
}
