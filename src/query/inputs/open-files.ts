import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AppError, UsageError } from '../../support/errors.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { Settings } from '../command-line-parameters.ts';
import { findFiles, notFound } from './find-files.ts';
import type { InputWorld } from './input.ts';
import { timestampReader } from './parse-timestamp.ts';
import { plainFiles, spooled, type PlainFile } from './plain-file.ts';

const sites = /^<.*>$/;

/**
 * The files behind the entries of FROM: paths, patterns, archives, STDIN and URLs, in the order
 * given. Parameters the format lacks keep their defaults.
 */
export async function openFiles(
  entries: readonly string[],
  settings: Settings,
  world: InputWorld,
): Promise<PlainFile[]> {
  const recurse = settings.has('recurse') ? settings.number('recurse') : 0;
  const since = settings.has('minDateMod') ? settings.text('minDateMod') : '';
  const files: PlainFile[] = [];
  const found = new Set<string>();
  for (const entry of entries) {
    if (isStdin(entry)) {
      const path = await spooled('STDIN', world.stdin, world);
      files.push(...(await renamed('STDIN', path, world)));
    } else if (/^[a-z][a-z0-9+.-]+:\/\//i.test(entry)) files.push(...(await fetched(entry, world)));
    else if (sites.test(entry)) throw siteRefused(entry);
    else {
      const paths = await findFiles(entry, { cwd: world.cwd, recurse });
      if (paths.length === 0) throw notFound(entry);
      for (const path of paths) {
        if (found.has(path) || !(await isModifiedSince(path, since))) continue;
        found.add(path);
        files.push(...(await plainFiles(path, world)));
      }
    }
  }
  return files;
}

export function isStdin(entry: string): boolean {
  return entry.toUpperCase() === 'STDIN' || entry === '-';
}

async function renamed(name: string, path: string, world: InputWorld): Promise<PlainFile[]> {
  const plain = await plainFiles(path, world);
  return plain.map((file) => ({ ...file, name, isTemporary: true }));
}

async function fetched(url: string, world: InputWorld): Promise<PlainFile[]> {
  if (!/^https?:/i.test(url)) {
    throw new AppError('cannot-open', `easel reads http and https, not ${url}`, {
      hint: 'download the file first',
    });
  }
  if (world.isOffline) throw new UsageError('offline', `--offline refuses to read ${url}`);
  let response: Response;
  try {
    response = await fetch(url, { signal: world.signal });
  } catch (cause) {
    world.signal.throwIfAborted();
    throw new AppError('cannot-open', `${url} cannot be read`, { cause });
  }
  if (!response.ok || response.body === null) {
    throw new AppError('cannot-open', `${url} answers ${response.status} ${response.statusText}`);
  }
  const body = Readable.fromWeb(response.body);
  return renamed(url, await spooled(url, body, world), world);
}

function siteRefused(entry: string): AppError {
  return new AppError(
    'cannot-open',
    `Cannot open <from-entity>: ${entry} names a site of a local IIS, which easel does not ask`,
    { hint: 'name its files instead: C:\\inetpub\\logs\\LogFiles\\W3SVC1\\u_ex*.log' },
  );
}

async function isModifiedSince(file: string, since: string): Promise<boolean> {
  if (since === '') return true;
  const text = ['yyyy-MM-dd hh:mm:ss', 'yyyy-MM-dd']
    .map((format) => timestampReader(format)(since))
    .find((value) => value !== undefined);
  if (text === undefined) {
    throw new UsageError('bad-parameter', `-minDateMod takes yyyy-MM-dd hh:mm:ss, not "${since}"`);
  }
  const at = new Date(text.length === 10 ? `${text}T00:00:00` : text.replace(' ', 'T'));
  return (await stat(file)).mtime >= at;
}

const headBytes = 1024;

/** What tells a file from another one that came under its name. */
export async function headOf(file: string, upTo = headBytes): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const length = Math.min(upTo, headBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
  } finally {
    await handle.close();
  }
}

/** Where to go on in a file; undefined = from its start: new, shorter than before, or another one. */
export async function positionIn(
  file: PlainFile,
  world: InputWorld,
): Promise<FilePosition | undefined> {
  const before = world.checkpoint?.get(file.name);
  if (before === undefined) return undefined;
  const { size } = await stat(file.path);
  if (size < before.bytes) return undefined;
  return (await headOf(file.path, before.bytes)) === before.head ? before : undefined;
}

export function refuseCheckpoint(entries: readonly string[], world: InputWorld): void {
  if (world.checkpoint === undefined) return;
  const odd = entries.find((entry) => isStdin(entry) || /^https?:/i.test(entry));
  if (odd !== undefined) {
    throw new UsageError('checkpoint', `-iCheckpoint cannot be used with ${odd}`);
  }
}
