import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '../support/is-alive.ts';

/** A run's folder for temporary files. */
export class RunFolder {
  readonly path: string;
  #made = 0;

  private constructor(folder: string) {
    this.path = folder;
  }

  static async make(): Promise<RunFolder> {
    await clearStale();
    return new RunFolder(await mkdtemp(path.join(os.tmpdir(), `easel-query-${process.pid}-`)));
  }

  /** A fresh path in the folder. */
  temporaryPath(): string {
    return path.join(this.path, String(++this.#made));
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** Folders of runs that ended without a chance to tidy up. */
async function clearStale(): Promise<void> {
  const root = os.tmpdir();
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    const pid = /^easel-query-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(path.join(root, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
