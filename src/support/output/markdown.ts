import { escapeValue } from '../terminal.ts';
import type { OutputResult } from './result.ts';

export interface MarkdownOptions {
  /** A person reads along: control characters are shown, not sent. */
  readonly terminal?: boolean;
}

/** A table of GitHub's Markdown; no value can become markup. NULL is an empty cell. */
export async function* markdownText<T>(
  result: OutputResult<T>,
  { terminal = false }: MarkdownOptions = {},
): AsyncGenerator<string> {
  const cell = (text: string): string => markdownCell(terminal ? escapeValue(text) : text);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  yield (
    line(result.columns.map(({ name }) => cell(name))) +
    line(result.columns.map(({ numeric }) => (numeric ? '---:' : '---')))
  );
  for await (const rows of result.chunks()) {
    let text = '';
    for (const row of rows) {
      text += line(result.columns.map((column, i) => cell(column.text(row[i] as T) ?? '')));
    }
    yield text;
  }
}

/** `text` as the content of one Markdown table cell. */
export function markdownCell(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\|`*[\]~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/\r\n|[\r\n]/g, '<br>');
}
