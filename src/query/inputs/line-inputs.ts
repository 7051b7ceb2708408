import type { LineFormat } from '../../parsers/format.ts';
import { findFormat } from '../../parsers/registry.ts';
import { UsageError } from '../../support/errors.ts';
import type { Parameter, Settings } from '../command-line-parameters.ts';
import type { SourceField } from '../source.ts';
import {
  checkpointParameter,
  codepageParameter,
  type InputFormat,
  type InputWorld,
  minDateModParameter,
  type OpenInput,
  recurseParameter,
} from './input.ts';
import { lineErrors } from './line-errors.ts';
import { lineRelation, type LineSourceOptions } from './line-source.ts';
import { stretchesOf, type StretchedFile } from './line-stretches.ts';
import { openFiles, refuseCheckpoint } from './open-files.ts';
import type { PlainFile } from './plain-file.ts';
import { w3cFormat } from './w3c-format.ts';

const dirTimeParameter: Parameter = {
  name: 'dirTime',
  kind: 'switch',
  default: 'OFF',
  doc: 'Take date and time from #Date where the lines have none.',
};
const dQuotesParameter: Parameter = {
  name: 'dQuotes',
  kind: 'switch',
  default: 'OFF',
  doc: 'String values stand in double quotes.',
};
const fileParameters = (codepage: string): readonly Parameter[] => [
  codepageParameter(codepage),
  recurseParameter('0'),
  minDateModParameter,
  checkpointParameter,
];

/** `S name`, `I name`, `R name`, `T name`, `D name` (a date), `C name` (a clock time). */
function fieldsFrom(list: string): SourceField[] {
  return list
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((line) => line.split(/,\s*/))
    .map((item): SourceField => {
      const [kind = 'S', ...rest] = item.trim().split(' ');
      const name = rest.join(' ');
      switch (kind) {
        case 'I':
          return { name, type: 'INTEGER' };
        case 'R':
          return { name, type: 'REAL' };
        case 'T':
          return { name, type: 'TIMESTAMP' };
        case 'D':
          return { name, type: 'TIMESTAMP', kind: 'date' };
        case 'C':
          return { name, type: 'TIMESTAMP', kind: 'time' };
        default:
          return { name, type: 'STRING' };
      }
    });
}

/** The fixed fields of IISW3C; the view `iisw3c` of the warehouse has them too. */
export const iisw3cFields = fieldsFrom(`
  S LogFilename, I LogRow, D date, C time, S c-ip, S cs-username, S s-sitename, S s-computername
  S s-ip, I s-port, S cs-method, S cs-uri-stem, S cs-uri-query, I sc-status, I sc-substatus
  I sc-win32-status, I sc-bytes, I cs-bytes, I time-taken, S cs-version, S cs-host
  S cs(User-Agent), S cs(Cookie), S cs(Referer), S s-event, S s-process-type, R s-user-time
  R s-kernel-time, I s-page-faults, I s-total-procs, I s-active-procs, I s-stopped-procs`);

interface Definition {
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  /** The format's name in easel, or how to make it. */
  readonly format: string;
  readonly fields: readonly SourceField[];
  /** Further columns of the files become fields, an extension. */
  readonly offersOthers?: boolean;
  readonly needsTime?: boolean;
}

const definitions: readonly Definition[] = [
  {
    name: 'IISW3C',
    title: 'IIS logs in the W3C extended format',
    parameters: [
      ...fileParameters('-2'),
      dQuotesParameter,
      dirTimeParameter,
      {
        name: 'consolidateLogs',
        kind: 'switch',
        default: 'OFF',
        doc: 'All files together in the order of date and time.',
      },
    ],
    format: 'iisw3c',
    fields: iisw3cFields,
    offersOthers: true,
    needsTime: true,
  },
  {
    name: 'IIS',
    title: 'IIS logs in the native format',
    parameters: [
      ...fileParameters('-2'),
      {
        name: 'locale',
        kind: 'text',
        default: 'DEF',
        doc: 'The locale of dates; easel finds their order out.',
      },
    ],
    format: 'iis',
    fields: fieldsFrom(`
      S LogFilename, I LogRow, S UserIP, S UserName, D Date, C Time, S ServiceInstance, S HostName
      S ServerIP, I TimeTaken, I BytesSent, I BytesReceived, I StatusCode, I Win32StatusCode
      S RequestType, S Target, S Parameters`),
  },
  {
    name: 'NCSA',
    title: 'Logs in the NCSA common and combined formats',
    parameters: fileParameters('-2'),
    format: 'ncsa',
    fields: fieldsFrom(`
      S LogFilename, I LogRow, S RemoteHostName, S RemoteLogName, S UserName, T DateTime, S Request
      I StatusCode, I BytesSent, S Referer, S User-Agent, S Cookie`),
  },
  {
    name: 'HTTPERR',
    title: 'Error logs of HTTP.sys',
    parameters: [...fileParameters('0'), dirTimeParameter],
    format: 'httperr',
    fields: fieldsFrom(`
      S LogFilename, I LogRow, D date, C time, S s-computername, S c-ip, I c-port, S s-ip, I s-port
      S cs-version, S cs-method, S cs-uri, S cs(User-Agent), S cs(Cookie), S cs(Referer), S cs-host
      I sc-status, I sc-bytes, I cs-bytes, I time-taken, I s-siteid, S s-reason, S s-queuename`),
    offersOthers: true,
  },
  {
    name: 'URLSCAN',
    title: 'Logs of the URLScan filter',
    parameters: fileParameters('0'),
    format: 'urlscan',
    fields: fieldsFrom(`
      S LogFilename, I LogRow, T Date, S ClientIP, S Comment, I SiteInstance, S Url`),
  },
];

