import type { Hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { LineFormat } from '../parsers/format.ts';
import type { FileHead } from './head.ts';
import { LineReader } from './line-reader.ts';
import type { Pieces } from './piece.ts';
import { Segmenter, type Progress, type SegmenterOptions } from './segmenter.ts';
import type { LogSource } from './source.ts';

/** A place between two lines of a file. */
export interface ReadFrom {
  /** What was read before it. */
  readonly start: Progress;
  readonly offset: number;
  /** The hash of all bytes before `offset`. */
  readonly hash: Hash;
}

export interface SegmentRequest extends ReadFrom {
  readonly source: LogSource;
  readonly encoding: FileHead['encoding'];
  readonly crOnly: boolean;
  readonly format: LineFormat;
  readonly fileId: number;
  readonly pieces: Pieces;
  readonly oldLines: number;
  readonly offerOld: boolean;
  readonly express: NonNullable<SegmenterOptions['express']>;
  /** An unterminated last line is loaded. */
  readonly takeTail: boolean;
  /** After each chunk: full pieces can be loaded meanwhile. */
  readonly onChunk: (bytes: number) => Promise<void>;
}

export interface Segmented {
  readonly progress: Progress;
  readonly prefixBytes: number;
  readonly prefixHash: string;
  readonly pending: 0 | 1;
  readonly openLine?: { readonly offset: number; readonly before: Progress };
}

/** Reads a file from `offset` to its end into pieces. */
export async function segmentFile(request: SegmentRequest): Promise<Segmented> {
  const { source, encoding, crOnly, offset, hash } = request;
  const segmenter = new Segmenter(request);
  const reader = new LineReader({ encoding, crOnly, offset, hash, sink: segmenter });
  for await (const chunk of source.read(offset)) {
    reader.push(chunk);
    await request.onChunk(chunk.length);
    // Lets answers of DuckDB arrive: without it, chunks that are already read would keep them waiting.
    await setImmediate();
  }
  const tail = reader.end();
  const before = segmenter.progress;
  if (tail.bytes.length === 0) {
    return {
      progress: before,
      prefixBytes: tail.offset,
      prefixHash: reader.prefixHash(),
      pending: 0,
    };
  }
  if (!request.takeTail) {
    return {
      progress: before,
      prefixBytes: tail.offset,
      prefixHash: reader.prefixHash(),
      pending: 1,
    };
  }
  const prefixBytes = reader.takeTail(tail);
  return {
    progress: segmenter.progress,
    prefixBytes,
    prefixHash: reader.prefixHash(),
    pending: 0,
    openLine: { offset: tail.offset, before },
  };
}
