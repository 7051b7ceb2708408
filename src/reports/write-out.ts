import { once } from 'node:events';
import { mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyToParquet, writeParquet } from '../duckdb/parquet-file.ts';
import { gathered } from '../support/output/gather.ts';
import type { Coverage } from './coverage.ts';
import type { Section } from './define-report.ts';
import type { Head } from './page-view.ts';
import type { Period } from './period.ts';
import type { PreparedReport, PreparedSection } from './prepare-report.ts';
import { arrowFile, csvFile, scriptFile, sectionResult } from './report-files.ts';
import type { ReportOptions } from './report-options.ts';

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** What is written, and what for. */
export interface ReportRun {
  readonly options: ReportOptions;
  readonly period: Period;
  readonly coverage: Coverage;
  readonly head: Head;
  readonly files: string[];
  /** What the reader of a file must know of it beside what is in it. */
  readonly notes: string[];
}

/** The sections that the command asks for. */
export function wantedSections(
  { sections }: PreparedReport,
  options: ReportOptions,
): PreparedSection[] {
  return sections.filter(({ section }) => isWanted(section, options));
}

export function isWanted({ id }: Section, { section: wanted }: ReportOptions): boolean {
  return wanted === undefined || id === wanted;
}

export async function writeScripts(
  sections: readonly PreparedSection[],
  report: string,
  run: ReportRun,
): Promise<void> {
  for (const one of sections) {
    if (one.section.kind !== 'rows' || one.section.script === undefined) continue;
    const { script, id } = one.section;
    const file = `${report}.${id}.${script.extension}`;
    await writeOut(run, file, scriptFile(run.options.db, one, script, run.period));
  }
}

export async function writeSection(
  one: PreparedSection,
  report: string,
  format: 'csv' | 'parquet' | 'arrow',
  run: ReportRun,
): Promise<void> {
  const { db, rawCsv = false } = run.options;
  const file = `${report}.${one.section.id}.${format}`;
  if (format === 'parquet') await writeParquetOut(run, file, one);
  else await writeOut(run, file, format === 'csv' ? csvFile(db, one, rawCsv) : arrowFile(db, one));
}

/** Writes a file that appears when it is whole, or to the stream. */
export async function writeOut(run: ReportRun, name: string, pieces: Pieces): Promise<void> {
  const { out, signal } = run.options;
  if (typeof out !== 'string') {
    for await (const piece of gathered(pieces)) {
      signal?.throwIfAborted();
      // A reader that went away never drains it.
      if (!out.write(piece)) await once(out, 'drain', signal === undefined ? {} : { signal });
    }
    return;
  }
  await writeAside(run, name, async (temporary) => {
    const handle = await open(temporary, 'w');
    try {
      for await (const piece of gathered(pieces)) {
        signal?.throwIfAborted();
        await handle.writeFile(piece);
      }
    } finally {
      await handle.close();
    }
  });
}

async function writeParquetOut(run: ReportRun, name: string, one: PreparedSection): Promise<void> {
  const { db, out } = run.options;
  if (typeof out === 'string') {
    await writeAside(run, name, (file) => copyToParquet(db, one.sql, file));
    return;
  }
  const raw = await sectionResult(db, one);
  const folder = await mkdtemp(path.join(tmpdir(), 'easel-report-'));
  try {
    const file = path.join(folder, name);
    await writeParquet(raw, file);
    await writeOut(run, name, [await readFile(file)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Has a file of the folder written under another name, which it keeps until it is whole. */
export async function writeAside(
  { options: { out }, files }: ReportRun,
  name: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  if (typeof out !== 'string') throw new Error('a stream has no files');
  const { file, temporary } = asideOf(out, name);
  try {
    await write(temporary);
    await rename(temporary, file);
    files.push(file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A file, and what it is called until it is whole. */
export interface Aside {
  readonly file: string;
  readonly temporary: string;
}

export function asideOf(folder: string, name: string): Aside {
  return {
    file: path.join(folder, name),
    temporary: path.join(folder, `.${name}.${process.pid}.part`),
  };
}
