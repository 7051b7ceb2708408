import type { Database } from '../duckdb/database.ts';
import type { Format } from '../parsers/format.ts';
import { refreshDerived } from '../models/kept-views.ts';
import { AppError } from '../support/errors.ts';
import { Batch } from './batch.ts';
import type { RunMemory } from './express-memory.ts';
import type { FoundFile } from './find.ts';
import type { IngestOptions } from './ingest-options.ts';
import type { FileOutcome } from './file-context.ts';
import type { FileCounts } from './file-records.ts';
import { ingestFile } from './ingest-file.ts';
import { refuse } from './unread-file.ts';
import { Ledger } from './ledger.ts';
import { Pieces } from './piece.ts';
import { pruneReason } from './prune.ts';
import { fileSources, type LogSource } from './source.ts';
import { openForWriting } from './warehouse.ts';

// A piece should hold a whole row group (122,880 rows) for each of two threads of DuckDB, which writes
// it out by itself then: measured, 32 MB pieces cost half as much again.
const pieceBytes = 48 << 20;
const batchBytes = 256 << 20;
const batchFiles = 2000;
// Readers wait 10 s; they get the warehouse between files at least this often.
const releaseMs = 4000;
const pauseMs = 250;

/** What became of one file. */
export interface FileReport {
  readonly path: string;
  readonly outcome: FileOutcome;
  readonly counts: FileCounts | null;
  /** What was odd where it was unpacked. */
  readonly notes: readonly string[];
}

export interface FailedFile {
  readonly path: string;
  readonly error: AppError;
}

export interface RunOptions {
  readonly options: IngestOptions;
  /** For working copies. */
  readonly folder: string;
  readonly formats: readonly Format[];
  readonly totalBytes: number;
  readonly memory: RunMemory;
  /** The run closes it, and opens it again, to let readers in. */
  readonly db: Database;
  readonly ledger: Ledger;
}

/** A file of the batch, which is told of when that is committed. */
interface Waiting {
  readonly work: Work;
  readonly outcome: FileOutcome;
}

/** One file to read: a log, or a member of an archive. */
interface Work {
  readonly path: string;
  readonly notes?: ReadonlySet<string>;
  read(): Promise<FileOutcome>;
}

/** One run over a list of files: batches, each a transaction, with the warehouse free in between. */
export class IngestRun {
  readonly reports: FileReport[] = [];
  readonly failed: FailedFile[] = [];
  readonly #options: IngestOptions;
  readonly #folder: string;
  readonly #formats: readonly Format[];
  readonly #pieces: Pieces;
  readonly #totalBytes: number;
  readonly #memory: RunMemory;
  /** Of each file with counts, the place of its report. */
  readonly #told = new Map<number, number>();
  #db: Database;
  #ledger: Ledger;
  #batch: Batch;
  #bytes = 0;
  #releasedAt = Date.now();
  #waiting: Waiting[] = [];

  constructor({ options, folder, formats, totalBytes, memory, db, ledger }: RunOptions) {
    this.#options = options;
    this.#folder = folder;
    this.#formats = formats;
    this.#totalBytes = totalBytes;
    this.#db = db;
    this.#ledger = ledger;
    this.#memory = memory;
    this.#pieces = new Pieces(folder, pieceBytes);
    this.#batch = this.#newBatch();
  }

  get db(): Database {
    return this.#db;
  }

