import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { AppError } from '../support/errors.ts';
import { DuckDBInstance } from './binding.ts';
import { heldResult, rawResult, type HeldResult } from './raw-result.ts';
import { quotedString } from './sql-text.ts';
import { toValue, type Value } from './values.ts';

export interface DatabaseOptions {
  /** Readers get READ_ONLY, no file or network access and a locked configuration. */
  readonly access?: 'read-write' | 'read-only';
  /** DuckDB's memory_limit, e.g. `350MB`. It is no ceiling: 600MB gave 840 MB resident. */
  readonly memory?: string;
  readonly threads?: number;
  /** Where spilled data goes; empty = no spilling. */
  readonly tempDirectory?: string;
  readonly maxTempSize?: string;
  /** Folders in which a reader may write files, by `copy`; everything else stays out of its reach. */
  readonly outputFolders?: readonly string[];
}

const interruptMs = 100;

/** A named or positional value bound to a statement. */
export type Bindings = Record<string, DuckDBValue> | DuckDBValue[];
export type Row = Record<string, Value>;

export interface ResultColumn {
  readonly name: string;
  /** DuckDB's spelling of the type: `BIGINT`, `VARCHAR[]`. */
  readonly type: string;
}

export interface ResultStream {
  readonly columns: readonly ResultColumn[];
  /** The rows in DuckDB's own chunks (up to 2,048 rows); each row an array in column order. */
  chunks(): AsyncIterable<Value[][]>;
}

/**
 * One DuckDB database file (or `:memory:`) and one connection to it. All SQL of easel goes
 * through here; errors of DuckDB are thrown as they come, callers say what was attempted.
 */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #isLimited: boolean;
  #interrupted = false;
  #interrupting: NodeJS.Timeout | undefined;
  #threads: { readonly most: number; now: number } | undefined;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, isLimited: boolean) {
    this.#instance = instance;
    this.#connection = connection;
    this.#isLimited = isLimited;
  }

  static async open(file: string, options: DatabaseOptions = {}): Promise<Database> {
    const readOnly = options.access === 'read-only';
    const config: Record<string, string> = {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    };
    if (readOnly) config['access_mode'] = 'READ_ONLY';
    if (options.memory !== undefined) config['memory_limit'] = options.memory;
    if (options.threads !== undefined) config['threads'] = String(options.threads);
    if (options.tempDirectory !== undefined) config['temp_directory'] = options.tempDirectory;
    if (options.maxTempSize !== undefined) {
      config['max_temp_directory_size'] = options.maxTempSize;
    }
    const instance = await DuckDBInstance.create(file, config);
    try {
      const connection = await instance.connect();
      const database = new Database(instance, connection, options.memory !== undefined);
      // Casts between TIMESTAMP and date or TIMESTAMPTZ must not depend on the machine's zone.
      await database.run("set TimeZone = 'UTC'");
      if (readOnly) {
        // Two looks at the requests, each at few of them, would become one at all, kept in memory.
        await database.run("set disabled_optimizers = 'common_subplan'");
        await database.run(outputFoldersStatement(options.outputFolders ?? []));
        await database.run('set enable_external_access = false');
        await database.run('set lock_configuration = true');
      }
      return database;
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** Runs one or more statements; the result of the last is dropped. */
  async run(sql: string, bindings?: Bindings): Promise<void> {
    await this.#connection.run(sql, bindings);
  }

  /** Runs one statement and says how many rows it inserted, updated or deleted. */
  async change(sql: string, bindings?: Bindings): Promise<number> {
    return (await this.#connection.run(sql, bindings)).rowsChanged;
  }

  /** All rows of a small result. */
  async rows(sql: string, bindings?: Bindings): Promise<Row[]> {
    const reader = await this.#connection.runAndReadAll(sql, bindings);
    const names = reader.deduplicatedColumnNames();
    return reader.getRows().map((row) => {
      const object = Object.create(null) as Row;
      for (const [i, name] of names.entries()) object[name] = toValue(row[i] ?? null);
      return object;
    });
  }

  /** The first cell of the first row; null where there is no row. */
  async value(sql: string, bindings?: Bindings): Promise<Value> {
    const reader = await this.#connection.runAndReadAll(sql, bindings);
    return toValue(reader.getRows()[0]?.[0] ?? null);
  }

  /** A result that is produced as it is read: memory does not grow with its size. */
  async stream(sql: string, bindings?: Bindings): Promise<ResultStream> {
    const result = await this.#connection.stream(sql, bindings);
    const raw = rawResult(result, () =>
      this.unlessInterrupted(() => this.#connection.run(sql, bindings)),
    );
    return {
      columns: raw.names.map((name, i) => ({ name, type: String(raw.types[i]) })),
      async *chunks() {
        for await (const chunk of raw.chunks()) {
          yield chunk.getRows().map((row) => row.map((value) => toValue(value)));
        }
      },
    };
  }

  /** What the last of these statements gives, which fits into memory: all threads work it out before it is read. */
  async result(sql: string): Promise<HeldResult> {
    return heldResult(await this.#connection.run(sql));
  }

  /**
   * Leaves so many cores to others, from the next statement on; 0 is as it was opened. A thread of the engine
   * that waits for another one keeps its core busy.
   */
  async leaveCores(count: number): Promise<void> {
    if (this.#threads === undefined) {
      const most = Number(await this.value("select current_setting('threads')"));
      this.#threads = { most, now: most };
    }
    const wanted = Math.max(1, this.#threads.most - count);
    if (wanted === this.#threads.now) return;
    await this.run(threadsStatement(wanted));
    this.#threads.now = wanted;
  }

  /**
   * Lets the engine take so much memory, as `600MB`, from the next statement on, where it was opened with a
   * limit of its own: without, it may take more already.
   */
  async allowMemory(size: string): Promise<void> {
    if (this.#isLimited) await this.run(memoryStatement(size));
  }

  /** The columns that a SELECT gives, without running it. */
  async shape(sql: string): Promise<{ names: string[]; types: DuckDBType[] }> {
    const prepared = await this.#connection.prepare(sql);
    try {
      const places = Array.from({ length: prepared.columnCount }, (_, i) => i);
      return {
        names: places.map((i) => prepared.columnName(i)),
        types: places.map((i) => prepared.columnType(i)),
      };
    } finally {
      prepared.destroySync();
    }
  }

  /** Does `work` unless the user stopped us meanwhile; then it throws. */
  async unlessInterrupted(work: () => Promise<unknown>): Promise<unknown> {
    if (this.#interrupted) throw new AppError('interrupted', 'interrupted');
    return work();
  }

  /** The binding's own connection, for appenders and scalar functions inside `src/duckdb`. */
  get connection(): DuckDBConnection {
    return this.#connection;
  }

  /**
   * Stops the statement that is running and whatever comes after it. DuckDB forgets an interrupt that
   * reaches it just before a statement begins, so it is said again until the database is closed.
   */
  interrupt(): void {
    this.#interrupted = true;
    this.#connection.interrupt();
    this.#interrupting ??= setInterval(() => this.#connection.interrupt(), interruptMs).unref();
  }

  close(): void {
    clearInterval(this.#interrupting);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function memoryStatement(size: string): string {
  return `set memory_limit = ${quotedString(size)}`;
}

function threadsStatement(count: number): string {
  return `set threads = ${count}`;
}

/** A folder is named with a `/` at its end: without, names that begin with it would do as well. */
function outputFoldersStatement(folders: readonly string[]): string {
  const names = folders.map((folder) => quotedString(`${folder.replaceAll('\\', '/')}/`));
  return `set allowed_directories = [${names.join(', ')}]`;
}
