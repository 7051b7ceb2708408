import { existsSync } from 'node:fs';
import path from 'node:path';

/** A path as Windows writes it works everywhere, unless a file of that very name exists. */
export function nativePath(name: string, cwd: string): string {
  if (path.sep === '\\' || !name.includes('\\') || existsSync(path.resolve(cwd, name))) return name;
  return name.replaceAll('\\', '/');
}

/** `C:` of `C:\logs\ex*.log` where the system has no drives, so that it is a folder like any other. */
export function driveOf(name: string): string | undefined {
  return path.sep === '\\' ? undefined : /^[A-Za-z]:(?=[\\/])/.exec(name)?.[0];
}
