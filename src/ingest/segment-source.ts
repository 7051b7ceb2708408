import { createHash } from 'node:crypto';
import type { ExpressOptions } from '../parsers/express/express-reader.ts';
import type { Header, LineFormat } from '../parsers/format.ts';
import type { FileHead } from './head.ts';
import { segmentFile, type ReadFrom, type Segmented } from './segment-file.ts';
import { atStart } from './segmenter.ts';
import type { LogSource } from './source.ts';
import type { FileContext } from './file-context.ts';

export interface SourceLines {
  readonly head: FileHead;
  readonly format: LineFormat;
  readonly fileId: number;
  readonly from: ReadFrom;
  /** Lines up to this one were loaded before. */
  readonly oldLines: number;
  /** They are offered again, to a wider filter. */
  readonly offerOld: boolean;
  /** The unterminated line at the end is one of the old ones. */
  readonly isTailLoaded?: boolean;
}

/** Reads the lines of a source into the pieces of the run, and loads these as they are full. */
export function segmentSource(
  source: LogSource,
  { head, from, isTailLoaded, ...lines }: SourceLines,
  context: FileContext,
): Promise<Segmented> {
  const options = expressOptions(lines.fileId, context);
  return segmentFile({
    ...lines,
    ...from,
    source,
    encoding: head.encoding,
    crOnly: head.crOnly,
    pieces: context.pieces,
    express: { options, memory: context.memory },
    takeTail: context.final || source.compressed || isTailLoaded === true,
    onChunk: async (bytes) => {
      context.onBytes(bytes);
      await context.batch.loadFull(bytes);
    },
  });
}

/** The beginning of a file; `header` is what is taken for its field list where it has none. */
export function fromBeginning(header: Header): ReadFrom {
  return { start: { ...atStart, header }, offset: 0, hash: createHash('sha256') };
}

function expressOptions(fileId: number, { filter, keepQuery }: FileContext): ExpressOptions {
  const seconds = (time: string | undefined, otherwise: number): number =>
    time === undefined ? otherwise : Date.parse(`${time.replace(' ', 'T')}Z`) / 1000;
  return {
    fileId,
    keepQuery,
    traffic: filter.traffic,
    since: seconds(filter.since, -Infinity),
    until: seconds(filter.until, Infinity),
  };
}
