import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Database } from '../duckdb/database.ts';
import { inTransaction } from '../duckdb/transaction.ts';
import { createSchema } from '../models/schema.ts';
import { AppError } from '../support/errors.ts';
import { heldBy, readHolder } from './lock.ts';
import { isLocked, openError, requireDuckDb } from './open-error.ts';
import { spillFolder, sweepSpills } from './spill.ts';

/** Raised whenever a model is new or changes: a warehouse of another version is refused, not migrated. */
export const schemaVersion = 16;

export interface WarehouseOptions {
  /** Readers need a warehouse that is there; a writer makes it. */
  readonly access: 'read-write' | 'read-only';
  /** DuckDB's memory_limit, e.g. `350MB`. */
  readonly memory?: string;
  readonly threads?: number;
  /** Folders in which a reader may write files; default none. */
  readonly outputFolders?: readonly string[];
  /** How long to wait for a process that holds the file; default 10 s. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Opens the warehouse `file`, of this version and ours, or says what is wrong with it. A reader gets
 * it READ_ONLY with file and network access off, and waits up to 10 s for a running ingest.
 * @throws AppError `no-warehouse` for a reader of a file that is not there; `not-a-warehouse`,
 * `corrupt-warehouse`, `warehouse-version`, `warehouse-busy`, `cannot-open`, `out-of-memory`
 */
export async function openWarehouse(file: string, options: WarehouseOptions): Promise<Database> {
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw new AppError('cannot-open', `${file} is a folder, and a warehouse is a file`, {
      hint: `name one in it: --db ${path.join(file, 'easel.duckdb')}`,
    });
  }
  const isReader = options.access === 'read-only';
  if (isReader) requireWarehouse(file);
  const isNew = !isThere(file);
  if (!isNew) requireDuckDb(file);
  // DuckDB takes no file without a header.
  if (isNew && file !== ':memory:') rmSync(file, { force: true });
  const isCopy = isNew && copyEmpty(file);
  const database = await openPatiently(file, options);
  try {
    if (isCopy) {
      await checkVersion(database, file);
      await database.run(`update meta set value = $now where name = 'created_at'`, {
        now: new Date().toISOString(),
      });
    } else if (isNew || (await isBlank(database))) {
      if (isReader) throw noWarehouse(file);
      await createWarehouse(database);
    } else await checkVersion(database, file);
    if (!isReader && file !== ':memory:') sweepSpills(file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** An empty warehouse, which the build makes (scripts/build.js): not there where nothing was built. */
const empty = fileURLToPath(new URL('empty.duckdb', import.meta.url));

/**
 * To copy an empty warehouse takes 5 ms, to make one 600. Whole or not at all: what a killed run has left
 * beside it, the next one writes over. Where it cannot be written, DuckDB says so in its own way.
 */
function copyEmpty(file: string): boolean {
  if (file === ':memory:' || file === empty || !existsSync(empty)) return false;
  const part = `${file}.new`;
  try {
    copyFileSync(empty, part);
    renameSync(part, file);
    return true;
  } catch (error) {
    rmSync(part, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    return false;
  }
}

/**
 * Refuses a warehouse that is not there, before anything is written beside it.
 * @throws AppError `no-warehouse`
 */
export function requireWarehouse(file: string): void {
  if (!isThere(file)) throw noWarehouse(file);
}

function isThere(file: string): boolean {
  return file !== ':memory:' && existsSync(file) && statSync(file).size > 0;
}

function noWarehouse(file: string): AppError {
  return new AppError('no-warehouse', `there is no warehouse ${file}`, {
    hint: 'make one with: easel ingest <path>, or name another with --db',
  });
}

/** A database without a table is one whose maker was killed before its schema was committed. */
async function isBlank(database: Database): Promise<boolean> {
  return (await database.value(`select count(*) from duckdb_tables() where not internal`)) === 0;
}

/** The warehouse as ingest wants it; a reader may hold it as long as its query takes. */
export function openForWriting(file: string, signal?: AbortSignal): Promise<Database> {
  return openWarehouse(file, {
    access: 'read-write',
    // No ceiling: with 350 MB here a run over 200,000 devices had 1,020 MB resident.
    memory: '300MB',
    waitMs: 600_000,
    ...(signal === undefined ? {} : { signal }),
  });
}

async function openPatiently(file: string, options: WarehouseOptions): Promise<Database> {
  const until = Date.now() + (options.waitMs ?? 10_000);
  for (;;) {
    try {
      return await Database.open(file, {
        access: options.access,
        ...(options.memory === undefined ? {} : { memory: options.memory }),
        ...(options.threads === undefined ? {} : { threads: options.threads }),
        ...(options.outputFolders === undefined ? {} : { outputFolders: options.outputFolders }),
        tempDirectory: spillFolder(file),
      });
    } catch (error) {
      if (!isLocked(error)) throw openError(file, options.memory, error);
      if (Date.now() >= until) throw heldBy(file, await readHolder(file));
      options.signal?.throwIfAborted();
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

async function createWarehouse(database: Database): Promise<void> {
  await inTransaction(database, async () => {
    await createSchema(database);
    await database.run(
      `insert into meta values ('schema_version', $version), ('created_at', $now)`,
      { version: String(schemaVersion), now: new Date().toISOString() },
    );
  });
}

async function checkVersion(database: Database, file: string): Promise<void> {
  const hasMeta = await database.value(
    `select count(*) from duckdb_tables() where table_name = 'meta' and not internal`,
  );
  if (hasMeta !== 1) {
    throw new AppError('not-a-warehouse', `${file} is a DuckDB database, but no easel warehouse`, {
      hint: 'name another file with --db',
    });
  }
  const found = await database.value(`select value from meta where name = 'schema_version'`);
  const version = typeof found === 'string' ? found : 'unknown';
  if (version === String(schemaVersion)) return;
  throw new AppError(
    'warehouse-version',
    `${file} is a warehouse of version ${version}; this easel reads version ${schemaVersion}`,
    {
      hint:
        Number(version) > schemaVersion
          ? 'use the newer easel that made it'
          : 'make it anew: easel ingest the logs with --db <new file>',
    },
  );
}
