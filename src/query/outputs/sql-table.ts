import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../support/errors.ts';
import { nearest } from '../../support/suggest.ts';
import { RecordFile } from '../inputs/record-file.ts';
import type { SqlOptions } from './sql-options.ts';

export type Records = Pick<RecordFile, 'path' | 'longest'>;

export type Write = (records: Records) => Promise<void>;

/** Changes a copy of `file`, which then takes its place: a failure leaves no half of it. */
export async function replaced(
  file: string,
  change: (copy: string) => Promise<void>,
): Promise<void> {
  const copy = path.join(path.dirname(file), `.easel-${process.pid}-${path.basename(file)}.tmp`);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    if ((await stat(file).catch(() => undefined)) !== undefined) await copyFile(file, copy);
    await change(copy);
    await rename(copy, file);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
}

/** The columns of the table: clean names, each once. */
export function columnNames({ settings, columns }: SqlOptions): string[] {
  const seen = new Set<string>();
  return columns.map(({ name }, i) => {
    const clean = settings.isOn('fixColNames')
      ? name.replaceAll(/[^\p{L}\p{N}_]+/gu, '').replace(/^(?=\d)/, '_')
      : name;
    let unique = clean === '' ? `Column${i + 1}` : clean;
    for (let n = 2; seen.has(unique.toLowerCase()); n++) unique = `${clean}${n}`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}

/** The table INTO names, as the file spells it. */
export function existingTable(
  { settings, target }: SqlOptions,
  names: readonly string[],
): { name: string; exists: boolean } {
  const found = names.find((name) => name.toLowerCase() === target.toLowerCase());
  if (found !== undefined) return { name: found, exists: true };
  if (settings.isOn('createTable')) return { name: target, exists: false };
  const near = nearest(target, names);
  throw new AppError('no-table', `the database has no table ${target}`, {
    hint:
      near === undefined
        ? '-createTable:ON makes it'
        : `did you mean ${near}? -createTable:ON makes it`,
  });
}
