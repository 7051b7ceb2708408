import type { LineFormat, PhysicalColumn } from '../../parsers/format.ts';
import type { Settings } from '../command-line-parameters.ts';
import type { SourceField } from '../source.ts';
import { dirTimeFormat } from './dir-time.ts';
import { usualDay } from './good-line.ts';
import type { InputWorld, OpenInput } from './input.ts';
import { LineErrors } from './line-errors.ts';
import { lineRelation, type LineSourceOptions } from './line-source.ts';
import { stretchesOf, type StretchedFile } from './line-stretches.ts';
import type { PlainFile } from './plain-file.ts';

export interface LineInput {
  /** As in `-i:IISW3C`. */
  readonly name: string;
  readonly format: LineFormat;
  readonly fields: readonly SourceField[];
  readonly nameField: string;
  readonly rowField: string;
  /** The format itself splits lines whose values stand in quotes. */
  readonly splitsQuotes?: boolean;
  /** Records may lack a date or a time. */
  readonly mayLackMoments?: boolean;
  /** The field for a further column of the files; absent = there are no further fields. */
  readonly otherField?: (column: PhysicalColumn) => SourceField;
}

let sequences = 0;

/** Opens files of a line format. */
export async function openLines(
  files: readonly PlainFile[],
  settings: Settings,
  world: InputWorld,
  input: LineInput,
): Promise<OpenInput> {
  const isOn = (name: string): boolean => settings.has(name) && settings.isOn(name);
  const dQuotes = isOn('dQuotes');
  const timed = isOn('dirTime') ? dirTimeFormat(input.format) : input.format;
  const format = dQuotes && input.splitsQuotes !== true ? quotedFormat(timed) : timed;
  const opened = await openStretches(files, format, settings, world);
  const sequence = `easel_parse_errors_${++sequences}`;
  const create = `create temporary sequence ${sequence}`;
  await world.database.run(create);
  const fields = withOthers(input, opened);
  const options: LineSourceOptions = {
    format,
    fields,
    nameField: input.nameField,
    rowField: input.rowField,
    dirTime: isOn('dirTime'),
    dQuotes,
    mayLackMoments: input.mayLackMoments === true,
    errorSequence: sequence,
    ...(isOn('consolidateLogs') ? { orderBy: ['date', 'time'] } : {}),
  };
  const errors = new LineErrors(opened, options, world);
  const day = usualDay(opened[0]?.stretches[0]?.day);
  const countLines = once(() => dataLinesOf(opened));
  return {
    source: {
      name: input.name,
      fields,
      ...(day === undefined ? {} : { usualDay: day }),
      relation(wanted) {
        errors.use(wanted);
        return lineRelation(opened, options, wanted);
      },
    },
    elements: async () => ((await countLines()) ?? 0) - (await errors.count()),
    parseErrors: (atMost, ahead) => errors.find(atMost, ahead),
    confirmed: async () => (await countLines()) !== undefined,
    positions: new Map(
      opened.flatMap(({ file, position }) =>
        position === undefined ? [] : [[file.name, position]],
      ),
    ),
  };
}

async function openStretches(
  files: readonly PlainFile[],
  format: LineFormat,
  settings: Settings,
  world: InputWorld,
): Promise<StretchedFile[]> {
  const opened: StretchedFile[] = [];
  for (const file of files) {
    const codepage = settings.has('iCodepage') ? settings.number('iCodepage') : 0;
    opened.push(await stretchesOf(file, { format, codepage, inPlace: true }, world));
  }
  return opened;
}

/** The data lines of all files, one file after the other; undefined where one broke its promise. */
async function dataLinesOf(files: readonly StretchedFile[]): Promise<number | undefined> {
  let sum = 0;
  for (const file of files) {
    const lines = await file.dataLines();
    if (lines === undefined) return undefined;
    sum += lines;
  }
  return sum;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}

/** Values that may stand in quotes and then hold separators. */
function quotedFormat(format: LineFormat): LineFormat {
  const pattern = `"(?:[^"]|"")*"|[^ \\t]+`;
  return {
    ...format,
    collapseSpaces: false,
    values: (line) => `regexp_extract_all(${line}, '${pattern}')`,
    countValues: (line) => line.match(new RegExp(pattern, 'g'))?.length ?? 0,
  };
}

/** The fields of an input, with those for columns of the files that it does not list. */
function withOthers(
  { fields, otherField }: LineInput,
  opened: readonly StretchedFile[],
): readonly SourceField[] {
  if (otherField === undefined) return fields;
  const known = new Set(fields.map(({ name }) => name.toLowerCase()));
  const others: SourceField[] = [];
  for (const { stretches } of opened) {
    for (const { schema } of stretches) {
      for (const column of schema.columns) {
        if (known.has(column.column.toLowerCase())) continue;
        known.add(column.column.toLowerCase());
        others.push(otherField(column));
      }
    }
  }
  return [...fields, ...others];
}
