import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, UsageError } from '../../support/errors.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { Parameter, Settings } from '../command-line-parameters.ts';
import { separatorText } from '../outputs/csv.ts';
import { recordsOf, type FieldSplitting } from './csv-records.ts';
import {
  areReadable,
  regularRelation,
  regularText,
  type RegularText,
} from './delimited-in-place.ts';
import { guessType, type GuessedType } from './guess-types.ts';
import {
  checkpointParameter,
  codepageParameter,
  type InputFormat,
  type InputWorld,
  noErrors,
  type OpenInput,
  recurseParameter,
  timestampFormatParameter,
} from './input.ts';
import { linesOf, type DecodeOptions } from './lines-of.ts';
import { headOf, openFiles, positionIn, refuseCheckpoint } from './open-files.ts';
import { timestampReader } from './parse-timestamp.ts';
import type { PlainFile } from './plain-file.ts';
import { RecordFile, recordRelation, type RecordField } from './record-file.ts';

const sharedParameters = (dtLines: string): readonly Parameter[] => [
  { name: 'headerRow', kind: 'switch', default: 'ON', doc: 'The first line names the fields.' },
  { name: 'iHeaderFile', kind: 'text', default: '', doc: 'A file whose first line names them.' },
  { name: 'nFields', kind: 'number', default: '-1', doc: 'Fields of a record; -1 = found out.' },
  {
    name: 'dtLines',
    kind: 'number',
    default: dtLines,
    doc: 'Lines that decide the number and the types of fields; 0 = all fields are STRING.',
  },
  { name: 'nSkipLines', kind: 'number', default: '0', doc: 'Lines to pass over at the start.' },
  codepageParameter('0'),
  recurseParameter('0'),
  timestampFormatParameter('yyyy-MM-dd hh:mm:ss'),
  checkpointParameter,
];

export const csvInput: InputFormat = {
  name: 'CSV',
  title: 'Comma-separated values',
  parameters: [
    ...sharedParameters('10'),
    {
      name: 'fixedFields',
      kind: 'switch',
      default: 'ON',
      doc: 'All records have as many fields as the header.',
    },
    {
      name: 'iDQuotes',
      kind: 'choice',
      choices: ['Auto', 'Ignore'],
      default: 'Auto',
      doc: 'Double quotes around values: taken off, or left as they are.',
    },
    { name: 'comment', kind: 'text', default: '', doc: 'Passes over lines that begin with this.' },
  ],
  open: (entries, settings, world) =>
    openDelimited(
      {
        name: 'CSV',
        splitting: { separator: ',', isQuoted: settings.text('iDQuotes') === 'Auto' },
        collapses: false,
        keeps: keepsUncommented(settings.text('comment')),
      },
      entries,
      settings,
      world,
    ),
};

export const tsvInput: InputFormat = {
  name: 'TSV',
  title: 'Tab-separated values, or separated by blanks or any character',
  parameters: [
    {
      name: 'iSeparator',
      kind: 'text',
      default: 'tab',
      doc: 'What stands between fields: a character, `tab`, `space` or `spaces`.',
    },
    { name: 'nSep', kind: 'number', default: '1', doc: 'Separators between two fields.' },
    {
      name: 'fixedSep',
      kind: 'switch',
      default: 'OFF',
      doc: 'Each separator counts; OFF = runs of them are one.',
    },
    {
      name: 'lineFilter',
      kind: 'text',
      default: '',
      doc: '+text,text = only lines that begin so; -text,text = all others.',
    },
    ...sharedParameters('100'),
  ],
  open(entries, settings, world) {
    const word = settings.text('iSeparator').toLowerCase();
    const isRuns = word === 'spaces';
    const separator = isRuns ? ' ' : separatorText(settings.text('iSeparator'));
    const count = Math.max(1, settings.number('nSep'));
    const isFixed = settings.isOn('fixedSep') && !isRuns;
    return openDelimited(
      {
        name: 'TSV',
        splitting: { separator: isFixed ? separator.repeat(count) : separator, isQuoted: false },
        collapses: !isFixed,
        keeps: lineFilter(settings.text('lineFilter')),
      },
      entries,
      settings,
      world,
    );
  },
};

interface Layout {
  readonly name: 'CSV' | 'TSV';
  readonly splitting: FieldSplitting;
  /** Runs of separators are one. */
  readonly collapses: boolean;
  /** Passes over lines; absent = takes all. */
  readonly keeps?: ((line: string) => boolean) | undefined;
}

function keepsUncommented(comment: string): Layout['keeps'] {
  return comment === '' ? undefined : (line) => !line.startsWith(comment);
}

function lineFilter(filter: string): Layout['keeps'] {
  if (filter === '') return undefined;
  const sign = filter[0];
  if (sign !== '+' && sign !== '-') {
    throw new UsageError('bad-parameter', `-lineFilter begins with + or -, not "${filter}"`);
  }
  const prefixes = filter.slice(1).split(/[,|]/);
  return (line) => prefixes.some((prefix) => line.startsWith(prefix)) === (sign === '+');
}

interface Columns {
  readonly names: readonly string[];
  readonly types: readonly GuessedType[];
}

