import { stat } from 'node:fs/promises';
import { quotedIdentifier, quotedString } from '../../duckdb/sql-text.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { Settings } from '../command-line-parameters.ts';
import type { Source, SourceField } from '../source.ts';
import {
  checkpointParameter,
  codepageParameter,
  countedRelation,
  type InputFormat,
  type InputWorld,
  noErrors,
  recurseParameter,
} from './input.ts';
import { headOf, openFiles, positionIn, refuseCheckpoint } from './open-files.ts';
import type { PlainFile } from './plain-file.ts';
import { lineScan, scannableText, type ScannableText } from './scannable-text.ts';

const parameters = [codepageParameter('0'), recurseParameter('0'), checkpointParameter];
const fields: readonly SourceField[] = [
  { name: 'LogFilename', type: 'STRING' },
  { name: 'Index', type: 'INTEGER' },
  { name: 'Text', type: 'STRING' },
];

export const textLineInput: InputFormat = {
  name: 'TEXTLINE',
  title: 'Each line of a text',
  parameters: [
    ...parameters,
    {
      name: 'splitLongLines',
      kind: 'switch',
      default: 'OFF',
      doc: 'Very long lines go on in the next record; OFF = their end is cut off.',
    },
  ],
  async open(entries, settings, world) {
    const texts = await openTexts(entries, settings, world, settings.isOn('splitLongLines'));
    const source: Source = {
      name: 'TEXTLINE',
      fields,
      relation: (wanted) =>
        joined(
          texts.map((text) => {
            const index = `${text.linesBefore} + row_number() over ()`;
            const columns: Readonly<Record<string, string>> = {
              LogFilename: quotedString(text.file.name),
              Index: wanted.includes('Index') ? index : '0',
              Text: `coalesce(line, '')`,
            };
            return `select ${selectList(wanted, columns)} from ${lineScan(text.scan)}`;
          }),
          wanted,
        ),
    };
    const lines = texts.reduce((sum, text) => sum + text.scan.lines, 0);
    return {
      source,
      elements: () => Promise.resolve(lines),
      ...noErrors,
      positions: positionsOf(texts),
    };
  },
};

export const textWordInput: InputFormat = {
  name: 'TEXTWORD',
  title: 'Each word of a text',
  parameters,
  async open(entries, settings, world) {
    const texts = await openTexts(entries, settings, world, true);
    const source: Source = {
      name: 'TEXTWORD',
      fields,
      relation: (wanted) =>
        joined(
          texts.map((text) => {
            const words = `select unnest(list_filter(string_split_regex(coalesce(line, ''), '[\\s]+'), lambda word: word <> '')) as word from ${lineScan(text.scan)}`;
            const columns: Readonly<Record<string, string>> = {
              LogFilename: quotedString(text.file.name),
              Index: wanted.includes('Index') ? 'row_number() over ()' : '0',
              Text: 'word',
            };
            return `select ${selectList(wanted, columns)} from (${words})`;
          }),
          wanted,
        ),
    };
    return {
      source,
      elements: countedRelation(source, world),
      ...noErrors,
      positions: positionsOf(texts),
    };
  },
};

function selectList(wanted: readonly string[], columns: Readonly<Record<string, string>>): string {
  if (wanted.length === 0) return '1 as one';
  return wanted.map((name) => `${columns[name] ?? 'null'} as ${quotedIdentifier(name)}`).join(', ');
}

/** Relations one after another; of no file, an empty one of the same columns. */
function joined(selects: readonly string[], wanted: readonly string[]): string {
  if (selects.length > 0) return `(${selects.join(' union all ')})`;
  const nothing: Readonly<Record<string, string>> = {
    LogFilename: 'null::varchar',
    Index: 'null::bigint',
    Text: 'null::varchar',
  };
  return `(select ${selectList(wanted, nothing)} where false)`;
}

interface OpenText {
  readonly file: PlainFile;
  readonly scan: ScannableText;
  readonly linesBefore: number;
  readonly position: FilePosition;
}

async function openTexts(
  entries: readonly string[],
  settings: Settings,
  world: InputWorld,
  splitLongLines: boolean,
): Promise<OpenText[]> {
  refuseCheckpoint(entries, world);
  const files = await openFiles(entries, settings, world);
  const texts: OpenText[] = [];
  for (const file of files) {
    const before = await positionIn(file, world);
    const { size } = await stat(file.path);
    const skipLines = before?.lines ?? 0;
    const scan = await scannableText(
      file.path,
      {
        codepage: settings.number('iCodepage'),
        signal: world.signal,
        splitLongLines,
        size,
        skipLines,
        wholeLines: world.checkpoint !== undefined,
      },
      world,
    );
    const lines = skipLines + scan.lines;
    texts.push({
      file,
      scan,
      linesBefore: skipLines,
      position: { bytes: size, records: lines, lines, head: await headOf(file.path, size) },
    });
  }
  return texts;
}

function positionsOf(texts: readonly OpenText[]): Map<string, FilePosition> {
  return new Map(texts.map(({ file, position }) => [file.name, position]));
}
