import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { AppError } from '../support/errors.ts';
import { orDiskFull } from './disk-full.ts';
import { isAlive } from '../support/is-alive.ts';

/** The process that holds a warehouse for writing. */
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
/** A lock is written at once: one that has no holder for longer has none any more. */
const unwrittenMs = 3000;

/** The sidecar file that names the writer. DuckDB's own lock guards the bytes; this one the whole run. */
export function lockFile(warehouse: string): string {
  return `${path.resolve(warehouse)}.lock`;
}

/**
 * Takes the writer's lock, or waits for its turn.
 * @throws AppError `warehouse-busy`, naming the holder, without `wait`; `cannot-write` where the folder does not
 * let us; `disk-full`
 */
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

/**
 * The living holder of `warehouse`, if any; removes the lock of a dead one. A lock that is just being written
 * names its holder in a moment, or that process was killed.
 */
export async function readHolder(warehouse: string): Promise<LockHolder | undefined> {
  const file = lockFile(warehouse);
  const until = Date.now() + unwrittenMs;
  let state = await readState(file);
  while (state === 'unwritten') {
    // The clock of a share may be ahead of ours.
    if (Date.now() > until) throw heldBy(warehouse, undefined);
    await delay(20);
    state = await readState(file);
  }
  if (state === 'none') return undefined;
  if (state !== 'dead') return state;
  await removeDead(file);
  return undefined;
}

/** The holder of a lock; `none` without a lock, `dead` if its process is gone, `unwritten` if it is not named yet. */
async function readState(file: string): Promise<LockHolder | 'none' | 'dead' | 'unwritten'> {
  try {
    const { mtimeMs } = await stat(file);
    const holder = parseHolder(await readFile(file, 'utf8'));
    const age = Date.now() - mtimeMs;
    // An empty file is a lock just being written, unless it stays so.
    if (holder === undefined) return age < unwrittenMs ? 'unwritten' : 'dead';
    const isLiving = age < staleMs && (holder.host !== hostname() || isAlive(holder.pid));
    return isLiving ? holder : 'dead';
  } catch (error) {
    if (isMissing(error)) return 'none';
    throw error;
  }
}

/**
 * Removes the lock of a dead holder. Where several processes find it, only one removes it: by then the file may
 * be the new lock of another process.
 */
async function removeDead(file: string): Promise<void> {
  const turn = `${file}.removing`;
  if (await writeNew(turn, '')) {
    try {
      if ((await readState(file)) === 'dead') await rm(file, { force: true });
    } finally {
      await rm(turn, { force: true });
    }
    return;
  }
  // A process that has had its turn for so long was killed in it.
  const since = await stat(turn).catch(() => undefined);
  if (since !== undefined && Date.now() - since.mtimeMs > staleMs) await rm(turn, { force: true });
  else await delay(20);
}

/** The error that names the holder of the warehouse. */
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
  const holder: LockHolder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
  };
  return writeNew(file, JSON.stringify(holder));
}

/** Writes a file that is not there yet, whole or not at all; false where it is there. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // A name needs no room of its own: an empty file may have been made.
    if (code === 'ENOSPC') await rm(file, { force: true });
    throw cannotWrite(file, error);
  }
}

function cannotWrite(file: string, error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!['EACCES', 'EPERM', 'EROFS'].includes(code))
    return orDiskFull(file.replace(/\.lock(?:\.removing)?$/, ''), error);
  const folder = path.dirname(file);
  return new AppError('cannot-write', `cannot write in ${folder}, where the warehouse is`, {
    hint: 'ask for the right to, or name a warehouse elsewhere with --db',
    cause: error,
  });
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

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
