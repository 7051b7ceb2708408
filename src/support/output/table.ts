import { escapeValue } from '../terminal.ts';
import { displayWidth, fitWidth } from './display-width.ts';
import type { OutputColumn, OutputResult } from './result.ts';

export interface TableOptions {
  /** Cells of the terminal; without it nothing is cut. */
  readonly width?: number;
  readonly color?: boolean;
  /** Learns at the end what the table could not show. */
  readonly onEnd?: (summary: TableSummary) => void;
}

export interface TableSummary {
  readonly rows: number;
  readonly cutCells: number;
  readonly hiddenColumns: number;
}

/** The widths are settled by this many rows; wider cells that come later are cut or stand out. */
const sampledRows = 1000;
const gap = '  ';
const narrowest = 4;

/** Columns side by side for a person's eyes: fits the terminal, cut cells end in `…`. */
export async function* tableText<T>(
  result: OutputResult<T>,
  options: TableOptions = {},
): AsyncGenerator<string> {
  const paint = painter(options.color === true);
  let layout: Layout | undefined;
  let waiting: Cell[][] = [];
  const summary = { rows: 0, cutCells: 0, hiddenColumns: 0 };
  const begin = (): string => {
    layout = layOut(result.columns, waiting, options.width);
    summary.hiddenColumns = layout.hidden;
    const text = headText(result.columns, layout, paint) + bodyText(waiting);
    waiting = [];
    return text;
  };
  const bodyText = (rows: readonly Cell[][]): string =>
    rows.map((row) => rowText(row, layout as Layout, paint, summary)).join('');

  for await (const rows of result.chunks()) {
    summary.rows += rows.length;
    const cells = rows.map((row) => row.map((value, i) => cellOf(result.columns[i], value)));
    if (layout !== undefined) yield bodyText(cells);
    else {
      waiting.push(...cells);
      if (waiting.length >= sampledRows) yield begin();
    }
  }
  if (layout === undefined) yield begin();
  options.onEnd?.(summary);
}

interface Cell {
  readonly text: string;
  readonly isNull: boolean;
}

function cellOf<T>(column: OutputColumn<T> | undefined, value: T): Cell {
  const text = column?.text(value) ?? null;
  if (text === null) return { text: 'NULL', isNull: true };
  // A text that says NULL must not look like one.
  return { text: text === 'NULL' ? '"NULL"' : escapeValue(text), isNull: false };
}

interface Layout {
  readonly widths: readonly number[];
  readonly numeric: readonly boolean[];
  /** Columns at the right that found no room. */
  readonly hidden: number;
  readonly cut: boolean;
}

function layOut<T>(
  columns: readonly OutputColumn<T>[],
  rows: readonly Cell[][],
  width: number | undefined,
): Layout {
  const natural = columns.map(({ name }, i) =>
    rows.reduce(
      (most, row) => Math.max(most, displayWidth(row[i]?.text ?? '')),
      displayWidth(escapeValue(name)),
    ),
  );
  const numeric = columns.map((column) => column.numeric);
  if (width === undefined) return { widths: natural, numeric, hidden: 0, cut: false };
  let count = natural.length;
  while (count > 1 && leastWidth(natural, count) > width) count--;
  const room = width - gap.length * (count - 1) - (count < natural.length ? gap.length + 1 : 0);
  const widths = shrink(natural.slice(0, count), room);
  return { widths, numeric, hidden: natural.length - count, cut: true };
}

function leastWidth(natural: readonly number[], count: number): number {
  const mark = count < natural.length ? gap.length + 1 : 0;
  return natural
    .slice(0, count)
    .reduce((sum, width, i) => sum + Math.min(width, narrowest) + (i > 0 ? gap.length : 0), mark);
}

/** Takes from the widest columns until all fit `room`. */
function shrink(natural: readonly number[], room: number): number[] {
  const sorted = [...natural].sort((a, b) => a - b);
  let rest = room;
  let limit = Number.POSITIVE_INFINITY;
  for (const [i, width] of sorted.entries()) {
    const share = Math.floor(rest / (sorted.length - i));
    if (width > share) {
      limit = share;
      break;
    }
    rest -= width;
  }
  return natural.map((width) => Math.max(1, Math.min(width, limit)));
}

type Paint = (kind: 'head' | 'faint', text: string) => string;

function painter(color: boolean): Paint {
  return (kind, text) => (color ? `\u001b[${kind === 'head' ? 1 : 2}m${text}\u001b[0m` : text);
}

function headText<T>(columns: readonly OutputColumn<T>[], layout: Layout, paint: Paint): string {
  const names = layout.widths.map((width, i) => {
    const name = escapeValue(columns[i]?.name ?? '');
    return padded(layout.cut ? fitWidth(name, width) : name, width, layout.numeric[i] === true);
  });
  const more = layout.hidden > 0 ? [...names, '…'] : names;
  const rules = layout.widths.map((width) => '─'.repeat(width));
  return `${paint('head', more.join(gap).trimEnd())}\n${paint('faint', rules.join(gap))}\n`;
}

function rowText(
  row: readonly Cell[],
  layout: Layout,
  paint: Paint,
  summary: { cutCells: number },
): string {
  const cells = layout.widths.map((width, i) => {
    const { text, isNull } = row[i] ?? { text: '', isNull: false };
    const fitted = layout.cut ? fitWidth(text, width) : text;
    if (fitted !== text) summary.cutCells++;
    const shown = padded(fitted, width, layout.numeric[i] === true);
    return isNull ? paint('faint', shown) : shown;
  });
  if (layout.hidden > 0) cells.push('…');
  return `${cells.join(gap).trimEnd()}\n`;
}

function padded(text: string, width: number, right: boolean): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return right ? fill + text : text + fill;
}
