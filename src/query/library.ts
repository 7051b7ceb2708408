import { readFile } from 'node:fs/promises';
import { SaxesParser } from 'saxes';
import { AppError, UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';

/** One query of a Log Parser Studio library. */
export interface LibraryQuery {
  readonly name: string;
  readonly description: string;
  readonly text: string;
  /** The input format in Log Parser's spelling, where the library's log type has one. */
  readonly inputFormat?: string;
  /** Parameters the log type brings with it, by lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly logType: string;
  readonly category: string;
}

const logTypes: Readonly<Record<string, readonly [string, Record<string, string>?]>> = {
  IISW3CLOG: ['IISW3C'],
  IISLOG: ['IIS'],
  IISODBCLOG: ['IISODBC'],
  W3CLOG: ['W3C'],
  EVTLOG: ['EVT'],
  // Exchange's own logs: four comment lines, then the header behind `#Fields: `.
  EELLOG: ['CSV', { nskiplines: '4' }],
  EELXLOG: ['CSV', { nskiplines: '4' }],
  CSVLOG: ['CSV'],
  TSVLOG: ['TSV'],
  TXTLINELOG: ['TEXTLINE'],
  TEXTLINELOG: ['TEXTLINE'],
  TXTWORDLOG: ['TEXTWORD'],
  TEXTWORDLOG: ['TEXTWORD'],
  HTTPERRLOG: ['HTTPERR'],
  URLSCANLOG: ['URLSCAN'],
  REGLOG: ['REG'],
  FSLOG: ['FS'],
  NCSALOG: ['NCSA'],
  XMLLOG: ['XML'],
  ADSLOG: ['ADS'],
  ETWLOG: ['ETW'],
  NETMONLOG: ['NETMON'],
};

const largestLibrary = 64 << 20;

/** Reads `<ArrayOfLPQuery>` as Log Parser Studio saves and exports it. */
export async function readLibrary(file: string): Promise<LibraryQuery[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new AppError('no-library', `cannot read the library ${file}`, { cause });
  }
  if (bytes.length > largestLibrary) {
    throw new AppError('bad-library', `${file} is larger than ${largestLibrary >> 20} MB`);
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
  return parseLibrary(text, file);
}

export function parseLibrary(text: string, name: string): LibraryQuery[] {
  const queries: LibraryQuery[] = [];
  let fields: Map<string, string> | undefined;
  let field: string | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new AppError('bad-library', `${name} is no well-formed XML: ${error.message}`);
  });
  parser.on('opentag', ({ name: tag }) => {
    if (tag === 'LPQuery') fields = new Map();
    else if (fields !== undefined) field = tag;
  });
  const add = (part: string): void => {
    if (fields !== undefined && field !== undefined) {
      fields.set(field, (fields.get(field) ?? '') + part);
    }
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name: tag }) => {
    if (tag === 'LPQuery' && fields !== undefined) {
      queries.push(queryOf(fields));
      fields = undefined;
    }
    field = undefined;
  });
  parser.write(text).close();
  if (queries.length === 0) {
    throw new AppError('bad-library', `${name} holds no <LPQuery>`, {
      hint: 'easel reads the library that Log Parser Studio exports (LPSV2Library.xml)',
    });
  }
  return queries;
}

function queryOf(fields: ReadonlyMap<string, string>): LibraryQuery {
  const logType = (fields.get('LogType') ?? '').trim();
  const [inputFormat, parameters] = logTypes[logType.toUpperCase()] ?? [];
  return {
    name: (fields.get('QueryName') ?? '').trim(),
    description: (fields.get('QueryDescription') ?? '').trim(),
    text: fields.get('QueryData') ?? '',
    ...(inputFormat === undefined ? {} : { inputFormat }),
    parameters: new Map(Object.entries(parameters ?? {})),
    logType,
    category: (fields.get('QueryCategory') ?? '').trim(),
  };
}

/** The query called `wanted`, case and outer blanks ignored. */
export function findQuery(queries: readonly LibraryQuery[], wanted: string): LibraryQuery {
  const key = wanted.trim().toLowerCase();
  const found = queries.find((query) => query.name.toLowerCase() === key);
  if (found !== undefined) return found;
  const near = nearest(
    wanted,
    queries.map((query) => query.name),
  );
  throw new UsageError('unknown-query', `the library has no query named "${wanted}"`, {
    hint: near === undefined ? '--list shows its queries' : `did you mean "${near}"?`,
  });
}
