/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { ByteText } from '../support/output/byte-text.ts';
import { csvQuoted, formulaGuarded } from '../support/output/csv-cell.ts';
import { csvCellWriter, type CellWriter } from './csv-cells.ts';
import type { Figures } from './measure-loop.ts';
import type { SectionColumn } from './section-sql.ts';

const comma = 0x2c;
const newline = 0x0a;

interface CellColumn {
  readonly numbers: Float64Array;
  /** The cells are the numbers themselves. */
  readonly isNumber: boolean;
  /** What stands before its cells in each row: separators, and cells that are the same in all rows. */
  readonly before: Uint8Array;
  readonly write: CellWriter;
}

/**
 * A section's rows, in pieces, as the CSV that `easel report --format csv` writes; rows that are not all
 * here are left out. `raw` leaves text as it is, formulas too.
 */
export function* csvPieces(
  columns: readonly SectionColumn[],
  figures: readonly Figures[],
  raw = false,
): Generator<Uint8Array<ArrayBuffer>> {
  const out = new ByteText();
  // The columns of a query are known by their titles.
  const names = columns.map(({ name, title, format }) => (format === 'plain' ? title : name));
  out.text(`${names.map((name) => csvQuoted(raw ? name : formulaGuarded(name))).join(',')}\n`);
  const { cells, end } = cellColumns(out, figures, raw);
  const count = figures[0]?.numbers.length ?? 0;
  for (let row = 0; row < count;) {
    row = writeRows(out, cells, end, row, count);
    if (out.isFull) yield out.take();
  }
  yield out.take();
}

/** The columns whose cells are to be written, and what ends each row. */
function cellColumns(
  out: ByteText,
  figures: readonly Figures[],
  raw: boolean,
): { cells: readonly CellColumn[]; end: Uint8Array } {
  const cells: CellColumn[] = [];
  const before = new ByteText();
  for (const [index, one] of figures.entries()) {
    if (index > 0) before.byte(comma);
    const { numbers, column } = one;
    const known = before.length;
    if (isSame(numbers) && csvCellWriter(before, one, raw)(numbers[0]!)) continue;
    before.cut(known);
    cells.push({
      numbers,
      isNumber: column === undefined,
      before: before.slice(),
      write: csvCellWriter(out, one, raw),
    });
    before.cut(0);
  }
  before.byte(newline);
  return { cells, end: before.slice() };
}

function isSame(numbers: Float64Array): boolean {
  const [first] = numbers;
  return first !== undefined && numbers.every((number) => Object.is(number, first));
}

/** Writes rows up to `count`, or as many as make a piece: gives the next one. */
function writeRows(
  out: ByteText,
  cells: readonly CellColumn[],
  end: Uint8Array,
  from: number,
  count: number,
): number {
  let row = from;
  while (row < count && !out.isFull) {
    const start = out.length;
    let isHere = true;
    for (let index = 0; index < cells.length && isHere; index++) {
      const { numbers, isNumber, before, write } = cells[index]!;
      const number = numbers[row]!;
      out.bytes(before);
      if (isNumber && number < 10 && number >= 0 && (number | 0) === number) out.digit(number);
      else isHere = write(number);
    }
    if (isHere) out.bytes(end);
    else out.cut(start);
    row += 1;
  }
  return row;
}
