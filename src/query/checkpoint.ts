import { readFile, rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../support/errors.ts';
import { nativePath } from './native-path.ts';

/** How far a file was read: the bytes up to the end of the last whole record. */
export interface FilePosition {
  readonly bytes: number;
  readonly records: number;
  readonly lines: number;
  /** sha256 of the first bytes read: tells a file that was replaced by a longer one. */
  readonly head: string;
}

/** Where the last successful run of a query stopped, file by file. */
export interface Checkpoint {
  readonly format: string;
  readonly files: ReadonlyMap<string, FilePosition>;
}

const schema = z.object({
  easel: z.literal('checkpoint'),
  version: z.literal(1),
  format: z.string(),
  files: z.record(
    z.string(),
    z.object({
      bytes: z.number().int().nonnegative(),
      records: z.number().int().nonnegative(),
      lines: z.number().int().nonnegative(),
      head: z.string(),
    }),
  ),
});

/** A name without a folder lies in the folder for temporary files, as with Log Parser. */
export function checkpointPath(name: string, cwd: string): string {
  return /[\\/]/.test(name)
    ? path.resolve(cwd, nativePath(name, cwd))
    : path.join(os.tmpdir(), name);
}

/** The checkpoint in `file`; an empty one where there is no file yet. */
export async function loadCheckpoint(file: string, format: string): Promise<Checkpoint> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { format, files: new Map() };
    throw new AppError('checkpoint', `cannot read the checkpoint ${file}`, { cause: error });
  }
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new AppError('checkpoint', `${file} is no checkpoint of easel`, {
      hint: "Log Parser's own .lpc files are binary and private: begin with a new file",
    });
  }
  if (parsed.data.format !== format) {
    throw new AppError(
      'checkpoint',
      `${file} was written for the input format ${parsed.data.format}, not ${format}`,
      { hint: 'use one checkpoint file a query' },
    );
  }
  return { format, files: new Map(Object.entries(parsed.data.files)) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Replaces the checkpoint; called after everything else of the run is done. */
export async function saveCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const body = {
    easel: 'checkpoint',
    version: 1,
    format: checkpoint.format,
    files: Object.fromEntries(
      [...checkpoint.files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    ),
  };
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, `${JSON.stringify(body, null, 2)}\n`, { flag: 'wx' });
    await rename(temporary, file);
  } catch (cause) {
    throw new AppError('checkpoint', `cannot write the checkpoint ${file}`, { cause });
  }
}
