import type { Value } from '../../duckdb/values.ts';
import { UsageError } from '../../support/errors.ts';
import type { Parameter } from '../command-line-parameters.ts';
import { cellTexts } from './cell-text.ts';
import type { OutputColumn, RecordOutput } from './output.ts';
import { writeFileWhole } from './sink.ts';

export const datagridParameters: readonly Parameter[] = [
  { name: 'rtp', kind: 'number', default: '10', doc: 'Of no meaning here: the page has pages.' },
  { name: 'autoScroll', kind: 'switch', default: 'ON', doc: 'Of no meaning here.' },
];

/** A column of a page. */
export interface GridColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number';
}

/** The page that the reports' table makes of rows. */
export interface GridPage {
  add(rows: readonly (readonly (string | number | null)[])[]): void;
  html(): Promise<string>;
}

/** Makes a page, which is not for this folder to know how. */
export type MakeGrid = (columns: readonly GridColumn[]) => Promise<GridPage>;

export interface GridOptions {
  readonly columns: readonly OutputColumn[];
  readonly target: string;
  readonly stdout: NodeJS.WritableStream;
  readonly makeGrid: MakeGrid;
}

/** More than this no browser pages through. */
const mostRows = 1_000_000;

/** Log Parser's window with all rows, as a page for the browser; written when all have come. */
export function datagrid({ columns, target, stdout, makeGrid }: GridOptions): RecordOutput {
  const chunks: (readonly (readonly Value[])[])[] = [];
  let count = 0;
  return {
    write(rows) {
      chunks.push(rows);
      count += rows.length;
      if (count <= mostRows) return Promise.resolve();
      throw new UsageError('too-many-rows', `a page of more than ${mostRows} rows opens nowhere`, {
        hint: 'group the rows, take the first ones with TOP, or write them with -o:CSV',
      });
    },
    async commit() {
      if (count === 0) return;
      const shown = gridColumns(columns, chunks);
      const page = await makeGrid(shown);
      const textsOf = cellTexts(columns);
      for (const rows of chunks) {
        page.add(
          rows.map((row) => {
            const texts = textsOf(row);
            return shown.map(({ type }, i) =>
              type === 'string' ? (texts[i] ?? null) : ((row[i] ?? null) as number | null),
            );
          }),
        );
      }
      const html = await page.html();
      if (target === 'STDOUT') stdout.write(html);
      else await writeFileWhole(target, Buffer.from(html));
    },
    abort: () => Promise.resolve(),
  };
}

/** Numbers stay numbers where JavaScript holds them exactly; times are shown, and sorted, as text. */
function gridColumns(
  columns: readonly OutputColumn[],
  chunks: readonly (readonly (readonly Value[])[])[],
): GridColumn[] {
  return columns.map(({ name, type }, i) => {
    const isNumber = type === 'INTEGER' || type === 'REAL';
    const isHeld =
      isNumber &&
      chunks.every((rows) =>
        rows.every((row) => {
          const value = row[i] ?? null;
          return value === null || (typeof value === 'number' && Number.isFinite(value));
        }),
      );
    if (!isHeld) return { name, type: 'string' };
    return { name, type: type === 'INTEGER' ? 'integer' : 'number' };
  });
}