async function openDelimited(
  layout: Layout,
  entries: readonly string[],
  settings: Settings,
  world: InputWorld,
): Promise<OpenInput> {
  refuseCheckpoint(entries, world);
  const has = (name: string): boolean =>
    sharedParameters('').some((parameter) => parameter.name === name);
  const files = await openFiles(entries, settings, world, has);
  const columns = await columnsOf(layout, files, settings, world);
  const fields: RecordField[] = [
    { name: 'Filename', type: 'STRING' },
    { name: 'RowNumber', type: 'INTEGER' },
    ...columns.names.map((name, i) => fieldOf(name, columns.types[i])),
  ];
  const regular = await regularTexts(layout, files, columns, settings, world);
  if (regular !== undefined) {
    const count = regular.reduce((sum, { scan, skip }) => sum + scan.lines - skip, 0);
    return {
      source: {
        name: layout.name,
        fields,
        relation: (wanted) => regularRelation(regular, layout, columns, wanted),
      },
      elements: () => Promise.resolve(count),
      ...noErrors,
    };
  }
  const records = await RecordFile.create(world.temporaryPath());
  const positions = new Map<string, FilePosition>();
  try {
    for (const [index, file] of files.entries()) {
      const before = await positionIn(file, world);
      const position = await copyRecords(
        { layout, settings, world, columns, records, before },
        file,
        index,
      );
      positions.set(file.name, position);
    }
  } finally {
    await records.close();
  }
  return {
    source: {
      name: layout.name,
      fields,
      relation: (wanted) => recordRelation({ file: records, fields }, wanted),
    },
    elements: () => Promise.resolve(records.count),
    ...noErrors,
    positions,
  };
}

/** The files as DuckDB may split them itself; undefined where one of them asks for more. */
async function regularTexts(
  layout: Layout,
  files: readonly PlainFile[],
  columns: Columns,
  settings: Settings,
  world: InputWorld,
): Promise<RegularText[] | undefined> {
  const isPlain =
    layout.keeps === undefined &&
    world.checkpoint === undefined &&
    [0, -2, 65001, 20127].includes(settings.number('iCodepage')) &&
    columns.names.length > 0 &&
    files.length > 0;
  if (!isPlain || !areReadable(columns.types)) return undefined;
  const hasHeader = settings.isOn('headerRow');
  const skip = Math.max(0, settings.number('nSkipLines')) + (hasHeader ? 1 : 0);
  const texts: RegularText[] = [];
  for (const [index, file] of files.entries()) {
    if (index > 0 && hasHeader && (await hasOtherOrder(layout, file, columns, settings, world))) {
      return undefined;
    }
    const text = await regularText(file, layout, skip, world.signal);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

async function hasOtherOrder(
  layout: Layout,
  file: PlainFile,
  { names }: Columns,
  settings: Settings,
  world: InputWorld,
): Promise<boolean> {
  const decode = { codepage: settings.number('iCodepage'), signal: world.signal };
  const lines = keptLines(layout, file, settings, decode, { line: 0 });
  for await (const header of recordsIn(layout, lines)) return orderOf(header, names) !== undefined;
  return false;
}

function fieldOf(name: string, type: GuessedType | undefined): RecordField {
  if (type === undefined) return { name, type: 'STRING' };
  return type.kind === undefined
    ? { name, type: type.type }
    : { name, type: type.type, kind: type.kind };
}

/** The numbered lines of a file behind `nSkipLines` that the layout keeps. */
async function* keptLines(
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

async function* recordsIn(
  layout: Layout,
  lines: AsyncIterable<string>,
): AsyncGenerator<readonly string[]> {
  for await (const values of recordsOf(lines, layout.splitting)) {
    yield layout.collapses ? values.filter((value) => value !== '') : values;
  }
}

async function columnsOf(
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

/** Exactly `count` values: missing ones are NULL, the text of surplus ones joins the last. */
function cut(values: readonly string[], count: number, layout: Layout): (string | null)[] {
  const cells: (string | null)[] = values
    .slice(0, count)
    .map((value) => (value === '' ? null : value));
  if (values.length > count && count > 0) {
    cells[count - 1] = values.slice(count - 1).join(layout.splitting.separator);
  }
  while (cells.length < count) cells.push(null);
  return cells;
}

interface Copying {
  readonly layout: Layout;
  readonly settings: Settings;
  readonly world: InputWorld;
  readonly columns: Columns;
  readonly records: RecordFile;
  readonly before: FilePosition | undefined;
}

async function copyRecords(
  copying: Copying,
  file: PlainFile,
  index: number,
): Promise<FilePosition> {
  const { layout, settings, world, columns, records, before } = copying;
  const { size } = await stat(file.path);
  const state = { line: 0 };
  const lines = keptLines(layout, file, settings, decodeOf(settings, world, size), state);
  const readers = columns.types.map((type) =>
    type.format === undefined ? undefined : timestampReader(type.format),
  );
  let order: readonly number[] | undefined;
  let isHeader = settings.isOn('headerRow');
  let count = 0;
  for await (const values of size === 0 ? [] : recordsIn(layout, lines)) {
    if (isHeader) {
      isHeader = false;
      if (index > 0) order = orderOf(values, columns.names);
      continue;
    }
    count++;
    if (state.line <= (before?.lines ?? 0)) continue;
    const cells = cut(
      order === undefined ? values : order.map((i) => values[i] ?? ''),
      columns.names.length,
      layout,
    );
    for (const [i, read] of readers.entries()) {
      const cell = cells[i];
      if (read !== undefined && cell !== null && cell !== undefined) cells[i] = read(cell) ?? null;
    }
    await records.add([file.name, String(state.line), ...cells]);
  }
  return {
    bytes: size,
    records: count,
    lines: state.line,
    head: await headOf(file.path, size),
  };
}

function decodeOf(settings: Settings, world: InputWorld, size: number): DecodeOptions {
  return {
    codepage: settings.number('iCodepage'),
    size,
    wholeLines: world.checkpoint !== undefined,
    signal: world.signal,
  };
}

/** A later file may have the columns of the first in another order. */
function orderOf(header: readonly string[], names: readonly string[]): number[] | undefined {
  const places = names.map((name) =>
    header.findIndex((other) => other.trim().toLowerCase() === name.toLowerCase()),
  );
  return places.includes(-1) || places.every((place, i) => place === i) ? undefined : places;
}
