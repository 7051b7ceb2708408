import type { Hash } from 'node:crypto';
import type { ExpressOptions } from '../parsers/express/express-reader.ts';
import type { LineFormat } from '../parsers/format.ts';
import type { FileHead } from './head.ts';
import { segmentFile, type Segmented } from './segment-file.ts';
import type { Progress } from './segmenter.ts';
import type { LogSource } from './source.ts';
import type { FileContext } from './file-context.ts';

export function segment(
  source: LogSource,
  head: FileHead,
  format: LineFormat,
  fileId: number,
  context: FileContext,
  from: Start0,
): Promise<Segmented> {
  const options = expressOptions(fileId, context);
  return segmentFile({
    source,
    encoding: head.encoding,
    crOnly: head.crOnly,
    format,
    fileId,
    pieces: context.pieces,
    start: from.start,
    offset: from.offset,
    hash: from.hash,
    oldLines: from.oldLines,
    offerOld: from.offerOld,
    express: { options, memory: context.memory },
    takeTail: context.final || source.compressed || from.isTailLoaded === true,
    onChunk: async (bytes) => {
      context.onBytes(bytes);
      await context.batch.loadFull(bytes);
    },
  });
}

/** What an express reader needs to know of a file and of what is kept of it. */
export function expressOptions(fileId: number, { filter, keepQuery }: FileContext): ExpressOptions {
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

export interface Start0 {
  readonly start: Progress;
  readonly offset: number;
  readonly hash: Hash;
  readonly oldLines: number;
  readonly offerOld: boolean;
  /** The unterminated line at the end is one of the old ones. */
  readonly isTailLoaded?: boolean;
}
