import { rmSync } from 'node:fs';
import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { pairTouched } from '../models/pair-touched.ts';
import { dropUnusedDimensions, insertRequests } from '../models/write-requests.ts';
import type { FileFacts, FramedFormat } from '../parsers/format.ts';
import type { RunMemory } from './express-memory.ts';
import type { Filter } from './filter.ts';
import { framedStatements, type FramedPiece } from './framed.ts';
import type { FileRecord, Ledger } from './ledger.ts';
import { expressStatements } from './load-express.ts';
import { loadStatements, type Asked, type FileNames } from './load-sql.ts';
import { writeRecords, type FileCounts } from './file-records.ts';
import { isExpress, removePiece, type Piece, type Pieces } from './piece.ts';
import type { Progress } from './segmenter.ts';
import { checkCounts, countsOf, storedCounts, type Stored } from './stored-counts.ts';

export interface BatchOptions {
  readonly db: Database;
  readonly pieces: Pieces;
  readonly ledger: Ledger;
  readonly memory: RunMemory;
  readonly filter: Filter;
  readonly asked: Asked;
  /** Count and undo: nothing is kept. */
  readonly dryRun: boolean;
  readonly now: () => Date;
}

/** Pieces that may wait: DuckDB takes several of one kind on as many cores. */
const mostWaiting = 4;

/**
 * The files of one transaction: their rows, rejects and ledger entries are committed together, so a
 * crash leaves each file as before or as after. Pieces are loaded while the next are written.
 */
