import type { BigIntStats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { firstBytes, isCompressed, isZip, unpacked } from '../support/archive/unpack.ts';
import type { FoundFile } from './find.ts';
import type { ZipMember } from '../support/archive/zip.ts';
import { unreadable } from './unreadable.ts';

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
  /** What was odd where it was unpacked; all there is once it was read to its end. */
  readonly notes: ReadonlySet<string>;
  /** The decompressed bytes from `offset` on. A chunk is valid until the next one is asked for. */
  read(offset: number): AsyncIterable<Buffer>;
}

const chunkSize = 1 << 20;
const smallChunk = 64 << 10;
/** One that is looked at, and those that are being read. */
const mostBuffers = 8;

/** What there is to read in a file on disk: itself, or the members of an archive, by its first bytes. */
export async function fileSources({
  file,
  root,
}: Pick<FoundFile, 'file' | 'root'>): Promise<LogSource[]> {
  const readable = <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => {
      throw unreadable(file, error);
    });
  if (isZip(await readable(firstBytes(file, 4)))) {
    const info = await readable(stat(file, { bigint: true }));
    const { zipMembers } = await import('../support/archive/zip.ts');
    const members = await zipMembers(file);
    return members.map((member) => memberSource(member, path.resolve(file), root, stampOf(info)));
  }
  return [await readable(fileSource(file, root))];
}

/** A member of a zip archive, a file of its own: `logs.zip/u_ex240501.log`. */
function memberSource(member: ZipMember, archive: string, root: string, stamp: string): LogSource {
  const notes = new Set<string>();
  return {
    path: `${archive}/${member.name}`,
    root,
    compressed: true,
    size: member.size,
    stamp: `${stamp} ${member.crc32}`,
    modifiedAt: member.modifiedAt,
    notes,
    read: (offset) =>
      skip(
        member.read((note) => notes.add(note)),
        offset,
      ),
  };
}

/** One file on disk as a source; its first bytes say how it is compressed. */
export async function fileSource(file: string, root: string): Promise<LogSource> {
  const info = await stat(file, { bigint: true });
  const compressed = isCompressed(await firstBytes(file, 4));
  const notes = new Set<string>();
  return {
    path: path.resolve(file),
    root,
    compressed,
    size: Number(info.size),
    stamp: stampOf(info),
    modifiedAt: info.mtime,
    notes,
    read: (offset) =>
      compressed
        ? skip(
            unpacked(file, plain(file, 0), (note) => notes.add(note)),
            offset,
          )
        : plain(file, offset),
  };
}

function stampOf(info: BigIntStats): string {
  return [info.size, info.mtimeNs, info.ctimeNs, info.ino].join(' ');
}

async function* plain(file: string, offset: number): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const reads: Promise<number>[] = [];
  try {
    const left = Math.max(0, (await handle.stat()).size - offset);
    // Small files need no large buffers.
    const size = Math.min(chunkSize, Math.max(smallChunk, left));
    const count = Math.min(mostBuffers, 1 + Math.ceil(left / size));
    const buffers = Array.from({ length: count }, () => Buffer.allocUnsafeSlow(size));
    let started = 0;
    for (let chunk = 0; ; chunk++) {
      // The next chunks are read while one is looked at: a disk gives several at a time, or a third of
      // what it could.
      for (; started < chunk + count; started++) {
        const buffer = buffers[started % count] ?? Buffer.alloc(0);
        const read = fill(handle, buffer, offset + started * size).catch((error: unknown) => {
          throw unreadable(file, error);
        });
        read.catch(() => undefined);
        reads.push(read);
      }
      const bytes = (await reads.shift()) ?? 0;
      if (bytes > 0) yield (buffers[chunk % count] ?? Buffer.alloc(0)).subarray(0, bytes);
      // Bytes appended since the size was measured are left to the next run.
      if (bytes < size) return;
    }
  } finally {
    await Promise.allSettled(reads);
    await handle.close();
  }
}

/** Reads until the buffer is full or the file ends; how many bytes. */
async function fill(handle: FileHandle, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const at = position + filled;
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, at);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** `chunks` without their first `offset` bytes. */
async function* skip(chunks: AsyncIterable<Buffer>, offset: number): AsyncGenerator<Buffer> {
  let left = offset;
  for await (const chunk of chunks) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      yield left === 0 ? chunk : chunk.subarray(left);
      left = 0;
    }
  }
}
