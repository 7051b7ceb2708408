import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Database } from '../duckdb/database.ts';
import { runStatements } from '../duckdb/statements.ts';
import { AppError, UsageError } from '../support/errors.ts';
import { escapeText } from '../support/terminal.ts';
import type { Entity, Query } from './ast.ts';
import { checkpointPath, loadCheckpoint, saveCheckpoint, type FilePosition } from './checkpoint.ts';
import type { CommandLine } from './command-line.ts';
import { refuseUnknown } from './command-line-parameters.ts';
import { fromEntities } from './from-entities.ts';
import { registerRuntimeFunctions } from './runtime-functions.ts';
import type { InputFormat, InputWorld, OpenInput } from './inputs/input.ts';
import type { OutputColumn } from './outputs/output.ts';
import { parseQuery } from './parser.ts';
import { inputFor, openEntity, openTable, placeOf } from './run-input.ts';
import { chooseOutput, openOutput, ownFormat, ownTarget, type OutputChoice } from './run-output.ts';
import { endText, statisticsText, type Outcome } from './run-statistics.ts';
import type { NamedQuery } from './run-query-text.ts';
import type { RunWorld } from './run-world.ts';
import { translate, type Translation } from './translate.ts';

/** Runs one query as a command line says and returns the exit code. */
export async function runQuery(
  text: NamedQuery,
  line: CommandLine,
  world: RunWorld,
): Promise<number> {
  const query = parseQuery(text.text, text.name);
  const run = new Run(query, line, world);
  try {
    return await run.execute();
  } finally {
    await run.dispose();
  }
}

/** A query with its inputs open. */
export interface Prepared {
  readonly translation: Translation;
  readonly choice: OutputChoice;
  readonly inputs: readonly OpenInput[];
  /** The formats behind the entities of FROM, in their order. */
  readonly formats: readonly string[];
  readonly database: Database;
}

export class Run {
  readonly #query: Query;
  readonly #line: CommandLine;
  readonly #world: RunWorld;
  readonly #startedAt = performance.now();
  readonly #warnings: string[] = [];
  #database: Database | undefined;
  #folder: string | undefined;
  #made = 0;
  #runtime: { close(): Promise<void> } | undefined;
  #timedOut = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #stop = (): void => this.#database?.interrupt();

