import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '../../support/errors.ts';

/** A file as a query reads it: uncompressed, on disk. */
export interface PlainFile {
  /** What `LogFilename` shows. */
  readonly name: string;
  /** Where its bytes are; a temporary file for what was compressed or came from elsewhere. */
  readonly path: string;
  readonly isTemporary: boolean;
}

export interface PlainFileWorld {
  /** A fresh path in the run's temporary folder. */
  temporaryPath(): string;
  readonly signal: AbortSignal;
}

type Compression = 'gzip' | 'zstd' | 'zip' | 'none';

/** The plain files in `file`: itself, its decompressed content, or the members of an archive. */
export async function plainFiles(file: string, world: PlainFileWorld): Promise<PlainFile[]> {
  switch (await compressionOf(file)) {
    case 'none':
      return [{ name: file, path: file, isTemporary: false }];
    case 'gzip':
      return [await decompressed(file, createGunzip(), world)];
    case 'zstd':
      return [await decompressed(file, await zstd(), world)];
    case 'zip':
      return members(file, world);
  }
}

async function compressionOf(file: string): Promise<Compression> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const head = buffer.subarray(0, bytesRead).toString('latin1');
    if (head.startsWith('\u001f\u008b')) return 'gzip';
    if (head === '\u0028\u00b5\u002f\u00fd') return 'zstd';
    return head === 'PK\u0003\u0004' || head === 'PK\u0005\u0006' ? 'zip' : 'none';
  } finally {
    await handle.close();
  }
}

async function decompressed(
  file: string,
  transform: Transform,
  world: PlainFileWorld,
): Promise<PlainFile> {
  const target = world.temporaryPath();
  try {
    await pipeline(createReadStream(file), transform, createWriteStream(target, { flags: 'wx' }), {
      signal: world.signal,
    });
  } catch (cause) {
    world.signal.throwIfAborted();
    throw new AppError('bad-archive', `${file} cannot be decompressed: ${messageOf(cause)}`, {
      cause,
    });
  }
  return { name: file, path: target, isTemporary: true };
}

/** Node 20 has no zstd of its own. */
async function zstd(): Promise<Transform> {
  const { Decompress } = await import('fzstd');
  const pending: Uint8Array[] = [];
  const decompress = new Decompress((chunk) => pending.push(chunk));
  const drain = (stream: Transform): void => {
    for (const chunk of pending.splice(0)) stream.push(Buffer.from(chunk));
  };
  return new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        decompress.push(chunk);
        drain(this);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        decompress.push(new Uint8Array(0), true);
        drain(this);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

async function members(file: string, world: PlainFileWorld): Promise<PlainFile[]> {
  const { open: openZip } = (await import('yauzl')).default;
  return new Promise((resolve, reject) => {
    openZip(file, { lazyEntries: true, decodeStrings: true }, (error, zip) => {
      if (error !== null) {
        reject(new AppError('bad-archive', `${file} cannot be opened: ${error.message}`));
        return;
      }
      const found: PlainFile[] = [];
      const fail = (cause: unknown): void => {
        zip.close();
        reject(
          new AppError('bad-archive', `${file} cannot be read: ${messageOf(cause)}`, { cause }),
        );
      };
      zip.on('error', fail);
      zip.on('end', () => resolve(found));
      zip.on('entry', (entry: Entry) => {
        if (entry.fileName.endsWith('/')) {
          zip.readEntry();
          return;
        }
        extracted(zip, entry, world).then((target) => {
          const name = `${file}${path.sep}${entry.fileName}`;
          found.push({ name, path: target, isTemporary: true });
          zip.readEntry();
        }, fail);
      });
      zip.readEntry();
    });
  });
}

function extracted(zip: ZipFile, entry: Entry, world: PlainFileWorld): Promise<string> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const target = world.temporaryPath();
      pipeline(stream, createWriteStream(target, { flags: 'wx' }), { signal: world.signal }).then(
        () => resolve(target),
        reject,
      );
    });
  });
}

/** What comes as a stream (STDIN, a URL) lies in a temporary file before it is read. */
export async function spooled(
  name: string,
  stream: NodeJS.ReadableStream | Readable,
  world: PlainFileWorld,
): Promise<string> {
  const target = world.temporaryPath();
  try {
    await pipeline(stream, createWriteStream(target, { flags: 'wx' }), { signal: world.signal });
  } catch (cause) {
    world.signal.throwIfAborted();
    throw new AppError('cannot-open', `${name} cannot be read: ${messageOf(cause)}`, { cause });
  }
  return target;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
