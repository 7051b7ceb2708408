import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../support/errors.ts';
import { driveOf, nativePath } from '../native-path.ts';

export interface FindOptions {
  readonly cwd: string;
  /** Levels of sub-folders in which the file pattern is tried too; -1 = all. */
  readonly recurse: number;
}

/**
 * The files one entry of FROM stands for, as absolute paths: a path, or a pattern with `*` and `?`,
 * which ignore case as Windows does. Files of a folder come before those of its sub-folders, by name.
 */
export async function findFiles(entry: string, options: FindOptions): Promise<string[]> {
  const wanted = nativePath(entry, options.cwd);
  const { root, parts } = split(wanted, options.cwd);
  const pattern = parts.at(-1);
  if (pattern === undefined) throw notFound(entry);
  const folders = await expandFolders(root, parts.slice(0, -1));
  const files: string[] = [];
  for (const folder of folders) {
    const named = hasWildcard(pattern) ? undefined : await resolveName(folder, pattern);
    if (named !== undefined && (await stat(named)).isDirectory()) {
      await collect(named, () => true, options.recurse, files, new Set());
    } else if (hasWildcard(pattern) || options.recurse !== 0) {
      await collect(folder, matcher(pattern), options.recurse, files, new Set());
    } else if (named !== undefined) files.push(named);
  }
  return [...new Set(files)];
}

export function notFound(entry: string): AppError {
  const drive = driveOf(entry);
  return new AppError('cannot-open', `Cannot open <from-entity>: no such file or table: ${entry}`, {
    hint:
      drive === undefined
        ? 'the path is taken from the current folder; -recurse:-1 looks into sub-folders too'
        : `this system has no drive ${drive}; a folder or link named ${drive} in the current folder stands for it`,
  });
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

function split(entry: string, cwd: string): { root: string; parts: string[] } {
  const { root } = path.parse(entry);
  const parts = entry
    .slice(root.length)
    .split(path.sep === '\\' ? /[\\/]+/ : /\/+/)
    .filter((part) => part !== '' && part !== '.');
  return { root: root === '' ? cwd : path.resolve(root), parts };
}

async function expandFolders(root: string, parts: readonly string[]): Promise<string[]> {
  let folders = [root];
  for (const part of parts) {
    const next: string[] = [];
    for (const folder of folders) {
      if (part === '..') next.push(path.dirname(folder));
      else if (hasWildcard(part)) {
        const fits = matcher(part);
        for (const entry of await listing(folder)) {
          if (entry.isFolder && fits(entry.name)) next.push(path.join(folder, entry.name));
        }
      } else {
        const found = await resolveName(folder, part);
        if (found !== undefined) next.push(found);
      }
    }
    folders = next;
  }
  return folders;
}

async function resolveName(folder: string, name: string): Promise<string | undefined> {
  const exact = path.join(folder, name);
  if (await stat(exact).catch(() => undefined)) return exact;
  const lower = name.toLowerCase();
  const match = (await listing(folder)).find((entry) => entry.name.toLowerCase() === lower);
  return match === undefined ? undefined : path.join(folder, match.name);
}

async function collect(
  folder: string,
  fits: (name: string) => boolean,
  levels: number,
  files: string[],
  visited: Set<string>,
): Promise<void> {
  const real = await realpath(folder).catch(() => folder);
  if (visited.has(real)) return;
  visited.add(real);
  const entries = await listing(folder);
  for (const entry of entries) {
    if (!entry.isFolder && fits(entry.name)) files.push(path.join(folder, entry.name));
  }
  if (levels === 0) return;
  for (const entry of entries) {
    if (entry.isFolder) {
      await collect(path.join(folder, entry.name), fits, levels - 1, files, visited);
    }
  }
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What is in a folder, by name without regard to case; an unreadable folder is empty. */
export async function listing(folder: string): Promise<FolderEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const known = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isSymbolicLink()) return { name: entry.name, isFolder: entry.isDirectory() };
      const target = await stat(path.join(folder, entry.name)).catch(() => undefined);
      return target === undefined
        ? undefined
        : { name: entry.name, isFolder: target.isDirectory() };
    }),
  );
  const key = (name: string): string => name.toLowerCase();
  return known
    .filter((entry) => entry !== undefined)
    .sort((a, b) =>
      key(a.name) < key(b.name) || (key(a.name) === key(b.name) && a.name < b.name) ? -1 : 1,
    );
}

/** `*` and `?` over a whole name, case ignored; `*.*` fits names without a dot too, as DOS had it. */
export function matcher(pattern: string): (name: string) => boolean {
  if (pattern === '*.*' || pattern === '*') return () => true;
  const wanted = pattern.toLowerCase();
  return (name) => isMatch(wanted, name.toLowerCase());
}

/** Two pointers instead of a regular expression: `*a*a*a*a` must not take exponential time. */
function isMatch(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
