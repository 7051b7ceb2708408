import { cellTexts } from './cell-text.ts';
import {
  codepageParameter,
  fileModeParameter,
  timestampFormatParameter,
  type TextFormat,
} from './output.ts';

const headersParameter = {
  name: 'headers',
  kind: 'auto',
  default: 'AUTO',
  doc: 'Write the column names first; AUTO leaves them out when adding to a file that has rows.',
} as const;

/** Comma-separated values as Log Parser writes them. */
export const csv: TextFormat = {
  name: 'CSV',
  title: 'Comma-separated values',
  parameters: [
    headersParameter,
    {
      name: 'oDQuotes',
      kind: 'auto',
      default: 'AUTO',
      doc: 'Put values in double quotes: all of them, none, or AUTO those that need it.',
    },
    { name: 'tabs', kind: 'switch', default: 'OFF', doc: 'Write a TAB after each comma.' },
    timestampFormatParameter,
    codepageParameter,
    fileModeParameter,
  ],
  start({ columns, settings, isAppending }) {
    const textsOf = cellTexts(columns, settings.text('oTsFormat'));
    const separator = settings.isOn('tabs') ? ',\t' : ',';
    const quoting = settings.text('oDQuotes');
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const cell = (text: string | null): string => {
      if (quoting === 'ON') return quote(text ?? '');
      if (text === null) return '';
      return quoting === 'AUTO' && /[,"\r\n]/.test(text) ? quote(text) : text;
    };
    const line = (cells: readonly (string | null)[]): string =>
      `${cells.map(cell).join(separator)}\n`;
    const headers = settings.text('headers');
    const hasHeaders = headers === 'ON' || (headers === 'AUTO' && !isAppending);
    return {
      begin: () => (hasHeaders ? line(columns.map(({ name }) => name)) : ''),
      rows: (rows) => [rows.map((row) => line(textsOf(row))).join('')],
      end: () => '',
    };
  },
};

/** Tab-separated values (or separated by any text): no quoting, as in the original. */
export const tsv: TextFormat = {
  name: 'TSV',
  title: 'Tab-separated values',
  parameters: [
    headersParameter,
    {
      name: 'oSeparator',
      kind: 'text',
      default: 'tab',
      doc: 'What stands between fields: `tab`, `space` or any text.',
    },
    timestampFormatParameter,
    codepageParameter,
    fileModeParameter,
  ],
  start({ columns, settings, isAppending }) {
    const textsOf = cellTexts(columns, settings.text('oTsFormat'));
    const separator = separatorText(settings.text('oSeparator'));
    const line = (cells: readonly (string | null)[]): string =>
      `${cells.map((text) => text ?? '').join(separator)}\n`;
    const headers = settings.text('headers');
    const hasHeaders = headers === 'ON' || (headers === 'AUTO' && !isAppending);
    return {
      begin: () => (hasHeaders ? line(columns.map(({ name }) => name)) : ''),
      rows: (rows) => [rows.map((row) => line(textsOf(row))).join('')],
      end: () => '',
    };
  },
};

/** `tab` and `space` by name, anything else as it stands. */
export function separatorText(word: string): string {
  const names: Readonly<Record<string, string>> = { tab: '\t', space: ' ' };
  return names[word.toLowerCase()] ?? word;
}
