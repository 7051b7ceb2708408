import { cellTexts } from './cell-text.ts';
import { codepageParameter, fileModeParameter, type TextFormat } from './output.ts';

const defaultBatch = 10;

/** Log Parser's native table: batches of `rtp` rows, each as wide as its widest values. */
export const nat: TextFormat = {
  name: 'NAT',
  title: 'Tables in plain text',
  isPaged: true,
  parameters: [
    { name: 'rtp', kind: 'number', default: '10', doc: 'Rows of a batch; -1 = one table.' },
    { name: 'headers', kind: 'switch', default: 'ON', doc: 'Print the column names.' },
    { name: 'spaceCol', kind: 'switch', default: 'ON', doc: 'Pad columns to one width.' },
    { name: 'rAlign', kind: 'switch', default: 'OFF', doc: 'Align columns to the right.' },
    { name: 'colSep', kind: 'text', default: ' ', doc: 'Text between columns.' },
    {
      name: 'direct',
      kind: 'switch',
      default: 'OFF',
      doc: 'Write each row at once, without padding.',
    },
    codepageParameter,
    fileModeParameter,
  ],
  start({ columns, settings }) {
    const textsOf = cellTexts(columns);
    const names = columns.map(({ name }) => name);
    const separator = settings.text('colSep');
    const hasHeaders = settings.isOn('headers');
    const isDirect = settings.isOn('direct');
    const isPadded = settings.isOn('spaceCol') && !isDirect;
    const isRight = settings.isOn('rAlign');
    const rtp = settings.number('rtp');
    const batch = isDirect || rtp < 0 ? Infinity : rtp === 0 ? defaultBatch : rtp;
    let waiting: string[][] = [];

    const line = (cells: readonly string[], widths: readonly number[]): string =>
      `${cells
        .map((cell, i) => {
          const gap = ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(cell)));
          return isRight ? gap + cell : cell + gap;
        })
        .join(separator)}\n`;
    const heading = (widths: readonly number[]): string =>
      hasHeaders
        ? line(names, widths) +
          line(
            names.map((name, i) => '-'.repeat(Math.max(1, widths[i] ?? 0, width(name)))),
            widths,
          )
        : '';
    const page = (rows: readonly string[][]): string => {
      const widths = isPadded ? widestOf(hasHeaders ? [names, ...rows] : rows) : [];
      return heading(widths) + rows.map((row) => line(row, widths)).join('');
    };

    return {
      begin: () => (isDirect ? heading([]) : ''),
      rows(rows) {
        const cells = rows.map((row) => textsOf(row).map((text) => text ?? '-'));
        if (isDirect) return [cells.map((row) => line(row, [])).join('')];
        for (const row of cells) waiting.push(row);
        const pages: string[] = [];
        while (waiting.length > batch) {
          pages.push(page(waiting.slice(0, batch)));
          waiting = waiting.slice(batch);
        }
        return pages;
      },
      end: () => (waiting.length > 0 ? page(waiting) : ''),
    };
  },
};

function widestOf(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, width(cell));
  }
  return widths;
}

/** Code points, not UTF-16 units: an emoji does not shift the columns after it by one. */
function width(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) {
      count--;
      i++;
    }
  }
  return count;
}
