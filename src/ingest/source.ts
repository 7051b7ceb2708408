import type { BigIntStats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../support/errors.ts';
import { decompressor, firstBytes, isZip } from './compression.ts';
import type { FoundFile } from './find.ts';

/** One log to read: a plain file, a compressed one, or a member of an archive. */
export interface LogSource {
  /** Absolute; a member of an archive is `<archive>/<member>`. */
  readonly path: string;
  /** The folder or file argument under which it was found, absolute. */
  readonly root: string;
  /** Its last unterminated line counts as whole. */
  readonly compressed: boolean;
  /** Bytes on disk, for the progress bar. */
  readonly size: number;
  /** Equal for a file that was not touched since. */
  readonly stamp: string;
  readonly modifiedAt: Date;
  /** The decompressed bytes from `offset` on. A chunk is valid until the next one is asked for. */
  read(offset: number): AsyncIterable<Buffer>;
}

const chunkSize = 4 << 20;
const smallChunk = 64 << 10;

/** What there is to read in a file on disk: itself, or the members of an archive, by its first bytes. */
export async function fileSources({ file, root }: FoundFile): Promise<LogSource[]> {
  const magic = await firstBytes(file, 4).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (isZip(magic)) {
    const { zipSources } = await import('./zip.ts');
    return zipSources(file, root);
  }
  return [await fileSource(file, root)];
}

/** One file on disk as a source; compression is told by its first bytes. */
export async function fileSource(file: string, root: string): Promise<LogSource> {
  const info = await stat(file, { bigint: true });
  const decompress = await decompressor(file);
  return {
    path: path.resolve(file),
    root,
    compressed: decompress !== undefined,
    size: Number(info.size),
    stamp: stampOf(info),
    modifiedAt: info.mtime,
    read: (offset) =>
      decompress === undefined ? plain(file, offset) : skip(decompress(plain(file, 0)), offset),
  };
}

export function stampOf(info: BigIntStats): string {
  return [info.size, info.mtimeNs, info.ctimeNs, info.ino].join(' ');
}

async function* plain(file: string, offset: number): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  // Small files need no large buffers; one that grows meanwhile takes a few more reads.
  const size = Math.min(chunkSize, Math.max(smallChunk, (await handle.stat()).size - offset));
  let [buffer, spare] = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)];
  let next = handle.read(buffer, 0, size, offset);
  try {
    for (let position = offset; ;) {
      const { bytesRead } = await next;
      if (bytesRead === 0) return;
      position += bytesRead;
      // The next chunk is read while this one is looked at.
      next = handle.read(spare, 0, size, position);
      yield buffer.subarray(0, bytesRead);
      [buffer, spare] = [spare, buffer];
    }
  } finally {
    await next.catch(() => undefined);
    await handle.close();
  }
}

/** `chunks` without their first `offset` bytes. */
export async function* skip(chunks: AsyncIterable<Buffer>, offset: number): AsyncGenerator<Buffer> {
  let left = offset;
  for await (const chunk of chunks) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      yield left === 0 ? chunk : chunk.subarray(left);
      left = 0;
    }
  }
}

/** The error for a file that is there and cannot be read. */
export function unreadable(file: string, error: unknown): AppError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : message;
  return new AppError('unreadable', `cannot read ${file}: ${why}`, { cause: error });
}
