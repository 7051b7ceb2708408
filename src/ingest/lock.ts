import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { AppError } from '../support/errors.ts';

/** Who holds a warehouse for writing. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

export interface WriterLock {
  release(): Promise<void>;
}

export interface LockOptions {
  /** Wait for the present holder instead of failing. */
  readonly wait?: boolean;
  readonly signal?: AbortSignal;
  /** Called once when there is somebody to wait for. */
  readonly onWait?: (holder: LockHolder) => void;
}

const beatMs = 1000;
// A holder renews its lock every second; one that has not for this long is gone.
const staleMs = 20_000;

/** The sidecar file that names the writer. DuckDB's own lock guards the bytes; this one the whole run. */
export function lockFile(warehouse: string): string {
  return `${path.resolve(warehouse)}.lock`;
}

/** Takes the writer's lock, or says who has it. */
export async function takeLock(warehouse: string, options: LockOptions = {}): Promise<WriterLock> {
  const file = lockFile(warehouse);
  await mkdir(path.dirname(file), { recursive: true });
  let told = false;
  for (;;) {
    if (await create(file)) return keep(file);
    const holder = await readHolder(warehouse);
    if (holder === undefined) continue;
    if (options.wait !== true) throw heldBy(warehouse, holder);
    if (!told) options.onWait?.(holder);
    told = true;
    options.signal?.throwIfAborted();
    await delay(200);
  }
}

/** The living holder of `warehouse`, if any; removes the lock of a dead one. */
export async function readHolder(warehouse: string): Promise<LockHolder | undefined> {
  const file = lockFile(warehouse);
  try {
    const { mtimeMs } = await stat(file);
    const holder = parseHolder(await readFile(file, 'utf8'));
    const age = Date.now() - mtimeMs;
    // An empty file is a lock just being written, unless it stays so.
    if (holder === undefined) {
      if (age < beatMs * 3)
        return { pid: 0, host: 'unknown', since: new Date(mtimeMs).toISOString() };
    } else if (age < staleMs && (holder.host !== hostname() || isAlive(holder.pid))) {
      return holder;
    }
    await rm(file, { force: true });
    return undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The error that names who holds the warehouse. */
export function heldBy(warehouse: string, holder: LockHolder | undefined): AppError {
  const who =
    holder === undefined
      ? 'another program'
      : `process ${holder.pid} on ${holder.host}, since ${holder.since}`;
  return new AppError('warehouse-busy', `${warehouse} is held by ${who}`, {
    hint: 'try again when it is done; easel ingest --wait waits for its turn',
  });
}

async function create(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    const holder: LockHolder = {
      pid: process.pid,
      host: hostname(),
      since: new Date().toISOString(),
    };
    await handle.writeFile(JSON.stringify(holder));
    await handle.close();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      const folder = path.dirname(file);
      throw new AppError('cannot-write', `cannot write in ${folder}, where the warehouse is`, {
        hint: 'ask for the right to, or name a warehouse elsewhere with --db',
        cause: error,
      });
    }
    throw error;
  }
}

function keep(file: string): WriterLock {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, beatMs);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      await rm(file, { force: true });
    },
  };
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const { pid, host, since } = JSON.parse(text) as Partial<LockHolder>;
    if (typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return { pid, host, since: String(since) };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
