import type { LineFormat, PhysicalColumn } from '../../parsers/format.ts';
import type { Settings } from '../command-line-parameters.ts';
import type { SourceField } from '../source.ts';
import { dirTimeFormat } from './dir-time.ts';
import { usualDay } from './good-line.ts';
import type { InputWorld, OpenInput } from './input.ts';
import { lineErrors } from './line-errors.ts';
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
  const opened: StretchedFile[] = [];
  for (const file of files) {
    const codepage = settings.has('iCodepage') ? settings.number('iCodepage') : 0;
    opened.push(await stretchesOf(file, { format, codepage, inPlace: true }, world));
  }
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
  const used = new Set<string>();
  let known: number | undefined;
  const errors: OpenInput['parseErrors'] = async (atMost, ahead = false) => {
    const strays = opened.some((file) => file.strays.length > 0);
    const seen = await world.database.value(
      'select last_value from duckdb_sequences() where sequence_name = $name',
      { name: sequence },
    );
    if (seen === null && !strays && !ahead && known === undefined) return { count: 0, details: [] };
    const errors = await lineErrors(opened, options, [...used], world, atMost);
    known = errors.count;
    return errors;
  };
  const day = usualDay(opened[0]?.stretches[0]?.day);
  const countLines = once(() => dataLinesOf(opened));
  return {
    source: {
      name: input.name,
      fields,
      ...(day === undefined ? {} : { usualDay: day }),
      relation(wanted) {
        for (const name of wanted) used.add(name);
        return lineRelation(opened, options, wanted);
      },
    },
    async elements() {
      const lines = await countLines();
      return (lines ?? 0) - (known ?? (await errors(0)).count);
    },
    parseErrors: errors,
    confirmed: async () => (await countLines()) !== undefined,
    positions: new Map(
      opened.flatMap(({ file, position }) =>
        position === undefined ? [] : [[file.name, position]],
      ),
    ),
  };
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