const w3cInput: InputFormat = {
  name: 'W3C',
  title: 'Any log in the W3C extended format',
  parameters: [
    codepageParameter('0'),
    recurseParameter('0'),
    { name: 'dtLines', kind: 'number', default: '10', doc: 'Lines that decide types.' },
    dQuotesParameter,
    {
      name: 'separator',
      kind: 'text',
      default: 'auto',
      doc: 'Between fields: a character, `space`, `tab` or `auto`.',
    },
  ],
  async open(entries, settings, world) {
    const files = await openFiles(entries, settings, world, (name) => name === 'recurse');
    const { format, fields } = await w3cFormat(files, settings, world);
    return openLines(files, settings, world, {
      name: 'W3C',
      format,
      fields,
      nameField: 'LogFilename',
      rowField: 'RowNumber',
      offersOthers: false,
      needsTime: false,
    });
  },
};

export const lineInputs: readonly InputFormat[] = [
  ...definitions.map((definition) => inputOf(definition)),
  w3cInput,
];

function inputOf(definition: Definition): InputFormat {
  return {
    name: definition.name,
    title: definition.title,
    parameters: definition.parameters,
    async open(entries, settings, world) {
      refuseCheckpoint(entries, world);
      const format = await lineFormat(definition.format);
      const has = (name: string): boolean =>
        definition.parameters.some((parameter) => parameter.name === name);
      const files = await openFiles(entries, settings, world, has);
      return openLines(files, settings, world, {
        name: definition.name,
        format,
        fields: definition.fields,
        nameField: 'LogFilename',
        rowField: 'LogRow',
        offersOthers: definition.offersOthers === true && !world.isStrict,
        needsTime: definition.needsTime === true,
      });
    },
  };
}

async function lineFormat(name: string): Promise<LineFormat> {
  const format = await findFormat(name);
  if (format?.kind === 'lines') return format;
  throw new UsageError('unknown-format', `easel has no line format ${name} yet`);
}

interface LineInput {
  readonly name: string;
  readonly format: LineFormat;
  readonly fields: readonly SourceField[];
  readonly nameField: string;
  readonly rowField: string;
  readonly offersOthers: boolean;
  readonly needsTime: boolean;
}

let sequences = 0;

/** Opens files of a line format; also what easel's own formats are read with. */
export async function openLines(
  files: readonly PlainFile[],
  settings: Settings,
  world: InputWorld,
  input: LineInput,
): Promise<OpenInput> {
  const isOn = (name: string): boolean => settings.has(name) && settings.isOn(name);
  const dQuotes = isOn('dQuotes');
  const format = dQuotes ? quotedFormat(input.format) : input.format;
  const opened: StretchedFile[] = [];
  for (const file of files) {
    const codepage = settings.has('iCodepage') ? settings.number('iCodepage') : 0;
    opened.push(await stretchesOf(file, { format, codepage, inPlace: true }, world));
  }
  const sequence = `easel_parse_errors_${++sequences}`;
  const create = `create temporary sequence ${sequence}`;
  await world.database.run(create);
  const fields = input.offersOthers ? withOthers(input.fields, opened) : input.fields;
  const options: LineSourceOptions = {
    format,
    fields,
    nameField: input.nameField,
    rowField: input.rowField,
    dirTime: isOn('dirTime'),
    needsTime: input.needsTime,
    dQuotes,
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
  const countLines = once(() => dataLinesOf(opened));
  return {
    source: {
      name: input.name,
      fields,
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

/** Columns of the files that the format does not list, as text fields. */
function withOthers(
  fields: readonly SourceField[],
  opened: readonly StretchedFile[],
): SourceField[] {
  const known = new Set(fields.map(({ name }) => name.toLowerCase()));
  const others: SourceField[] = [];
  for (const { stretches } of opened) {
    for (const { schema } of stretches) {
      for (const { column } of schema.columns) {
        if (known.has(column.toLowerCase())) continue;
        known.add(column.toLowerCase());
        others.push({ name: column, type: 'STRING' });
      }
    }
  }
  return [...fields, ...others];
}
