import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, UsageError } from '../support/errors.ts';
import { expandGlob, isGlob } from './glob.ts';
import { unreadable } from './unreadable.ts';

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

/**
 * All files the arguments name, in a fixed order, each once; links that lead in circles are survived.
 * The warehouse is none of them, though it may stand beside the logs.
 */
export async function findFiles(
  args: readonly string[],
  cwd: string,
  warehouse?: string,
): Promise<{ files: FoundFile[]; missing: NotFound[] }> {
  const files: FoundFile[] = [];
  const missing: NotFound[] = [];
  const seen = new Set<string>();
  for (const argument of args) {
    if (argument === '') {
      throw new UsageError('usage', 'a path is empty', {
        hint: "perhaps a variable was not set; '.' is the current folder",
      });
    }
    const whole = path.resolve(cwd, argument);
    try {
      const { found, closed } = await findOne(argument, whole, cwd);
      for (const each of found) {
        const real = await realpath(each.file).catch(() => each.file);
        if (seen.has(real) || isOfWarehouse(each.file, warehouse)) continue;
        seen.add(real);
        const info = await infoOf(each.file);
        if (info instanceof AppError) closed.push(info);
        else if (info !== undefined) {
          files.push({ ...each, size: info.size, modifiedAt: info.mtime });
        }
      }
      missing.push(...closed.map((error) => ({ argument, error })));
      if (found.length === 0 && closed.length === 0)
        missing.push({ argument, error: nothingIn(argument) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      missing.push({ argument, error });
    }
  }
  return { files, missing };
}

/** What is known of a file that was listed; nothing where it is gone by now, or a link to nowhere. */
async function infoOf(file: string): Promise<Stats | AppError | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ELOOP') return unreadable(file, error);
    // Node names a file whose name is not UTF-8 by another name, under which it is not found.
    if (!file.includes('\ufffd')) return undefined;
    return new AppError('unreadable', `cannot read ${file}: its name is not UTF-8; rename it`);
  }
}

/** The warehouse, and what DuckDB and we put beside it. */
function isOfWarehouse(file: string, warehouse: string | undefined): boolean {
  if (warehouse === undefined) return false;
  const whole = path.resolve(warehouse);
  return (
    file === whole ||
    /^\.(?:wal|lock|tmp|new|rewrite|spill-\d+)(?:[\\/]|$)/.test(after(file, whole) ?? '')
  );
}

function after(file: string, start: string): string | undefined {
  return file.startsWith(start) ? file.slice(start.length) : undefined;
}

type Named = Pick<FoundFile, 'file' | 'root'>;

interface Found {
  readonly found: readonly Named[];
  /** Folders that may not be looked into; the others are. */
  readonly closed: AppError[];
}

async function findOne(argument: string, whole: string, cwd: string): Promise<Found> {
  // A name with brackets that exists is that name.
  const info = await stat(whole).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (!(info instanceof Error)) {
    if (info.isDirectory()) return inFolder(whole);
    // A pipe would be waited for; files are read more than once.
    if (info.isFile()) return { found: [{ file: whole, root: whole }], closed: [] };
    throw new AppError('no-file', `${argument} is neither a file nor a folder`, {
      hint: 'write what comes out of a pipe to a file first',
    });
  }
  if (isGlob(argument)) return globbed(argument, cwd);
  if (info.code === 'ENOENT' || info.code === 'ENOTDIR') {
    throw new AppError('no-such-path', `there is no ${argument}`, {
      hint: 'check the spelling; globs are read too, in quotes',
    });
  }
  throw unreadable(argument, info);
}

async function globbed(argument: string, cwd: string): Promise<Found> {
  const { base, matches } = await expandGlob(argument, cwd);
  const found: Named[] = [];
  const closed: AppError[] = [];
  for (const match of matches) {
    const info = await infoOf(match);
    if (info instanceof AppError) closed.push(info);
    else if (info?.isDirectory() === true) {
      const inside = await inFolder(match);
      found.push(...inside.found.map(({ file }) => ({ file, root: base })));
      closed.push(...inside.closed);
    } else if (info?.isFile() === true) found.push({ file: match, root: base });
  }
  return { found, closed };
}

async function inFolder(folder: string): Promise<Found> {
  const files: string[] = [];
  const closed: AppError[] = [];
  await walk(folder, { visited: new Set(), files, closed });
  return { found: files.map((file) => ({ file, root: folder })), closed };
}

interface Walk {
  readonly visited: Set<string>;
  readonly files: string[];
  readonly closed: AppError[];
}

async function walk(folder: string, so: Walk): Promise<void> {
  const { visited, files, closed } = so;
  const real = await realpath(folder).catch(() => folder);
  if (visited.has(real)) return;
  visited.add(real);
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    closed.push(unreadable(`the folder ${folder}`, error));
    return [];
  });
  for (const entry of entries.sort(byName)) {
    const at = path.join(folder, entry.name);
    const kind = await kindOf(entry, at);
    if (kind === 'folder') await walk(at, so);
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