  constructor(query: Query, line: CommandLine, world: RunWorld) {
    this.#query = query;
    this.#line = line;
    this.#world = world;
    world.signal.addEventListener('abort', this.#stop);
  }

  /** Finds the inputs and translates; nothing has been read but what decides fields and types. */
  async prepare(): Promise<Prepared> {
    const { limits } = this.#world;
    await this.#makeFolder();
    if (limits.timeoutMs !== undefined) {
      this.#timer = setTimeout(() => {
        this.#timedOut = true;
        this.#stop();
      }, limits.timeoutMs);
    }
    const entities = fromEntities(this.#query);
    const place = await placeOf(entities, this.#line, this.#world);
    this.#database =
      place.kind === 'warehouse'
        ? place.database
        : await Database.open(':memory:', {
            memory: limits.memory,
            threads: limits.threads,
            tempDirectory: path.join(this.#folder ?? os.tmpdir(), 'spill'),
          });
    const choice = chooseOutput(this.#query.into, this.#line, this.#world);
    const formats: InputFormat[] = [];
    if (place.kind === 'files') {
      for (const entity of entities) {
        formats.push(await inputFor(entity, this.#line, (text) => this.#warn(text)));
      }
    }
    refuseUnknown(this.#line.parameters, [...new Set(formats), choice.listing]);
    const opened = await this.#openAll(entities, formats);
    const translation = translate(this.#query, {
      resolveFrom: (entity) => {
        const input = opened.get(entity.raw);
        if (input === undefined) throw new Error(`no input for ${entity.raw}`);
        return input.source;
      },
      tz: this.#zone,
      now: this.#world.now(),
      strictDialect: this.#line.own.has('strict-dialect'),
      computerName: os.hostname(),
      offline: this.#line.own.has('offline'),
    });
    return {
      translation,
      choice,
      inputs: [...opened.values()],
      formats: formats.map(({ name }) => name),
      database: this.#database,
    };
  }

  async execute(): Promise<number> {
    try {
      const prepared = await this.prepare();
      return await this.#run(prepared);
    } catch (error) {
      if (this.#world.signal.aborted && this.#world.isLegacy) {
        if (this.#world.stdout.writable) this.#say('\nTask aborted by user.\n');
        return 130;
      }
      if (this.#timedOut) {
        const seconds = (this.#world.limits.timeoutMs ?? 0) / 1000;
        throw new AppError('timeout', `stopped after ${seconds} s`, {
          hint: 'give more time with --timeout',
          cause: error,
        });
      }
      throw error;
    }
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#timer);
    this.#world.signal.removeEventListener('abort', this.#stop);
    await this.#runtime?.close();
    this.#database?.close();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async #run(prepared: Prepared): Promise<number> {
    const { translation, inputs, database } = prepared;
    const { maxErrors } = this.#line;
    for (const input of inputs) await input.check?.();
    for (const statement of translation.prelude) await database.run(statement);
    this.#runtime = registerRuntimeFunctions(database, translation.runtimeFunctions);
    if (maxErrors >= 0) {
      const errors = await this.#errors(inputs, maxErrors, true);
      if (errors.count > maxErrors) {
        await this.#finish(prepared, 0, errors, 'too-many-errors');
        return 1;
      }
    }
    const written = await this.#write(prepared);
    this.#world.signal.throwIfAborted();
    const errors = await this.#errors(inputs, maxErrors, false);
    await this.#saveCheckpoints(inputs);
    await this.#finish(prepared, written, errors, 'completed');
    return 0;
  }

  async #write({ translation, choice, database }: Prepared): Promise<number> {
    const own = ownFormat(choice);
    let written = 0;
    if (own !== undefined) {
      const out = ownTarget(choice, this.#world);
      for await (const { raw } of runStatements(database, translation.sql, 'query')) {
        const counted = {
          ...raw,
          names: columnNames(translation),
          async *chunks() {
            for await (const chunk of raw.chunks()) {
              written += chunk.rowCount;
              yield chunk;
            }
          },
        };
        await this.#world.writeOwn(own, out, counted);
      }
      return written;
    }
    const output = await openOutput(choice, outputColumns(translation), this.#world, {
      isOffline: this.#line.own.has('offline'),
      temporaryPath: () => this.#temporaryPath(),
    });
    try {
      const result = await database.stream(translation.sql);
      for await (const rows of result.chunks()) {
        this.#world.signal.throwIfAborted();
        written += rows.length;
        await output.write(rows);
      }
      this.#world.signal.throwIfAborted();
      await output.commit();
      return written;
    } catch (error) {
      await output.abort();
      throw error;
    }
  }

  async #errors(
    inputs: readonly OpenInput[],
    maxErrors: number,
    ahead: boolean,
  ): Promise<{ count: number; details: string[] }> {
    let count = 0;
    const details: string[] = [];
    for (const input of inputs) {
      const errors = await input.parseErrors(Math.max(0, maxErrors + 1 - details.length), ahead);
      count += errors.count;
      details.push(...errors.details);
    }
    return { count, details };
  }

  async #finish(
    { inputs, translation, formats }: Prepared,
    output: number,
    errors: { count: number; details: string[] },
    end: Outcome['end'],
  ): Promise<void> {
    const { quiet, statistics } = this.#line;
    if (quiet) return;
    for (const input of inputs) this.#warnings.push(...(input.warnings ?? []));
    let processed = 0;
    if (statistics) for (const input of inputs) processed += await input.elements();
    if (this.#stopsAtTop && output === Number(this.#query.top)) processed = output;
    const isLocal =
      /TO_(?:LOCAL|UTC)TIME|SYSTEM_UTCOFFSET/i.test(this.#query.source.text) ||
      formats.some((name) => ['EVT', 'FS'].includes(name));
    const outcome: Outcome = {
      processed,
      output,
      elapsedMs: performance.now() - this.#startedAt,
      errors,
      warnings: [...translation.warnings, ...this.#warnings],
      maxErrors: this.#line.maxErrors,
      ignoresWarnings: this.#line.ignoreWarnings,
      end,
      ...(isLocal && !this.#world.isLegacy ? { zone: this.#zone } : {}),
    };
    this.#say(endText(outcome));
    if (statistics) this.#say(statisticsText(outcome));
  }

  /** A query of the first n records: the original read no further. */
  get #stopsAtTop(): boolean {
    const { top, where, groupBy, having, orderBy, distinct, source } = this.#query;
    const clauses = [where, groupBy, having, orderBy].some((clause) => clause !== undefined);
    const aggregate = /\b(?:COUNT|SUM|AVG|MIN|MAX|PROPCOUNT|PROPSUM)\s*\(/i.test(source.text);
    return top !== undefined && !clauses && !distinct && !aggregate;
  }

  /** Log Parser spoke to stdout; easel keeps that for data. */
  #say(text: string): void {
    if (text === '' || this.#line.quiet) return;
    const stream = this.#world.isLegacy ? this.#world.stdout : this.#world.stderr;
    stream.write(stream.isTTY === true ? escapeText(text) : text);
  }

  #warn(text: string): void {
    if (!this.#line.quiet) this.#world.stderr.write(`WARNING: ${text}\n`);
  }

  get #zone(): string {
    const own = this.#line.own.get('tz');
    const zone = typeof own === 'string' ? own : Intl.DateTimeFormat().resolvedOptions().timeZone;
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    } catch (cause) {
      throw new UsageError('bad-zone', `--tz does not know the zone ${zone}`, {
        hint: 'use a name such as Europe/Berlin or UTC',
        cause,
      });
    }
  }

  async #openAll(
    entities: readonly Entity[],
    formats: readonly InputFormat[],
  ): Promise<Map<string, OpenInput>> {
    const opened = new Map<string, OpenInput>();
    for (const [i, entity] of entities.entries()) {
      this.#world.signal.throwIfAborted();
      if (opened.has(entity.raw)) continue;
      const format = formats[i];
      const world = await this.#inputWorld(format);
      const input =
        format === undefined
          ? await openTable(entity, world)
          : await openEntity(entity, format, this.#line, world);
      opened.set(entity.raw, input);
    }
    return opened;
  }

  async #inputWorld(format: InputFormat | undefined): Promise<InputWorld> {
    const { database } = { database: this.#database };
    if (database === undefined) throw new Error('no database');
    const checkpoint = await this.#checkpoint(format);
    return {
      database,
      cwd: this.#world.cwd,
      stdin: this.#world.stdin,
      signal: this.#world.signal,
      tz: this.#zone,
      isOffline: this.#line.own.has('offline'),
      isStrict: this.#line.own.has('strict-dialect'),
      temporaryPath: () => this.#temporaryPath(),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    };
  }

  #checkpointFile(): string | undefined {
    const name = this.#line.parameters.get('icheckpoint');
    return name === undefined || name === '' ? undefined : checkpointPath(name, this.#world.cwd);
  }

  async #checkpoint(
    format: InputFormat | undefined,
  ): Promise<ReadonlyMap<string, FilePosition> | undefined> {
    const file = this.#checkpointFile();
    if (file === undefined || format === undefined) return undefined;
    return (await loadCheckpoint(file, format.name)).files;
  }

  async #saveCheckpoints(inputs: readonly OpenInput[]): Promise<void> {
    const file = this.#checkpointFile();
    if (file === undefined) return;
    const [first] = inputs;
    if (first === undefined) return;
    const before = await loadCheckpoint(file, first.source.name);
    const files = new Map(before.files);
    for (const input of inputs) {
      for (const [name, position] of input.positions ?? []) files.set(name, position);
    }
    await saveCheckpoint(file, { format: first.source.name, files });
  }

  async #makeFolder(): Promise<void> {
    await clearStale();
    this.#folder = await mkdtemp(path.join(os.tmpdir(), `easel-query-${process.pid}-`));
  }

  #temporaryPath(): string {
    return path.join(this.#folder ?? os.tmpdir(), String(++this.#made));
  }
}

/** The names of the query, where they tell the columns apart. */
function columnNames({ columns }: Translation): string[] {
  const names = columns.map(({ name }) => name);
  return new Set(names).size === names.length ? names : columns.map(({ sqlName }) => sqlName);
}

function outputColumns({ columns }: Translation): OutputColumn[] {
  return columns.map(({ name, type, kind }) =>
    kind === 'date' || kind === 'time' ? { name, type, kind } : { name, type },
  );
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
