import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../support/errors.ts';
import { isSkippedFrame, isZstdFrame, unzstd } from './zstd.ts';

export type Decompressor = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/**
 * How to unpack `file`, by its first bytes; undefined where it is not compressed. Old logs that were
 * compressed are compressed once more where whole folders are.
 */
export async function decompressor(file: string): Promise<Decompressor | undefined> {
  const unpack = unpackerFor(await firstBytes(file, 4));
  return unpack === undefined ? undefined : (chunks) => unpacked(file, unpack(file, chunks));
}

/** What comes out of an archive, which may itself be compressed. */
export async function* unpacked(
  name: string,
  chunks: AsyncIterable<Buffer>,
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
    yield* unpack === undefined ? all : unpack(name, all);
  } finally {
    // Where only the first chunk was looked at, nobody else closes the file.
    await reader.return?.();
  }
}

type Unpacker = (name: string, chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

function unpackerFor(magic: Buffer): Unpacker | undefined {
  if (magic[0] === 0x1f && magic[1] === 0x8b) return gunzip;
  return isZstdFrame(magic) || isSkippedFrame(magic) ? unzstdOrFail : undefined;
}

/** Whether these are the first bytes of a zip archive. */
export function isZip(magic: Buffer): boolean {
  return magic[0] === 0x50 && magic[1] === 0x4b && (magic[2] === 3 || magic[2] === 5);
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

async function* gunzip(file: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(copies(chunks));
  // Unlike pipe it closes the source where not all is asked for.
  const stream = pipeline(source, createGunzip({ chunkSize: 1 << 20 }), () => undefined);
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw damaged(file, error);
  }
}

async function* unzstdOrFail(file: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* unzstd(chunks);
  } catch (error) {
    throw damaged(file, error);
  }
}

/** The reader reuses its buffer; a stream that queues needs its own bytes. */
async function* copies(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

/** The error for an archive that cannot be unpacked. */
export function damaged(file: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new AppError('damaged-archive', `cannot unpack ${file}: ${why}`, {
    hint: 'nothing of it was loaded; copy it again from where it came',
    cause: error,
  });
}
