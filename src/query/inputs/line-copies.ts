import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { fixedDetails, fixedReason } from '../../ingest/fixed-rejects.ts';
import { fittingFields } from '../../ingest/known-fields.ts';
import { readHead } from '../../ingest/head.ts';
import { LineReader } from '../../ingest/line-reader.ts';
import { Pieces } from '../../ingest/piece.ts';
import { atStart, Segmenter } from '../../ingest/segmenter.ts';
import { fileSource } from '../../ingest/source.ts';
import type { Header, LineFormat } from '../../parsers/format.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { InputWorld } from './input.ts';
import type { Stretch, StretchedFile, StretchOptions } from './line-stretches.ts';
import { linesOf } from './lines-of.ts';
import { headOf } from './open-files.ts';
import type { PlainFile } from './plain-file.ts';

/** A file as clean copies of its lines, one for each schema. */
export async function copiedStretches(
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
    else await readDecoded(file, codepage, segmenter, world);
  } catch (error) {
    pieces.abandon();
    throw error;
  }
  const all = pieces.take(true);
  const { lines, directives, blank } = segmenter.progress;
  return {
    file,
    stretches: all.flatMap(({ kind, file: path }): Stretch[] =>
      kind.schema === null ? [] : [{ file, schema: kind.schema, place: { kind: 'copy', path } }],
    ),
    strays: all.flatMap(({ kind, file: path }) =>
      kind.schema === null ? [{ reason: fixedDetails[fixedReason(kind)], path }] : [],
    ),
    position: {
      bytes: size,
      records: lines - directives - blank,
      lines,
      head: world.checkpoint === undefined ? '' : await headOf(file.path, size),
    },
    dataLines: () => Promise.resolve(all.reduce((sum, piece) => sum + piece.lines, 0)),
  };
}

async function readDecoded(
  file: PlainFile,
  codepage: number,
  segmenter: Segmenter,
  world: InputWorld,
): Promise<void> {
  for await (const line of linesOf(file.path, { codepage, signal: world.signal })) {
    segmenter.block(Buffer.from(`${line}\n`), -1);
  }
}

async function readBytes(file: PlainFile, segmenter: Segmenter, world: InputWorld): Promise<void> {
  const source = await fileSource(file.path, file.path);
  const head = await readHead(source);
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
  const fields = await fittingFields(source, await readHead(source), format);
  return fields === undefined ? {} : { fields };
}
