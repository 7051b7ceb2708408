import { readdir } from 'node:fs/promises';
import path from 'node:path';

const magic = /[*?[{]/;

export function isGlob(argument: string): boolean {
  return magic.test(argument);
}

/** The folder in which a glob begins, and what it says of the names below; a plain path is all of it fixed. */
export function splitGlob(argument: string): { fixed: string; parts: readonly string[] } {
  // On Windows a backslash separates folders; elsewhere it is part of a name.
  const slashed = path.sep === '\\' ? argument.replaceAll('\\', '/') : argument;
  const parts = slashed.split('/');
  const first = parts.findIndex((part) => magic.test(part));
  if (first < 0) return { fixed: slashed, parts: [] };
  const fixed = parts.slice(0, first).join('/');
  return {
    fixed: fixed === '' && slashed.startsWith('/') ? '/' : fixed,
    parts: parts.slice(first),
  };
}

/** The paths a glob matches, sorted. `*` and `?` stay within a folder, `**` crosses folders, `[ab]`, `{a,b}`. */
export async function expandGlob(
  argument: string,
  cwd: string,
): Promise<{ base: string; matches: string[] }> {
  const { fixed, parts } = splitGlob(argument);
  const base = path.resolve(cwd, fixed);
  const matches: string[] = [];
  await match(base, parts, matches);
  return { base, matches: [...new Set(matches)].sort() };
}

async function match(folder: string, parts: readonly string[], found: string[]): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined) {
    found.push(folder);
    return;
  }
  if (part === '' || part === '.') {
    await match(folder, rest, found);
    return;
  }
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (part === '**') {
    await match(folder, rest, found);
    for (const entry of entries) {
      if (entry.isDirectory()) await match(path.join(folder, entry.name), parts, found);
    }
    return;
  }
  const pattern = globPattern(part);
  for (const { name } of entries) {
    if (name.startsWith('.') && !part.startsWith('.')) continue;
    if (pattern.test(name)) await match(path.join(folder, name), rest, found);
  }
}

/** One part of a glob as a pattern; case counts where file names do. */
export function globPattern(part: string): RegExp {
  let source = '';
  for (let i = 0; i < part.length; i++) {
    const c = part[i] ?? '';
    const close = c === '[' ? part.indexOf(']', i + 2) : c === '{' ? part.indexOf('}', i) : -1;
    if (c === '*') source += '.*';
    else if (c === '?') source += '.';
    else if (c === '[' && close > 0) {
      source += `[${part
        .slice(i + 1, close)
        .replace(/^!/, '^')
        .replaceAll('\\', '\\\\')}]`;
      i = close;
    } else if (c === '{' && close > 0) {
      const choices = part.slice(i + 1, close).split(',');
      source += `(?:${choices.map((each) => globPattern(each).source.slice(1, -1)).join('|')})`;
      i = close;
    } else source += c.replace(/[.+^$()|\\[\]{}]/, '\\$&');
  }
  return new RegExp(`^${source}$`, path.sep === '\\' ? 'i' : '');
}

/** A test for whole paths: the path itself, what lies below it, or what the glob matches. */
export function pathTest(argument: string, cwd: string): (file: string) => boolean {
  const whole = path.resolve(cwd, argument);
  const below = whole.endsWith(path.sep) ? whole : whole + path.sep;
  if (!isGlob(argument)) {
    // Members of an archive are written with a slash on every system.
    return (file) => file === whole || file.startsWith(below) || file.startsWith(`${whole}/`);
  }
  const pattern = wholePattern(whole);
  return (file) => file === whole || pattern.test(file.replaceAll('\\', '/'));
}

function wholePattern(glob: string): RegExp {
  const parts = glob.replaceAll('\\', '/').split('/');
  // Whatever lies below is meant in any case.
  while (parts.at(-1) === '**') parts.pop();
  const source = parts.map((part) =>
    part === '**'
      ? '(?:[^/]+/)*'
      : `${globPattern(part).source.slice(1, -1).replaceAll('.*', '[^/]*')}/`,
  );
  const flags = path.sep === '\\' ? 'i' : '';
  return new RegExp(`^${source.join('').replace(/\/$/, '')}(?:/.*)?$`, flags);
}
