import type { Settings } from '../command-line-parameters.ts';
import { recordsOf, type FieldSplitting } from './csv-records.ts';
import type { InputWorld } from './input.ts';
import { linesOf, type DecodeOptions } from './lines-of.ts';
import type { PlainFile } from './plain-file.ts';

export interface Layout {
  readonly name: 'CSV' | 'TSV';
  readonly splitting: FieldSplitting;
  /** Runs of separators are one. */
  readonly collapses: boolean;
  /** Passes over lines; absent = takes all. */
  readonly keeps?: ((line: string) => boolean) | undefined;
}

/** The numbered lines of a file behind `nSkipLines` that the layout keeps. */
export async function* keptLines(
  layout: Layout,
  file: PlainFile,
  settings: Settings,
  decode: DecodeOptions,
  state: { line: number },
): AsyncGenerator<string> {
  const skip = settings.number('nSkipLines');
  for await (const line of linesOf(file.path, decode)) {
    state.line++;
    if (state.line > skip && line !== '' && layout.keeps?.(line) !== false) yield line;
  }
}

export async function* recordsIn(
  layout: Layout,
  lines: AsyncIterable<string>,
): AsyncGenerator<readonly string[]> {
  for await (const values of recordsOf(lines, layout.splitting)) {
    yield layout.collapses ? values.filter((value) => value !== '') : values;
  }
}

export function decodeOf(settings: Settings, world: InputWorld, size: number): DecodeOptions {
  return {
    codepage: settings.number('iCodepage'),
    size,
    wholeLines: world.checkpoint !== undefined,
    signal: world.signal,
  };
}

/** Exactly `count` values: missing ones are NULL, the text of surplus ones joins the last. */
export function cut(values: readonly string[], count: number, layout: Layout): (string | null)[] {
  const cells: (string | null)[] = values
    .slice(0, count)
    .map((value) => (value === '' ? null : value));
  if (values.length > count && count > 0) {
    cells[count - 1] = values.slice(count - 1).join(layout.splitting.separator);
  }
  while (cells.length < count) cells.push(null);
  return cells;
}
