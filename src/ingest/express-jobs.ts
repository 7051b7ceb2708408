import type { ExpressOptions } from '../parsers/express/express-reader.ts';
import type { Header } from '../parsers/format.ts';
import type { Piece, PieceKind } from './piece.ts';

// What goes between ingest and the threads that read lines for it: plain data only.

/** What a thread is started with. */
export interface ThreadStart {
  /** Where its working copies go; no other thread has it. */
  readonly folder: string;
  readonly pieceBytes: number;
  readonly firstIds: readonly number[];
  /** How many numbers all threads have taken since, one counter a dimension. */
  readonly taken: SharedArrayBuffer;
}

/** A block of whole lines of data, none of which is blank or a directive. */
export interface BlockJob {
  readonly kind: 'block';
  readonly format: string;
  readonly header: Header;
  readonly options: ExpressOptions;
  /** Its first `length` bytes are the block. */
  readonly buffer: ArrayBuffer;
  readonly length: number;
  /** Where it stands in the file, or -1. */
  readonly offset: number;
  /** Lines of the file before it. */
  readonly lines: number;
}

export type ThreadJob =
  | BlockJob
  /** Hand over the pieces that are still open. */
  | { readonly kind: 'flush' }
  /** Hand over nothing: what was read is not wanted any more. */
  | { readonly kind: 'abandon' }
  /** Number all shared values anew. */
  | { readonly kind: 'forget' };

/** A piece whose format goes by its name. */
export type PieceNote = Omit<Piece, 'kind'> & {
  readonly kind: Omit<PieceKind, 'format'> & { readonly format: string };
};

export type ThreadAnswer =
  /** A job is done; these pieces are full, or with `flush` finished. */
  | {
      readonly kind: 'done';
      readonly pieces: readonly PieceNote[];
      /** The buffer of the block, to be filled again. */
      readonly buffer?: ArrayBuffer;
    }
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string };
