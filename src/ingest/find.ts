import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../support/errors.ts';
import { expandGlob, isGlob } from './glob.ts';

/** A file to look at, and the argument it was found under. */
export interface FoundFile {
  readonly file: string;
  readonly root: string;
  readonly size: number;
  readonly modifiedAt: Date;
}

/** A path of the arguments that gave nothing, and why. */
export interface NotFound {
  readonly argument: string;
  readonly error: AppError;
}

/** All files the arguments name, in a fixed order, each once; links that lead in circles are survived. */
export async function findFiles(
  args: readonly string[],
  cwd: string,
): Promise<{ files: FoundFile[]; missing: NotFound[] }> {
  const files: FoundFile[] = [];
  const missing: NotFound[] = [];
  const seen = new Set<string>();
  for (const argument of args) {
    const whole = path.resolve(cwd, argument);
    try {
      const found = await findOne(argument, whole, cwd);
      for (const each of found) {
        const real = await realpath(each.file).catch(() => each.file);
        if (seen.has(real)) continue;
        seen.add(real);
        const { size, mtime } = await stat(each.file);
        files.push({ ...each, size, modifiedAt: mtime });
      }
      if (found.length === 0) missing.push({ argument, error: nothingIn(argument) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      missing.push({ argument, error });
    }
  }
  return { files, missing };
}

type Named = Pick<FoundFile, 'file' | 'root'>;

async function findOne(argument: string, whole: string, cwd: string): Promise<Named[]> {
  // A name with brackets that exists is that name.
  const info = await stat(whole).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (!(info instanceof Error)) {
    return info.isDirectory() ? inFolder(whole) : [{ file: whole, root: whole }];
  }
  if (isGlob(argument)) return globbed(argument, cwd);
  if (info.code === 'ENOENT' || info.code === 'ENOTDIR') {
    throw new AppError('no-such-path', `there is no ${argument}`, {
      hint: 'check the spelling; globs are read too, in quotes',
    });
  }
  throw new AppError('unreadable', `cannot read ${argument}: ${info.message}`, { cause: info });
}

async function globbed(argument: string, cwd: string): Promise<Named[]> {
  const { base, matches } = await expandGlob(argument, cwd);
  const found: Named[] = [];
  for (const match of matches) {
    const info = await stat(match);
    if (info.isDirectory()) {
      found.push(...(await inFolder(match)).map(({ file }) => ({ file, root: base })));
    } else found.push({ file: match, root: base });
  }
  return found;
}

async function inFolder(folder: string): Promise<Named[]> {
  const files: string[] = [];
  await walk(folder, new Set(), files);
  return files.map((file) => ({ file, root: folder }));
}

async function walk(folder: string, visited: Set<string>, files: string[]): Promise<void> {
  const real = await realpath(folder);
  if (visited.has(real)) return;
  visited.add(real);
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new AppError('unreadable', `cannot read the folder ${folder}: ${String(error)}`, {
      cause: error,
    });
  });
  for (const entry of entries.sort(byName)) {
    const at = path.join(folder, entry.name);
    const kind = await kindOf(entry, at);
    if (kind === 'folder') await walk(at, visited, files);
    if (kind === 'file') files.push(at);
  }
}

async function kindOf(entry: Dirent, at: string): Promise<'file' | 'folder' | 'other'> {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'other';
  const info = await stat(at).catch(() => undefined);
  if (info === undefined) return 'other';
  return info.isFile() ? 'file' : info.isDirectory() ? 'folder' : 'other';
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function nothingIn(argument: string): AppError {
  return new AppError('no-logs', `there is no file in ${argument}`, {
    hint: 'name a folder that has logs in it or below it',
  });
}
