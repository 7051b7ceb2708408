import type { Traffic } from '../eas/traffic.ts';
import type { ByteRow } from './byte-row.ts';
import type { ExpressColumn, FactTable } from './fact-table.ts';
import type { Kernel } from './kernel.ts';

/** What the lines of one file have in common for an express reader. */
export interface ExpressOptions {
  readonly fileId: number;
  readonly keepQuery: boolean;
  readonly traffic: Traffic;
  /** Seconds since 1970, the first kept and the first not kept. */
  readonly since: number;
  readonly until: number;
}

/** What an express reader writes; the same for all readers of a schema. */
export interface ExpressLayout {
  /** Columns of `request_facts`, and fields as logged from which `meaning` makes `custom`. */
  readonly facts: readonly ExpressColumn[];
  /** Tables with columns of `request_rows`, or fields as logged, and their DuckDB types. */
  readonly dimensions: readonly {
    readonly table: string;
    readonly columns: Readonly<Record<string, string>>;
  }[];
}

/** Numbers the shared values of a run; what it has numbered is in the warehouse by the next commit. */
export interface ExpressMemory {
  readonly kernel: Kernel;
  /** Counted from 0 in each run: below 2^31. */
  nextId(dimension: number): number;
}

/** Where the rows of a dimension go. */
export interface DimensionSink {
  /** A row with room for `bytes` more; its values follow after `id`. */
  begin(bytes: number): ByteRow;
  /** Takes the row that was begun; one that is not taken is forgotten. */
  take(): void;
}

/** Where an express reader writes. */
export interface ExpressSink {
  readonly facts: FactTable;
  readonly dimensions: readonly DimensionSink[];
}

/**
 * Reads lines in which nothing is unusual byte by byte, where SQL would be many times slower. What it
 * accepts comes out the same as through `meaning`; what it refuses goes that way.
 */
export interface ExpressReader {
  readonly layout: ExpressLayout;
  /** How many lines the last `read` has read, those that are not wanted too. */
  readonly linesRead: number;
  /** An empty table of its columns. */
  newTable(): FactTable;
  /** Takes a block of whole lines, UTF-8 without 0x00 and 0x01, for all readers of the run. */
  take(block: Buffer): void;
  /**
   * Reads lines of the block from `from` on, the first of which has number `lineNo`, up to a line that
   * is not regular, a full table, or the block's end; where it stopped.
   */
  read(from: number, lineNo: number, sink: ExpressSink): number;
}
