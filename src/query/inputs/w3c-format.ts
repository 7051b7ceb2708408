import type { Header, LineFormat, LineSchema, PhysicalType } from '../../parsers/format.ts';
import type { Settings } from '../command-line-parameters.ts';
import type { SourceField } from '../source.ts';
import { uniqueNames } from './delimited-columns.ts';
import { guessType, type GuessedType } from './guess-types.ts';
import type { InputWorld } from './input.ts';
import type { PlainFile } from './plain-file.ts';
import { beginningOf, fieldsOf } from './w3c-header.ts';
import { w3cSplitting } from './w3c-splitting.ts';

const timestampFormats = ['yyyy-MM-dd', 'hh:mm:ss', 'yyyy-MM-dd hh:mm:ss', 'yyyy-MM-ddThh:mm:ss'];

/**
 * A format made for the files at hand: the columns are those of the first `#Fields`, their types
 * guessed from the first lines below it. Lines under another `#Fields` are parse errors.
 */
export async function w3cFormat(
  files: readonly PlainFile[],
  settings: Settings,
  world: InputWorld,
): Promise<{ format: LineFormat; fields: readonly SourceField[] }> {
  const dtLines = settings.number('dtLines');
  const beginning = await beginningOf(files, settings, world, Math.max(dtLines, 1));
  const { fields: names, separator, lines } = beginning;
  const isQuoted = settings.isOn('dQuotes');
  const split = w3cSplitting(separator, isQuoted, names.length);
  const rows = lines.map(split.inText);
  const unique = uniqueNames(names);
  const types = unique.map((_, i): GuessedType =>
    dtLines <= 0
      ? { type: 'STRING' }
      : guessType(
          rows.map((row) => (row[i] === '-' ? null : (row[i]?.replaceAll('"', '') ?? null))),
          isQuoted && rows.some((row) => row[i]?.startsWith('"')) ? [] : timestampFormats,
        ),
  );
  const key = names.join('\u0001');
  const schema: LineSchema = {
    key,
    values: names.length,
    columns: unique.map((column, i) => ({
      column,
      from: i + 1,
      type: physicalType(types[i]),
      nullIf: '-',
    })),
  };
  const format: LineFormat = {
    kind: 'lines',
    name: 'w3c',
    title: 'W3C extended log',
    source: 'w3c',
    detect: () => ({ score: 0 }),
    directive: (line, before) => {
      const fields = fieldsOf(line, separator);
      return fields === undefined ? before : { ...before, fields };
    },
    schema: ({ fields }: Header) =>
      fields !== undefined && fields.join('\u0001') === key ? schema : null,
    values: split.inSql,
    countValues: (line) => split.inText(line).length,
    collapseSpaces: separator === ' ' && !isQuoted,
    meaning: () => ({ stages: [], columns: {}, judgements: [] }),
  };
  return {
    format,
    fields: [
      { name: 'LogFilename', type: 'STRING' },
      { name: 'RowNumber', type: 'INTEGER' },
      ...unique.map((name, i): SourceField => {
        const { type, kind } = types[i] ?? { type: 'STRING' };
        return kind === undefined ? { name, type } : { name, type, kind };
      }),
    ],
  };
}

function physicalType(guessed: GuessedType | undefined): PhysicalType {
  switch (guessed?.type) {
    case 'INTEGER':
      return 'BIGINT';
    case 'REAL':
      return 'DOUBLE';
    case 'TIMESTAMP':
      return guessed.kind === 'date' ? 'DATE' : guessed.kind === 'time' ? 'TIME' : 'TIMESTAMP';
    default:
      return 'VARCHAR';
  }
}