export class Batch {
  readonly #options: BatchOptions;
  readonly #names = new Map<number, FileNames>();
  readonly #before = new Map<number, FileRecord>();
  readonly #records = new Map<number, { record: FileRecord; progress: Progress | null }>();
  /** Those that framed files filled. */
  readonly #tables = new Set<string>();
  /** Pieces that are not in the warehouse yet, and the loading of them. */
  readonly #queue: Piece[] = [];
  #loading: Promise<void> | undefined;
  #step: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #gone: { from: string; to: string } | undefined;
  #isOpen = false;
  #hasUndone = false;
  #isHalfway = false;
  #isReading = true;
  #bytes = 0;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get fileCount(): number {
    return this.#records.size;
  }

  /** Whether some of a file is in the batch, but not all of it: a fault now costs the whole batch. */
  get isHalfway(): boolean {
    return this.#isHalfway;
  }

  /** Announces a file whose lines are about to come. */
  async begin(names: FileNames, before: FileRecord | undefined): Promise<void> {
    await this.#start();
    this.#isHalfway = true;
    this.#names.set(names.fileId, names);
    // Of a file that is read again, from a copy of it, what was known before the batch counts.
    const isFirst = !this.#before.has(names.fileId) && !this.#records.has(names.fileId);
    if (before !== undefined && isFirst) this.#before.set(names.fileId, before);
  }

  /** Removes what a file brought, for it was rewritten; one line only where `line` is given. */
  async undo(fileId: number, line?: number, tables: readonly string[] = []): Promise<void> {
    await this.#start();
    // What this batch has of the file may not be in the warehouse yet.
    for (const piece of this.#options.pieces.take(true)) await this.#enqueue(piece);
    await this.#settle();
    this.#hasUndone = true;
    this.#isHalfway = true;
    const { db } = this.#options;
    const [period] = await db.rows(
      `select min(requested_at)::varchar as "from", max(requested_at)::varchar as "to" from request_facts where file_id = $fileId`,
      { fileId },
    );
    const from = period?.['from'];
    const to = period?.['to'];
    if (typeof from === 'string' && typeof to === 'string') {
      this.#gone = {
        from: this.#gone === undefined || from < this.#gone.from ? from : this.#gone.from,
        to: this.#gone === undefined || to > this.#gone.to ? to : this.#gone.to,
      };
    }
    const bindings = line === undefined ? { fileId } : { fileId, line };
    const only = line === undefined ? '' : ' and line_no = $line';
    for (const table of new Set(['request_facts', 'rejects', ...tables])) {
      const sql = `delete from ${quotedIdentifier(table)} where file_id = $fileId${only}`;
      await db.run(sql, bindings);
    }
  }

  /** Loads a framed file; it is one statement, as its meaning may look at all records together. */
  async loadFramed(
    piece: FramedPiece,
    format: FramedFormat,
    facts: FileFacts,
    fileId: number,
  ): Promise<void> {
    await this.#start();
    await this.#settle();
    const { db } = this.#options;
    const statements = framedStatements(piece, format, facts, fileId);
    if (piece.counts.data > piece.rejected) await db.run(statements.records);
    if (piece.rejected > 0) await db.run(statements.rejects);
    rmSync(piece.records, { force: true });
    rmSync(piece.rejects, { force: true });
    this.#tables.add(format.table);
  }

  /** Hands full pieces to DuckDB; waits only where many wait already. */
  async loadFull(bytes: number): Promise<void> {
    this.#bytes += bytes;
    for (const piece of this.#options.pieces.take(false)) await this.#enqueue(piece);
    this.#rethrow();
  }

  /** The new state of a file; `progress` is null where it has no counts. */
  async remember(record: FileRecord, progress: Progress | null): Promise<void> {
    await this.#start();
    this.#records.set(record.fileId, { record, progress });
    this.#isHalfway = false;
    this.#options.ledger.put(record);
  }

  /** Loads what is left and commits all files of the batch together. */
  async commit(): Promise<Map<number, FileCounts>> {
    const counts = new Map<number, FileCounts>();
    if (!this.#isOpen) return counts;
    this.#isReading = false;
    for (const piece of this.#options.pieces.take(true)) await this.#enqueue(piece);
    await this.#settle();
    const { db, filter, memory } = this.#options;
    await db.leaveCores(0);
    const ids = [...this.#records.keys()];
    const stored = await storedCounts(db, ids, this.#tables);
    for (const [fileId, { record, progress }] of this.#records) {
      if (progress === null) continue;
      const count = countsOf(record, progress, stored.get(fileId));
      checkCounts(record, count, filter);
      counts.set(fileId, count);
    }
    const { now } = this.#options;
    await writeRecords(
      db,
      [...this.#records.values()].map(({ record }) => record),
      counts,
      now(),
    );
    // A refused file added no rows, so there is nothing to pair.
    if (stored.size > 0 || this.#hasUndone) {
      await pairTouched(db, { ...this.#touched(stored), fileIds: ids });
    }
    if (this.#hasUndone) {
      await dropUnusedDimensions(db);
      // What is numbered may not be in the warehouse any more.
      memory.forget();
    }
    await db.run(this.#options.dryRun ? 'rollback' : 'commit');
    if (this.#options.dryRun) memory.forget();
    this.#isOpen = false;
    return counts;
  }

  /** Undoes everything; the warehouse is as before the batch. */
  async rollback(): Promise<void> {
    this.#options.pieces.abandon();
    this.#queue.splice(0).forEach(removePiece);
    await this.#loading;
    if (this.#isOpen) await this.#options.db.run('rollback').catch(() => undefined);
    this.#options.memory.forget();
    this.#isOpen = false;
  }

  async #start(): Promise<void> {
    if (this.#isOpen) return;
    await this.#options.db.run('begin');
    this.#isOpen = true;
  }

  /** Waits only where many pieces wait already. */
  async #enqueue(piece: Piece): Promise<void> {
    this.#queue.push(piece);
    this.#loading ??= this.#loadAll();
    while (this.#queue.length > mostWaiting && this.#failure === undefined) await this.#step;
  }

  async #settle(): Promise<void> {
    await this.#loading;
    this.#rethrow();
  }

  async #loadAll(): Promise<void> {
    while (this.#queue.length > 0 && this.#failure === undefined) {
      this.#step = this.#load(nextOf(this.#queue)).catch((error: unknown) => {
        this.#failure = { error };
      });
      await this.#step;
    }
    this.#loading = undefined;
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #load(pieces: readonly [Piece, ...Piece[]]): Promise<void> {
    const { db, filter, asked, memory } = this.#options;
    const ids = new Set(pieces.flatMap(({ fileIds }) => fileIds));
    const files = [...ids].flatMap((id) => this.#names.get(id) ?? []);
    const express = pieces.filter(isExpress);
    // The next lines are read meanwhile, unless that has to wait as well.
    const isReading = this.#isReading && express.length > 0 && pieces.length <= mostWaiting;
    await db.leaveCores(isReading ? 1 : 0);
    const statements = expressStatements(express, files, asked, memory.firstIds);
    // All at once: between two of them the engine would wait until the next chunk has been read.
    if (statements.length > 0) await db.run(statements.join(';\n'));
    const [piece] = pieces;
    if (!isExpress(piece)) {
      const again = piece.kind.again;
      const loads = again === undefined ? [] : (this.#before.get(again)?.loads ?? []);
      const { rows, rejects } = loadStatements({ piece, files, filter, asked, loads });
      const taken = rows === null ? 0 : await insertRequests(db, rows);
      if (rejects !== null && taken < piece.lines) await db.run(rejects);
    }
    pieces.forEach(removePiece);
  }

  #touched(stored: ReadonlyMap<number, Stored>): { from: string | null; to: string | null } {
    let from = this.#gone?.from ?? null;
    let to = this.#gone?.to ?? null;
    for (const { firstAt, lastAt } of stored.values()) {
      if (firstAt !== null && (from === null || firstAt < from)) from = firstAt;
      if (lastAt !== null && (to === null || lastAt > to)) to = lastAt;
    }
    return { from, to };
  }
}

/** Takes the next piece from the queue, and of those read byte by byte all that are alike. */
function nextOf(queue: Piece[]): [Piece, ...Piece[]] {
  const [first, ...others] = queue.splice(0);
  if (first === undefined) throw new Error('an empty queue');
  const alike = others.filter((piece) => isExpress(first) && piece.kind.key === first.kind.key);
  queue.push(...others.filter((piece) => !alike.includes(piece)));
  return [first, ...alike];
}
