import type { Parameter } from '../command-line-parameters.ts';
import { cellTexts } from './cell-text.ts';
import { htmlText, htmlPage } from './html-page.ts';
import type { TextFormat } from './output.ts';

export const datagridParameters: readonly Parameter[] = [
  { name: 'rtp', kind: 'number', default: '10', doc: 'Of no meaning here: the page scrolls.' },
  { name: 'autoScroll', kind: 'switch', default: 'ON', doc: 'Of no meaning here.' },
];

/** Log Parser's window with all rows, as a page for the browser: no script, nothing loaded. */
export const datagrid: TextFormat = {
  name: 'DATAGRID',
  title: 'A table in a page for the browser',
  parameters: datagridParameters,
  start({ columns, now }) {
    const textsOf = cellTexts(columns);
    const isNumber = columns.map(({ type }) => type === 'INTEGER' || type === 'REAL');
    const cell = (text: string | null, i: number): string => {
      const style = isNumber[i] === true ? ' class="n"' : '';
      if (text === null) return `<td${style}>–</td>`;
      return `<td${style}>${htmlText(isNumber[i] === true ? text : guarded(text))}</td>`;
    };
    const page = htmlPage('Query result', now);
    const heads = columns
      .map(
        ({ name }, i) =>
          `<th scope="col"${isNumber[i] === true ? ' class="n"' : ''}>${htmlText(name)}</th>`,
      )
      .join('');
    return {
      begin: () => `${page.begin}<table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n`,
      rows: (rows) => [rows.map((row) => `<tr>${textsOf(row).map(cell).join('')}</tr>\n`).join('')],
      end: () => `</tbody>\n</table>\n${page.end}`,
    };
  },
};

/** A table is copied into spreadsheets: a value must not become a formula there. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
