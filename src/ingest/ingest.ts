import { saveConfig, type Config } from '../models/config.ts';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { loadFormats } from '../parsers/registry.ts';
import { onAbort } from '../support/on-abort.ts';
import type { FileCounts } from './file-records.ts';
import type { Filter } from './filter.ts';
import { orDiskFull } from './disk-full.ts';
import { findFiles, type NotFound } from './find.ts';
import type { FileOutcome } from './file-context.ts';
import { RunMemory } from './express-memory.ts';
import { Ledger } from './ledger.ts';
import { dayByDay } from './named-period.ts';
import { takeLock, type LockOptions } from './lock.ts';
import { Run, type FailedFile } from './run.ts';
import { namedFormat } from './sniff.ts';
import { openForWriting } from './warehouse.ts';

export interface IngestOptions extends LockOptions {
  readonly warehouse: string;
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly filter: Filter;
  readonly formatName?: string;
  readonly server?: string;
  /** What easel.yaml calls the server of the file at a path. */
  readonly configuredServer?: (path: string) => string | undefined;
  /** The zone of local times in the file at a path. */
  readonly zoneOf?: (path: string) => string | undefined;
  readonly dates?: 'dmy' | 'mdy' | 'iso';
  /** UTC, as DuckDB writes it. */
  readonly asOf?: string;
  readonly keepQuery?: boolean;
  /** Kept in the warehouse for its views. */
  readonly config?: Config;
  readonly final?: boolean;
  /** Read and count, but keep nothing. */
  readonly dryRun?: boolean;
  readonly now?: () => Date;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Called when all files are read: what reports need of all requests is computed now. */
  readonly onCounting?: () => void;
}

export interface IngestProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly file: string;
}

/** One file of the run. */
export interface FileReport {
  readonly path: string;
  readonly outcome: FileOutcome;
  readonly counts: FileCounts | null;
}

/** What the run did. */
export interface IngestReport {
  readonly files: readonly FileReport[];
  /** Arguments that gave nothing. */
  readonly missing: readonly NotFound[];
  /** Files that failed: damaged, unreadable. */
  readonly failed: readonly FailedFile[];
}

/** Loads what `paths` name into the warehouse, exactly once. */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const formats = await loadFormats();
  if (options.formatName !== undefined) namedFormat(options.formatName, formats);
  const { files, missing } = await findFiles(options.paths, options.cwd, options.warehouse);
  const [only] = missing;
  if (files.length === 0 && only !== undefined && missing.length === 1) throw only.error;
  const isNew = !existsSync(options.warehouse);
  const lock = await takeLock(options.warehouse, options);
  const folder = `${path.resolve(options.warehouse)}.tmp`;
  try {
    // What a killed run has left behind.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const isTrial = options.dryRun === true && isNew;
    const db = await openForWriting(isTrial ? ':memory:' : options.warehouse, options.signal);
    if (options.config !== undefined && options.dryRun !== true)
      await saveConfig(db, options.config);
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    const run = new Run(
      options,
      folder,
      formats,
      totalBytes,
      db,
      await Ledger.read(db),
      await RunMemory.after(db),
    );
    const end = onAbort(options.signal, () => run.db.interrupt());
    const startedAt = (options.now ?? (() => new Date()))();
    try {
      await run.all(dayByDay(files));
      const report = { files: run.reports, missing, failed: run.failed };
      if (options.dryRun !== true) await rememberRun(run, options, startedAt, report);
      return report;
    } finally {
      end();
      run.close();
    }
  } catch (error) {
    throw orDiskFull(options.warehouse, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock.release();
  }
}

async function rememberRun(
  run: Run,
  options: IngestOptions,
  startedAt: Date,
  { files, missing, failed }: IngestReport,
): Promise<void> {
  const utc = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '');
  const sum = (of: (counts: FileCounts) => number): number =>
    files.reduce((total, { counts }) => total + (counts === null ? 0 : of(counts)), 0);
  const count = (...kinds: FileOutcome['kind'][]): number =>
    files.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
  await run.db.run(
    `insert into runs by name select $startedAt::timestamp as started_at, $finishedAt::timestamp as finished_at,
       $asked as arguments, $files as files, $unchanged as unchanged, $refused as refused,
       $rows as rows, $filtered as filtered, $rejects as rejects, $failed as failed`,
    {
      startedAt: utc(startedAt),
      finishedAt: utc((options.now ?? (() => new Date()))()),
      asked: options.paths.join(' '),
      files: count('loaded', 'empty'),
      unchanged: count('unchanged', 'shorter'),
      refused: count('refused'),
      rows: sum(({ rows }) => rows),
      filtered: sum(({ filtered }) => filtered),
      rejects: sum(({ rejects }) => rejects),
      failed: failed.length + missing.length,
    },
  );
}
