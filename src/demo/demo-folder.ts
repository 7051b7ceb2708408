import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../support/errors.ts';

/** Says that a folder was made by the demo and may be made anew by it. */
const MARKER = '.easel-demo';
/** All that the demo writes; nothing else in the folder is ever touched. */
const OURS = ['logs', 'exports', 'reports'];
/** With what stands beside a warehouse: its write-ahead log, lock and spilled data. */
const WAREHOUSE = 'easel.duckdb';

/**
 * Makes `folder` ready for a run: new, or emptied of what an earlier run (even an interrupted one)
 * left. A folder with anything else in it is refused.
 */
export function prepareDemoFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) {
      throw new AppError('demo-folder', `${folder} is a file`, {
        hint: 'name a folder that does not exist yet: easel demo <dir>',
      });
    }
    const entries = readdirSync(folder);
    if (entries.length > 0 && !entries.includes(MARKER)) {
      throw new AppError('demo-folder', `${folder} holds files that are not the demo's`, {
        hint: 'name another folder: easel demo <dir>',
      });
    }
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, MARKER),
    'Written by "easel demo", which makes the logs, exports, reports and easel.duckdb here anew.\n',
  );
  for (const name of readdirSync(folder)) {
    if (OURS.includes(name) || name.startsWith(WAREHOUSE)) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}
