import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LineFormat } from '../parsers/format.ts';
import type { BlockJob, PieceNote, ThreadAnswer, ThreadJob, ThreadStart } from './express-jobs.ts';
import type { RunMemory } from './express-memory.ts';
import type { Piece } from './piece.ts';

/** Threads for a machine: beyond this DuckDB, which stores what they read, cannot follow. */
export const defaultThreads = Math.min(4, availableParallelism());

/** A chunk as it is read, and the line carried over from the one before. */
const usualBlock = 5 << 20;

/** Blocks a thread has before it while it reads one. */
const queued = 1;

export interface PoolOptions {
  readonly threads: number;
  /** For working copies. */
  readonly folder: string;
  readonly pieceBytes: number;
  readonly memory: RunMemory;
  readonly formats: readonly LineFormat[];
}

/**
 * Threads that read blocks of lines beside the one that finds them. Which thread reads a block, and
 * when, changes nothing but the numbers of shared values and the order in which rows are stored.
 */
export class ExpressPool {
  readonly #options: PoolOptions;
  readonly #threads: Thread[] = [];
  readonly #pieces: Piece[] = [];
  /** Buffers of blocks that are read: new ones would keep the garbage collector busy. */
  readonly #spare: ArrayBuffer[] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Whether threads can be had: only what is built can run in one. */
  static readonly isPossible = import.meta.url.endsWith('.js');

  /** Gives a copy of a block to the thread with the least to do. */
  add(job: Omit<BlockJob, 'kind' | 'buffer' | 'length'>, bytes: Buffer): void {
    this.#start();
    const [first, ...others] = this.#threads;
    if (first === undefined) throw new Error('a pool without threads');
    const least = others.reduce((a, b) => (b.waiting < a.waiting ? b : a), first);
    const { length } = bytes;
    const spare = this.#spare.pop();
    const buffer =
      spare !== undefined && spare.byteLength >= length
        ? spare
        : new ArrayBuffer(Math.max(length, usualBlock));
    bytes.copy(new Uint8Array(buffer));
    least.post({ kind: 'block', ...job, buffer, length });
  }

  /** Waits until there is room for another block; the pieces that are full meanwhile. */
  async take(): Promise<Piece[]> {
    while (this.#threads.length > 0 && this.#threads.every(({ waiting }) => waiting > queued)) {
      await this.#change();
    }
    return this.#taken();
  }

  /** Waits for all blocks; all pieces. */
  async flush(): Promise<Piece[]> {
    await this.#tellAll({ kind: 'flush' });
    return this.#taken();
  }

  async abandon(): Promise<void> {
    this.#failure = undefined;
    await this.#tellAll({ kind: 'abandon' }).catch(() => undefined);
    this.#pieces.splice(0);
  }

  async forget(): Promise<void> {
    await this.#tellAll({ kind: 'forget' });
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map((thread) => thread.close()));
  }

  async #tellAll(job: ThreadJob): Promise<void> {
    for (const thread of this.#threads) thread.post(job);
    while (this.#threads.some(({ waiting }) => waiting > 0)) await this.#change();
  }

  #taken(): Piece[] {
    this.#rethrow();
    return this.#pieces.splice(0);
  }

  async #change(): Promise<void> {
    this.#rethrow();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#rethrow();
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #start(): void {
    const { threads, folder, pieceBytes, memory } = this.#options;
    while (this.#threads.length < threads) {
      const own = path.join(folder, `thread-${this.#threads.length + 1}`);
      mkdirSync(own, { recursive: true });
      const start: ThreadStart = { folder: own, pieceBytes, ...memory.shared };
      this.#threads.push(new Thread(start, (answer) => this.#hear(answer)));
    }
  }

  #hear(answer: ThreadAnswer): void {
    if (answer.kind === 'done') {
      this.#pieces.push(...answer.pieces.map((note) => this.#piece(note)));
      if (answer.buffer !== undefined) this.#spare.push(answer.buffer);
    } else {
      const { message, code } = answer;
      this.#failure ??= Object.assign(new Error(message), code === undefined ? {} : { code });
    }
    this.#wake?.();
    this.#wake = undefined;
  }

  #piece(note: PieceNote): Piece {
    const format = this.#options.formats.find(({ name }) => name === note.kind.format);
    if (format === undefined) throw new Error(`there is no line format ${note.kind.format}`);
    return { ...note, kind: { ...note.kind, format } };
  }
}

class Thread {
  readonly #worker: Worker;
  /** Jobs that are not answered yet. */
  waiting = 0;

  constructor(start: ThreadStart, hear: (answer: ThreadAnswer) => void) {
    this.#worker = new Worker(new URL('express-thread.js', import.meta.url), { workerData: start });
    const fail = (error: Error): void => {
      this.waiting = 0;
      hear({ kind: 'failed', message: `a reading thread ended: ${error.message}` });
    };
    this.#worker.on('message', (answer: ThreadAnswer) => {
      this.waiting--;
      hear(answer);
    });
    this.#worker.on('error', fail);
  }

  post(job: ThreadJob): void {
    this.waiting++;
    const transfer = job.kind === 'block' ? [job.buffer] : [];
    this.#worker.postMessage(job, transfer);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
