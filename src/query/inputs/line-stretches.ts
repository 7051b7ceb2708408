import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { quotedString } from '../../duckdb/sql-text.ts';
import { Pieces, type Piece } from '../../ingest/piece.ts';
import { LineReader } from '../../ingest/line-reader.ts';
import { atStart, longestLine, Segmenter } from '../../ingest/segmenter.ts';
import { fittingFields } from '../../ingest/known-fields.ts';
import { fileSource } from '../../ingest/source.ts';
import { readHead } from '../../ingest/head.ts';
import type { Header, LineFormat, LineSchema } from '../../parsers/format.ts';
import { lineColumns } from '../../parsers/physical.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { InputWorld } from './input.ts';
import { surveyInPlace } from './line-survey.ts';
import { linesOf } from './lines-of.ts';
import { headOf, positionIn } from './open-files.ts';
import type { PlainFile } from './plain-file.ts';

/** Lines of one schema that one scan gives, in the order of the file. */
export interface Stretch {
  readonly file: PlainFile;
  readonly schema: LineSchema;
  readonly lines: number;
  /** The date of `#Date` where the lines have none; per line in a clean copy. */
  readonly day?: string;
  readonly place:
    | { readonly kind: 'file'; readonly lineEnd: '\n' | '\r\n'; readonly hasDirectives: boolean }
    | { readonly kind: 'copy'; readonly path: string };
}

export interface StretchedFile {
  readonly file: PlainFile;
  readonly stretches: readonly Stretch[];
  /** Lines that no schema covers: they stand before any header, or are too long. */
  readonly strays: readonly {
    readonly reason: string;
    readonly path: string;
    readonly lines: number;
  }[];
  readonly position: FilePosition;
  readonly dataLines: number;
}

export interface StretchOptions {
  readonly format: LineFormat;
  readonly codepage: number;
  /** False where the lines need a change before DuckDB reads them. */
  readonly inPlace: boolean;
}

/** A file as stretches to scan: in place where its bytes allow it, else over a clean copy. */
export async function stretchesOf(
  file: PlainFile,
  options: StretchOptions,
  world: InputWorld,
): Promise<StretchedFile> {
  const { format } = options;
  const isPlainText = [0, -2, 65001, 20127].includes(options.codepage);
  const before = await positionIn(file, world);
  if (options.inPlace && isPlainText && world.checkpoint === undefined) {
    const survey = await surveyInPlace(file.path, format, world.signal);
    if (survey !== undefined) {
      const { schema, header, dataLines } = survey;
      const stretch: Stretch | undefined =
        schema === null
          ? undefined
          : {
              file,
              schema,
              lines: dataLines,
              ...(header.day === undefined ? {} : { day: header.day }),
              place: {
                kind: 'file',
                lineEnd: survey.lineEnd,
                hasDirectives: format.directive !== undefined,
              },
            };
      return {
        file,
        stretches: stretch === undefined ? [] : [stretch],
        strays: [],
        position: { bytes: survey.bytes, records: dataLines, lines: survey.lines, head: '' },
        dataLines,
      };
    }
  }
  return copied(file, options, before, isPlainText, world);
}

async function copied(
  file: PlainFile,
  { format, codepage }: StretchOptions,
  before: FilePosition | undefined,
  isPlainText: boolean,
  world: InputWorld,
): Promise<StretchedFile> {
  const { size } = await stat(file.path);
  const folder = world.temporaryPath();
  await mkdir(folder);
  const pieces = new Pieces(folder, Infinity);
  const segmenter = new Segmenter({
    format,
    fileId: 1,
    pieces,
    start: { ...atStart, header: await startHeader(file, format) },
    oldLines: before?.lines ?? 0,
    offerOld: false,
  });
  try {
    if (isPlainText) await readBytes(file, segmenter, world);
    else {
      for await (const line of linesOf(file.path, { codepage, signal: world.signal })) {
        segmenter.block(Buffer.from(`${line}\n`), -1);
      }
    }
  } catch (error) {
    pieces.abandon();
    throw error;
  }
  const all = pieces.take(true);
  const stretches = all.flatMap((piece): Stretch[] =>
    piece.kind.schema === null
      ? []
      : [
          {
            file,
            schema: piece.kind.schema,
            lines: piece.lines,
            place: { kind: 'copy', path: piece.file },
          },
        ],
  );
  const { lines, directives, blank } = segmenter.progress;
  return {
    file,
    stretches,
    strays: all.flatMap((piece) =>
      piece.kind.schema === null
        ? [{ reason: strayReason(piece), path: piece.file, lines: piece.lines }]
        : [],
    ),
    position: {
      bytes: size,
      records: lines - directives - blank,
      lines,
      head: world.checkpoint === undefined ? '' : await headOf(file.path, size),
    },
    dataLines: all.reduce((sum, piece) => sum + piece.lines, 0),
  };
}

async function readBytes(file: PlainFile, segmenter: Segmenter, world: InputWorld): Promise<void> {
  const source = await fileSource(file.path, file.path);
  const head = await readHead(source, true);
  const { encoding, crOnly } = head;
  const reader = new LineReader({
    encoding,
    crOnly,
    offset: 0,
    hash: createHash('sha256'),
    sink: segmenter,
  });
  for await (const chunk of source.read(0)) {
    world.signal.throwIfAborted();
    reader.push(chunk);
  }
  const tail = reader.end();
  // An unterminated last line is a record, unless the next run of a checkpoint will see the whole.
  if (tail.bytes.length > 0 && world.checkpoint === undefined) reader.takeTail(tail);
}

/** A file that has lost its header is read by the known field list that fits all its records. */
async function startHeader(file: PlainFile, format: LineFormat): Promise<Header> {
  if (format.knownFields === undefined) return {};
  const source = await fileSource(file.path, file.path);
  const fields = await fittingFields(source, await readHead(source, true), format);
  return fields === undefined ? {} : { fields };
}

const strayReasons: Readonly<Record<string, string>> = {
  'no-fields': 'there is no #Fields line above it',
  'too-long': 'the line is longer than 1 MB',
};

function strayReason({ kind }: Piece): string {
  return strayReasons[kind.reject ?? ''] ?? 'it cannot be read';
}

/** A clean copy as a relation of `line_no`, `day` and `line`. */
export function copyScan(path: string): string {
  const columns = Object.entries(lineColumns).map(([name, type]) => `'${name}': '${type}'`);
  return `read_csv(${quotedString(path)}, auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', comment = '', nullstr = '', new_line = '\\n', max_line_size = ${2 * longestLine}, columns = {${columns.join(', ')}})`;
}
