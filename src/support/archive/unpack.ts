import { open } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import { gunzip, isGzip } from './gzip.ts';
import { isSkippedFrame, isZstdFrame, unzstd } from './zstd.ts';

/** Takes what is odd, and no reason to refuse a file. */
export type Tell = (note: string) => void;

type Unpacker = (chunks: AsyncIterable<Buffer>, tell: Tell) => AsyncIterable<Buffer>;

/** Whether a file that begins with these four bytes is compressed. */
export function isCompressed(start: Buffer): boolean {
  return unpackerFor(start) !== undefined;
}

function unpackerFor(start: Buffer): Unpacker | undefined {
  if (isGzip(start)) return gunzip;
  return isZstdFrame(start) || isSkippedFrame(start) ? unzstd : undefined;
}

/** Whether these are the first bytes of a zip archive. */
export function isZip(start: Buffer): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5);
}

/**
 * The content of `chunks`, unpacked where their first bytes say that they are compressed, and once more
 * where they were so twice: old logs that were compressed are compressed again where whole folders are.
 * @param name what an error calls it
 * @throws AppError `damaged-archive`
 */
export function unpacked(
  name: string,
  chunks: AsyncIterable<Buffer>,
  tell: Tell,
): AsyncIterable<Buffer> {
  return layer(name, layer(name, chunks, tell), tell);
}

async function* layer(
  name: string,
  chunks: AsyncIterable<Buffer>,
  tell: Tell,
): AsyncGenerator<Buffer> {
  const reader = chunks[Symbol.asyncIterator]();
  try {
    const first = await reader.next();
    if (first.done === true) return;
    const all = (async function* (): AsyncGenerator<Buffer> {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => reader };
    })();
    const unpack = unpackerFor(first.value.subarray(0, 4));
    yield* unpack === undefined ? all : unpack(all, tell);
  } catch (error) {
    throw damaged(name, error);
  } finally {
    // Where only the first chunk was looked at, nobody else closes the file.
    await reader.return?.();
  }
}

export async function firstBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(count);
    const { bytesRead } = await handle.read(buffer, 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The error for an archive that cannot be unpacked. */
export function damaged(file: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new AppError('damaged-archive', `cannot unpack ${file}: ${why}`, {
    hint: 'nothing of it was read; copy it again from where it came',
    cause: error,
  });
}
