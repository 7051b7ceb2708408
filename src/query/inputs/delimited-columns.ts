import path from 'node:path';
import { AppError } from '../../support/errors.ts';
import type { Settings } from '../command-line-parameters.ts';
import { cut, keptLines, type Layout, recordsIn } from './delimited-lines.ts';
import { guessType, type GuessedType } from './guess-types.ts';
import type { InputWorld } from './input.ts';
import { linesOf } from './lines-of.ts';
import type { PlainFile } from './plain-file.ts';

export interface Columns {
  readonly names: readonly string[];
  readonly types: readonly GuessedType[];
}

export async function columnsOf(
  layout: Layout,
  files: readonly PlainFile[],
  settings: Settings,
  world: InputWorld,
): Promise<Columns> {
  const decode = { codepage: settings.number('iCodepage'), signal: world.signal };
  const dtLines = settings.number('dtLines');
  const wanted = Math.max(dtLines, 1);
  let header = await headerFile(layout, settings, world);
  const sample: (readonly string[])[] = [];
  for (const file of files) {
    const lines = keptLines(layout, file, settings, decode, { line: 0 });
    let isHeader = settings.isOn('headerRow');
    for await (const values of recordsIn(layout, lines)) {
      if (isHeader) header ??= values;
      else sample.push(values);
      isHeader = false;
      if (sample.length >= wanted) break;
    }
    if (header !== undefined || sample.length > 0) break;
  }
  const count = fieldCount(settings, layout, header, sample);
  const names = uniqueNames(Array.from({ length: count }, (_, i) => nameOf(header?.[i], i)));
  const formats = [settings.text('iTsFormat')];
  const types = names.map((_, i): GuessedType =>
    dtLines <= 0
      ? { type: 'STRING' }
      : guessType(
          sample.map((values) => cut(values, count, layout)[i] ?? null),
          formats,
        ),
  );
  return { names, types };
}

function nameOf(name: string | undefined, index: number): string {
  const text = (name ?? '').trim();
  return text === '' ? `Field${index + 1}` : text;
}

function fieldCount(
  settings: Settings,
  layout: Layout,
  header: readonly string[] | undefined,
  sample: readonly (readonly string[])[],
): number {
  if (settings.number('nFields') > 0) return settings.number('nFields');
  const widest = sample.reduce((most, values) => Math.max(most, values.length), 0);
  const isFixed = layout.name === 'TSV' || settings.isOn('fixedFields');
  if (header !== undefined) return isFixed ? header.length : Math.max(header.length, widest);
  return isFixed ? (sample[0]?.length ?? 0) : widest;
}

async function headerFile(
  layout: Layout,
  settings: Settings,
  world: InputWorld,
): Promise<readonly string[] | undefined> {
  const name = settings.text('iHeaderFile');
  if (name === '') return undefined;
  const file = path.resolve(world.cwd, name);
  const decode = { codepage: settings.number('iCodepage'), signal: world.signal };
  try {
    for await (const values of recordsIn(layout, linesOf(file, decode))) return values;
  } catch (cause) {
    throw new AppError('cannot-open', `cannot read the header file ${name}`, { cause });
  }
  throw new AppError('cannot-open', `the header file ${name} is empty`);
}

export function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; seen.has(unique.toLowerCase()); n++) unique = `${name}${n}`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}

/** A later file may have the columns of the first in another order. */
export function orderOf(header: readonly string[], names: readonly string[]): number[] | undefined {
  const places = names.map((name) =>
    header.findIndex((other) => other.trim().toLowerCase() === name.toLowerCase()),
  );
  return places.includes(-1) || places.every((place, i) => place === i) ? undefined : places;
}
