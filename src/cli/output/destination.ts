import { once } from 'node:events';
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { refuseDatabase } from '../../support/database-file.ts';
import { AppError } from '../../support/errors.ts';
import type { OutputStream } from '../command.ts';

/** Anything a writer produces, a piece at a time. */
export type Pieces = AsyncIterable<string | Uint8Array>;

/** Writes to a stream no faster than it is read; stops with `signal`. */
export async function writeToStream(
  stream: OutputStream,
  pieces: Pieces,
  signal: AbortSignal,
): Promise<void> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    if (piece.length === 0 || stream.write(piece)) continue;
    await once(stream, 'drain', { signal });
  }
}

/** A file appears under its name only when it is whole: it is written aside and renamed. */
export async function writeToFile(
  file: string,
  signal: AbortSignal,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const target = targetOf(file);
  if (target.isSpecial) {
    await write(target.path);
    return;
  }
  refuseDatabase(target.path);
  const temporary = path.join(
    path.dirname(target.path),
    `.${path.basename(target.path)}.${process.pid}.part`,
  );
  try {
    await write(temporary);
    signal.throwIfAborted();
    await rename(temporary, target.path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes pieces to a new file and makes sure that they are on the disk. */
export async function writePieces(
  file: string,
  pieces: Pieces,
  signal: AbortSignal,
): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      await handle.writeFile(piece);
    }
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
}

export function readPieces(file: string): Pieces {
  return createReadStream(file) as AsyncIterable<Uint8Array>;
}

/** Follows a link to what it names; devices and pipes cannot be replaced, only written to. */
function targetOf(file: string): { path: string; isSpecial: boolean } {
  const folder = path.dirname(path.resolve(file));
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new AppError('no-folder', `there is no folder ${folder} to write to`, {
        hint: 'make the folder first, or give another --out',
      });
    }
    return { path: path.resolve(file), isSpecial: false };
  }
  if (stats.isDirectory()) {
    throw new AppError('is-folder', `${file} is a folder`, { hint: '--out takes a file name' });
  }
  return { path: realpathSync(file), isSpecial: !stats.isFile() };
}
