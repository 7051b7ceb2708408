import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cache } from '../data.js';

/** Kept out of the project's own dependencies: only the bench needs 550 MB of ClickHouse. */
const CHDB = 'chdb@3.4.0';

/** The path of chdb's module, installed into the bench's cache; null where it cannot be had. */
export function installChdb() {
  const folder = path.join(cache, 'peers');
  const module = path.join(folder, 'node_modules', 'chdb', 'index.mjs');
  if (existsSync(module)) return module;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  try {
    execFileSync('npm', ['install', '--ignore-scripts', '--save-exact', CHDB], {
      cwd: folder,
      stdio: 'ignore',
    });
    return module;
  } catch {
    return null;
  }
}

/** Whether a program (of Debian's packages, say) is there. */
export function isInstalled(program) {
  try {
    execFileSync(program, [program === 'lnav' ? '-V' : '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
