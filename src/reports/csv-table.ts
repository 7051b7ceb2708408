/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { ByteText } from '../support/output/byte-text.ts';
import { csvQuoted, formulaGuarded } from '../support/output/csv-cell.ts';
import { csvCellWriter, type CellWriter } from './csv-cells.ts';
import type { RowsView } from './section-rows.ts';
import type { SectionColumn } from './section-sql.ts';

const comma = 0x2c;
const newline = 0x0a;

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
    const numbers = figures.map((one) => one.numbers);
    const writers = figures.map((one) => csvCellWriter(out, one, raw));
    const count = Math.min(rowsAtOnce, view.length - from);
    for (let row = 0; row < count;) {
      row = writeRows(out, numbers, writers, row, count);
      if (out.isFull) yield out.take();
    }
  }
  yield out.take();
}

/** Writes rows up to `count`, or as many as make a piece: gives the next one. */
function writeRows(
  out: ByteText,
  numbers: readonly Float64Array[],
  writers: readonly CellWriter[],
  from: number,
  count: number,
): number {
  let row = from;
  while (row < count && !out.isFull) {
    const start = out.length;
    let isHere = true;
    for (let index = 0; index < writers.length && isHere; index++) {
      if (index > 0) out.byte(comma);
      isHere = writers[index]!(numbers[index]![row]!);
    }
    if (isHere) out.byte(newline);
    else out.cut(start);
    row += 1;
  }
  return row;
}
