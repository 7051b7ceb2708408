import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileSources, type LogSource } from '../../ingest/source.ts';
import { firstBytes, isZip } from '../../support/archive/unpack.ts';
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
  /** Tells a person of what is odd. */
  warn(text: string): void;
}

/**
 * The plain files in `file`: itself, its decompressed content, or the members of an archive.
 * @throws AppError `unreadable`, `damaged-archive`, `unknown-compression`, `nested-archive`
 */
export async function plainFiles(file: string, world: PlainFileWorld): Promise<PlainFile[]> {
  const files: PlainFile[] = [];
  for (const source of await fileSources({ file, root: file })) {
    files.push(
      source.compressed
        ? await decompressed(source, world)
        : { name: file, path: file, isTemporary: false },
    );
  }
  return files;
}

async function decompressed(source: LogSource, world: PlainFileWorld): Promise<PlainFile> {
  const target = world.temporaryPath();
  const handle = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of source.read(0)) {
      world.signal.throwIfAborted();
      await handle.appendFile(chunk);
    }
  } finally {
    await handle.close();
  }
  if (isZip(await firstBytes(target, 4))) {
    throw new AppError('nested-archive', `${source.path} is a ZIP archive inside an archive`, {
      hint: 'unpack it first',
    });
  }
  for (const note of source.notes) world.warn(`${source.path}: ${note}`);
  return { name: source.path, path: target, isTemporary: true };
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
