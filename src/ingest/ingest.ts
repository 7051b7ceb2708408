import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../duckdb/database.ts';
import { loadFormats } from '../parsers/registry.ts';
import { AppError } from '../support/errors.ts';
import { Batch, type FileCounts } from './batch.ts';
import type { Filter } from './filter.ts';
import { findFiles, type NotFound } from './find.ts';
import { ingestFile, type FileContext, type FileOutcome } from './ingest-file.ts';
import { Ledger } from './ledger.ts';
import { takeLock, type LockOptions } from './lock.ts';
import { Pieces } from './piece.ts';
import { fileSource, type LogSource } from './source.ts';
import { openWarehouse } from './warehouse.ts';

export interface IngestOptions extends LockOptions {
  readonly warehouse: string;
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly filter: Filter;
  readonly formatName?: string;
  readonly server?: string;
  readonly keepQuery?: boolean;
  readonly final?: boolean;
  readonly dates?: 'dmy' | 'mdy' | 'iso';
  readonly asOf?: string;
  readonly now?: () => Date;
  readonly onProgress?: (progress: IngestProgress) => void;
}

export interface IngestProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly file: string;
}

/** One file of the run. */
export interface FileReport {
  readonly path: string;
  readonly outcome: FileOutcome;
  readonly counts: FileCounts | null;
}

/** What the run did. */
export interface IngestReport {
  readonly files: readonly FileReport[];
  readonly missing: readonly NotFound[];
  /** Files that failed: damaged, unreadable. */
  readonly failed: readonly { readonly path: string; readonly error: AppError }[];
}

// Two threads each need a whole row group (122,880 rows) of a piece to write it out by itself:
// measured, 32 MB pieces cost half as much again.
const pieceBytes = 128 << 20;
const batchBytes = 256 << 20;
const batchFiles = 2000;
const memory = '350MB';
// Readers wait 10 s; they get the warehouse between files at least this often.
const releaseMs = 4000;
const pauseMs = 250;

/** Loads what `paths` name into the warehouse, exactly once. */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { files: found, missing } = await findFiles(options.paths, options.cwd);
  const lock = await takeLock(options.warehouse, options);
  const folder = `${path.resolve(options.warehouse)}.tmp`;
  try {
    // What a killed run has left behind.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const sources: LogSource[] = [];
    for (const { file, root } of found) sources.push(await fileSource(file, root));
    const run = await Run.open(options, folder, sources);
    try {
      await run.all();
    } finally {
      await run.close();
    }
    return { files: run.reports, missing, failed: run.failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock.release();
  }
}

class Run {
  readonly reports: FileReport[] = [];
  readonly failed: { path: string; error: AppError }[] = [];
  readonly #options: IngestOptions;
  readonly #folder: string;
  readonly #sources: readonly LogSource[];
  readonly #totalBytes: number;
  #db: Database;
  #ledger: Ledger;
  #batch: Batch;
  #pieces: Pieces;
  #bytes = 0;
  #releasedAt = Date.now();
  #waiting: { path: string; outcome: FileOutcome }[] = [];

  private constructor(
    options: IngestOptions,
    folder: string,
    sources: readonly LogSource[],
    db: Database,
    ledger: Ledger,
  ) {
    this.#options = options;
    this.#folder = folder;
    this.#sources = sources;
    this.#totalBytes = sources.reduce((sum, { size }) => sum + size, 0);
    this.#db = db;
    this.#ledger = ledger;
    this.#pieces = new Pieces(folder, pieceBytes);
    this.#batch = this.#newBatch();
  }

  static async open(
    options: IngestOptions,
    folder: string,
    sources: readonly LogSource[],
  ): Promise<Run> {
    const db = await openForWriting(options);
    try {
      return new Run(options, folder, sources, db, await Ledger.read(db));
    } catch (error) {
      db.close();
      throw error;
    }
  }

  async all(): Promise<void> {
    const formats = await loadFormats();
    try {
      for (const source of this.#sources) {
        this.#options.signal?.throwIfAborted();
        await this.#one(source, formats);
        if (this.#batch.bytes >= batchBytes || this.#batch.fileCount >= batchFiles) {
          await this.#commit();
          await this.#letReadersIn();
        }
      }
      await this.#commit();
    } catch (error) {
      await this.#batch.rollback();
      throw error;
    }
  }

  close(): Promise<void> {
    this.#db.close();
    return Promise.resolve();
  }

  async #one(source: LogSource, formats: FileContext['formats']): Promise<void> {
    const before = this.#bytes;
    const { filter, formatName, server, dates, asOf } = this.#options;
    const outcome = await ingestFile(source, {
      batch: this.#batch,
      ledger: this.#ledger,
      pieces: this.#pieces,
      formats,
      filter,
      folder: this.#folder,
      final: this.#options.final === true,
      keepQuery: this.#options.keepQuery === true,
      ...(dates === undefined ? {} : { dates }),
      ...(asOf === undefined ? {} : { asOf }),
      ...(formatName === undefined ? {} : { formatName }),
      ...(server === undefined ? {} : { server }),
      onBytes: (bytes) => {
        this.#options.signal?.throwIfAborted();
        this.#bytes += source.compressed ? 0 : bytes;
        this.#tell(source.path);
      },
    });
    this.#bytes = before + source.size;
    this.#tell(source.path);
    this.#waiting.push({ path: source.path, outcome });
  }

  #tell(file: string): void {
    this.#options.onProgress?.({ bytes: this.#bytes, totalBytes: this.#totalBytes, file });
  }

  async #commit(): Promise<void> {
    const counts = await this.#batch.commit();
    for (const { path: file, outcome } of this.#waiting.splice(0)) {
      const fileId = 'record' in outcome ? outcome.record.fileId : undefined;
      const count = fileId === undefined ? undefined : counts.get(fileId);
      this.reports.push({ path: file, outcome, counts: count ?? null });
    }
    this.#batch = this.#newBatch();
  }

  #newBatch(): Batch {
    return new Batch({
      db: this.#db,
      pieces: this.#pieces,
      ledger: this.#ledger,
      filter: this.#options.filter,
      keepQuery: this.#options.keepQuery === true,
      now: this.#options.now ?? (() => new Date()),
    });
  }

  /** A DuckDB file shuts out readers while it is open for writing. */
  async #letReadersIn(): Promise<void> {
    if (Date.now() - this.#releasedAt < releaseMs) return;
    this.#db.close();
    await new Promise((done) => setTimeout(done, pauseMs));
    this.#db = await openForWriting(this.#options);
    this.#batch = this.#newBatch();
    this.#releasedAt = Date.now();
  }
}

async function openForWriting({ warehouse, signal }: IngestOptions): Promise<Database> {
  // A reader may hold it as long as its query takes.
  const db = await openWarehouse(warehouse, {
    access: 'read-write',
    memory,
    waitMs: 600_000,
    ...(signal === undefined ? {} : { signal }),
  });
  // Each line carries its number, so threads need not wait for each other.
  await db.run('set preserve_insertion_order = false');
  return db;
}