  async ingestAll(files: readonly FoundFile[]): Promise<void> {
    const queue = [...files];
    try {
      for (let found = queue.shift(); found !== undefined; found = queue.shift()) {
        this.#options.signal?.throwIfAborted();
        await this.#ingestFile(found);
        const isFull = this.#batch.bytes >= batchBytes || this.#batch.fileCount >= batchFiles;
        if (isFull || Date.now() - this.#releasedAt >= releaseMs) {
          await this.#commit();
          if (queue.length > 0) await this.#letReadersIn();
        }
      }
      await this.#commit();
      if (this.#options.dryRun === true) return;
      this.#options.onCounting?.();
      await refreshDerived(this.#db);
    } catch (error) {
      await this.#batch.rollback();
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  async #ingestFile(found: FoundFile): Promise<void> {
    const before = this.#bytes;
    try {
      for (const work of await this.#worksOf(found)) await this.#attempt(work);
    } catch (error) {
      this.#noteFailure(found.file, error);
    } finally {
      this.#bytes = before + found.size;
      this.#reportProgress(found.file);
    }
  }

  async #worksOf(found: FoundFile): Promise<Work[]> {
    const pruned = pruneReason(found.file, found.modifiedAt, this.#options.filter);
    if (pruned === undefined) {
      const sources = await fileSources(found);
      return sources.map((source) => ({
        path: source.path,
        notes: source.notes,
        read: () => this.#ingestSource(source),
      }));
    }
    const read = (): Promise<FileOutcome> => {
      const context = { ledger: this.#ledger, batch: this.#batch };
      return refuse({ path: found.file, stamp: '' }, pruned, context, 'pruned');
    };
    return [{ path: found.file, read }];
  }

  /** Of an archive the other members are read where one is broken. */
  async #attempt(work: Work): Promise<void> {
    try {
      this.#waiting.push({ work, outcome: await work.read() });
    } catch (error) {
      this.#noteFailure(work.path, error);
      if (this.#batch.isHalfway) await this.#redoBatch();
    }
  }

  #noteFailure(file: string, error: unknown): void {
    if (!(error instanceof AppError) || isFatal(error)) throw error;
    this.failed.push({ path: file, error });
  }

  #ingestSource(source: LogSource): Promise<FileOutcome> {
    const { filter, formatName, dates, asOf } = this.#options;
    const configured = this.#options.configuredServer?.(source.path);
    const server = this.#options.server ?? configured;
    return ingestFile(source, {
      batch: this.#batch,
      ledger: this.#ledger,
      pieces: this.#pieces,
      memory: this.#memory,
      formats: this.#formats,
      filter,
      folder: this.#folder,
      final: this.#options.final === true,
      keepQuery: this.#options.keepQuery === true,
      zoneOf: this.#options.zoneOf ?? (() => undefined),
      ...(dates === undefined ? {} : { dates }),
      ...(asOf === undefined ? {} : { asOf }),
      ...(formatName === undefined ? {} : { formatName }),
      ...(server === undefined ? {} : { server }),
      serverFrom: this.#options.server === undefined ? 'easel.yaml' : '--server',
      onBytes: (bytes) => {
        this.#options.signal?.throwIfAborted();
        if (!source.compressed) this.#bytes += bytes;
        this.#reportProgress(source.path);
      },
    });
  }

  /**
   * A file broke in the middle: what it has brought so far goes, and with it the whole batch. The other
   * files are read again and committed at once, so that no file is read over and over for the next that
   * break.
   */
  async #redoBatch(): Promise<void> {
    await this.#batch.rollback();
    const again = this.#waiting.splice(0);
    this.#ledger = await Ledger.read(this.#db);
    this.#batch = this.#newBatch();
    for (const { work } of again) await this.#attempt(work);
    await this.#commit();
  }

  #reportProgress(file: string): void {
    this.#options.onProgress?.({ bytes: this.#bytes, totalBytes: this.#totalBytes, file });
  }

  async #commit(): Promise<void> {
    const counts = await this.#batch.commit();
    for (const { work, outcome } of this.#waiting.splice(0)) {
      // What was refused may be a copy of what was loaded.
      const isRead = 'record' in outcome && outcome.kind !== 'refused';
      const fileId = isRead ? outcome.record.fileId : undefined;
      const count = fileId === undefined ? undefined : counts.get(fileId);
      if (fileId !== undefined && count !== undefined) this.#tellOnce(fileId);
      const notes = [...(work.notes ?? [])];
      this.reports.push({ path: work.path, outcome, counts: count ?? null, notes });
    }
    this.#batch = this.#newBatch();
  }

  /** A log may stand in two places, grown in one of them: its counts are reported once, with the last. */
  #tellOnce(fileId: number): void {
    const before = this.#told.get(fileId);
    const report = before === undefined ? undefined : this.reports[before];
    if (before !== undefined && report !== undefined) {
      this.reports[before] = { ...report, counts: null };
    }
    this.#told.set(fileId, this.reports.length);
  }

  #newBatch(): Batch {
    return new Batch({
      db: this.#db,
      pieces: this.#pieces,
      memory: this.#memory,
      ledger: this.#ledger,
      filter: this.#options.filter,
      asked: {
        keepQuery: this.#options.keepQuery === true,
      },
      dryRun: this.#options.dryRun === true,
      now: this.#options.now ?? (() => new Date()),
    });
  }

  /** A DuckDB file shuts out readers while it is open for writing. */
  async #letReadersIn(): Promise<void> {
    if (Date.now() - this.#releasedAt < releaseMs || this.#options.dryRun === true) return;
    this.#db.close();
    await new Promise((done) => setTimeout(done, pauseMs));
    this.#db = await openForWriting(this.#options.warehouse, this.#options.signal);
    this.#batch = this.#newBatch();
    this.#releasedAt = Date.now();
  }
}

/** What hits every file alike, not just the one being read. */
function isFatal(error: AppError): boolean {
  return error.exitCode === 2 || error.code === 'disk-full';
}
