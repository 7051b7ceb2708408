import { escapeValue } from '../terminal.ts';
import { csvQuoted, formulaGuarded } from './csv-cell.ts';
import type { OutputColumn, OutputResult } from './result.ts';

export interface CsvOptions {
  /** A person reads along: control characters are shown, not sent. */
  readonly terminal?: boolean;
  /** Puts `'` before text cells that a spreadsheet would take for a formula. */
  readonly guardFormulas?: boolean;
}

/** RFC 4180 with LF; NULL is an empty cell, the empty text `""`. One string a chunk of rows. */
export async function* csvText<T>(
  result: OutputResult<T>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  const cell = cellWriter(options);
  yield `${result.columns.map(({ name }) => csvQuoted(shown(name, options))).join(',')}\n`;
  for await (const rows of result.chunks()) {
    let text = '';
    for (const row of rows) {
      for (const [i, column] of result.columns.entries()) {
        if (i > 0) text += ',';
        text += cell(column, row[i] as T);
      }
      text += '\n';
    }
    yield text;
  }
}

function cellWriter(options: CsvOptions): <T>(column: OutputColumn<T>, value: T) => string {
  return (column, value) => {
    const text = column.text(value);
    if (text === null) return '';
    if (column.numeric) return text;
    const guarded = options.guardFormulas === true ? formulaGuarded(text) : text;
    return csvQuoted(shown(guarded, options));
  };
}

function shown(text: string, options: CsvOptions): string {
  return options.terminal === true ? escapeValue(text) : text;
}
