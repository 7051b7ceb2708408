import { createHash } from 'node:crypto';
import { appendFile, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { refuseDatabase } from '../../support/database-file.ts';
import { AppError } from '../../support/errors.ts';
import { byteOrderMark, encoder, type Encode } from './codepages.ts';

/** Where the text of an output goes. Nothing is there for others to see before `commit`. */
export interface Sink {
  /** A file that existed before has rows that stay. */
  readonly isAppending: boolean;
  write(text: string): Promise<void>;
  /** Bytes held in memory, and how to let go of them. */
  readonly pendingBytes: number;
  flush(): Promise<void>;
  commit(): Promise<void>;
  /** Removes what was written; the file that was there before stays as it was. */
  abort(): Promise<void>;
}

const flushBytes = 1 << 20;

export interface FileSinkOptions {
  readonly fileMode: number;
  readonly codepage: number;
}

/** The sink for a file, or null where `-fileMode:2` says to keep the one that exists. */
export async function openFileSink(file: string, options: FileSinkOptions): Promise<Sink | null> {
  const existing = await stat(file).catch(() => undefined);
  if (existing?.isDirectory() === true) {
    throw new AppError('output-is-folder', `cannot write ${file}: it is a folder`);
  }
  if (existing !== undefined && options.fileMode === 2) return null;
  // A pipe, a console or /dev/null cannot be replaced by a rename.
  if (existing !== undefined && !existing.isFile()) return new DirectSink(file, options.codepage);
  const isAppending = options.fileMode === 0 && (existing?.size ?? 0) > 0;
  return new FileSink(file, isAppending, options.codepage);
}

class FileSink implements Sink {
  readonly isAppending: boolean;
  readonly #file: string;
  readonly #temporary: string;
  readonly #encode: Encode;
  #pending: Buffer[] = [];
  pendingBytes = 0;
  #isMade = false;
  #first: string;

  constructor(file: string, isAppending: boolean, codepage: number) {
    this.#file = file;
    this.isAppending = isAppending;
    const mark = createHash('sha256').update(`${file}\0${process.pid}`).digest('hex').slice(0, 8);
    this.#temporary = path.join(path.dirname(file), `.easel-${mark}.tmp`);
    this.#encode = encoder(codepage);
    this.#first = isAppending ? '' : byteOrderMark(codepage);
  }

  async write(text: string): Promise<void> {
    if (text === '') return;
    const bytes = this.#encode(this.#first + text);
    this.#first = '';
    this.#pending.push(bytes);
    this.pendingBytes += bytes.length;
    if (this.pendingBytes >= flushBytes) await this.flush();
  }

  async commit(): Promise<void> {
    await this.flush();
    if (!this.#isMade) return;
    const handle = await open(this.#temporary, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(this.#temporary, this.#file);
  }

  async abort(): Promise<void> {
    this.#pending = [];
    if (this.#isMade) await rm(this.#temporary, { force: true });
  }

  async flush(): Promise<void> {
    if (this.#pending.length === 0) return;
    if (!this.#isMade) refuseDatabase(this.#file);
    try {
      if (!this.#isMade) {
        await mkdir(path.dirname(this.#file), { recursive: true });
        await rm(this.#temporary, { force: true });
        if (this.isAppending) await copyFile(this.#file, this.#temporary);
        else await (await open(this.#temporary, 'wx')).close();
        this.#isMade = true;
      }
      // Opened for each megabyte only: a multiplexed INTO has thousands of these.
      await appendFile(this.#temporary, Buffer.concat(this.#pending));
    } catch (cause) {
      throw new AppError('output-not-written', `cannot write ${this.#file}: ${reason(cause)}`, {
        cause,
      });
    }
    this.#pending = [];
    this.pendingBytes = 0;
  }
}

class DirectSink implements Sink {
  readonly isAppending = false;
  readonly pendingBytes = 0;
  readonly #file: string;
  readonly #encode: Encode;

  constructor(file: string, codepage: number) {
    this.#file = file;
    this.#encode = encoder(codepage);
  }

  async write(text: string): Promise<void> {
    if (text !== '') await appendFile(this.#file, this.#encode(text));
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  commit(): Promise<void> {
    return Promise.resolve();
  }

  abort(): Promise<void> {
    return Promise.resolve();
  }
}

export function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** A stream such as stdout; waits while it is full. */
export function streamSink(
  stream: NodeJS.WritableStream,
  codepage: number,
  visible: (text: string) => string = (text) => text,
): Sink {
  const encode = encoder(codepage);
  return {
    isAppending: false,
    pendingBytes: 0,
    flush: () => Promise.resolve(),
    async write(text) {
      if (text === '') return;
      if (stream.write(encode(visible(text)))) return;
      await new Promise<void>((resolve, reject) => {
        const settle = (error?: Error): void => {
          stream.off('drain', settle);
          stream.off('error', settle);
          stream.off('close', settle);
          if (error instanceof Error) reject(error);
          else resolve();
        };
        stream.once('drain', settle);
        stream.once('error', settle);
        stream.once('close', settle);
      });
    },
    commit: () => Promise.resolve(),
    abort: () => Promise.resolve(),
  };
}

/** Writes a file that appears under its name only when it is whole. */
export async function writeFileWhole(file: string, bytes: Buffer): Promise<void> {
  const temporary = path.join(
    path.dirname(file),
    `.easel-${process.pid}-${path.basename(file)}.tmp`,
  );
  refuseDatabase(file);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await appendFile(temporary, bytes, { flag: 'wx' });
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new AppError('output-not-written', `cannot write ${file}: ${reason(cause)}`, { cause });
  }
}
