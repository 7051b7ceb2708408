import path from 'node:path';
import { PassThrough } from 'node:stream';
import ingest from '../../src/cli/commands/ingest.ts';

/** Loads files as `easel ingest --all --keep-query` does. */
export async function load(db: string, files: readonly string[], flags: object): Promise<void> {
  const silent = new PassThrough().resume();
  await ingest.run(
    {
      stdout: silent,
      stderr: silent,
      stdin: new PassThrough(),
      env: {},
      cwd: path.dirname(db),
      now: () => new Date('2026-11-20T10:00:00Z'),
      signal: new AbortController().signal,
      color: { stdout: false, stderr: false },
      complain: () => undefined,
    },
    files,
    { db, ...flags },
  );
}
