import { escapeText } from '../terminal.ts';
import type { OutputColumn, OutputResult } from './result.ts';

export interface JsonOptions {
  /** A person reads along: what JSON leaves bare (C1, bidirectional controls) is shown, not sent. */
  readonly terminal?: boolean;
}

/** One array of objects, one object a line. */
export async function* jsonText<T>(
  result: OutputResult<T>,
  options: JsonOptions = {},
): AsyncGenerator<string> {
  let before = '[\n';
  for await (const objects of objectTexts(result, options)) {
    yield before + objects.join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** One object a line, without an array around them. */
export async function* jsonLinesText<T>(
  result: OutputResult<T>,
  options: JsonOptions = {},
): AsyncGenerator<string> {
  for await (const objects of objectTexts(result, options)) yield `${objects.join('\n')}\n`;
}

async function* objectTexts<T>(
  result: OutputResult<T>,
  { terminal = false }: JsonOptions,
): AsyncGenerator<string[]> {
  const keys = result.columns.map(({ name }) => `${JSON.stringify(name)}:`);
  for await (const rows of result.chunks()) {
    if (rows.length === 0) continue;
    yield rows.map((row) => {
      const text = objectText(result.columns, keys, row);
      return terminal ? escapeText(text) : text;
    });
  }
}

function objectText<T>(
  columns: readonly OutputColumn<T>[],
  keys: readonly string[],
  row: readonly T[],
): string {
  let text = '{';
  for (const [i, column] of columns.entries()) {
    if (i > 0) text += ',';
    text += (keys[i] ?? '') + column.json(row[i] as T);
  }
  return `${text}}`;
}
