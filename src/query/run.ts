import os from 'node:os';
import path from 'node:path';
import { Database } from '../duckdb/database.ts';
import { AppError } from '../support/errors.ts';
import { escapeText } from '../support/terminal.ts';
import type { Query } from './ast.ts';
import type { CommandLine } from './command-line.ts';
import { checkPatterns } from './check-patterns.ts';
import { refuseUnknown } from './command-line-parameters.ts';
import { fromEntities } from './from-entities.ts';
import type { InputFormat, OpenInput, ParseErrors } from './inputs/input.ts';
import type { PlaceSurvey } from './inputs/survey.ts';
import { parseQuery } from './parser.ts';
import { saveCheckpoints } from './run-checkpoints.ts';
import { RunFolder } from './run-folder.ts';
import { inputFor, placeOf } from './run-input.ts';
import { openInputs } from './run-open.ts';
import { chooseOutput, type OutputChoice } from './run-output.ts';
import { canBeReadAgain, Confirmation, NotAsPresumed } from './run-presumed.ts';
import type { NamedQuery } from './run-query-text.ts';
import {
  endText,
  errorsOf,
  isLocalTime,
  statisticsText,
  stopsAtTop,
  type Outcome,
} from './run-statistics.ts';
import type { RunWorld } from './run-world.ts';
import { writeResult } from './run-write.ts';
import { zoneOf } from './run-zone.ts';
import { registerRuntimeFunctions } from './runtime-functions.ts';
import { translate, type Translation } from './translate.ts';

/** Runs one query as a command line says and returns the exit code. */
export async function runQuery(
  text: NamedQuery,
  line: CommandLine,
  world: RunWorld,
): Promise<number> {
  const query = parseQuery(text.text, text.name);
  const looks = new Map<string, PlaceSurvey>();
  const runOnce = async (manner: Manner): Promise<number> => {
    const run = new QueryRun(query, line, world, manner, looks);
    try {
      return await run.execute();
    } finally {
      await run.dispose();
    }
  };
  if (!canBeReadAgain(fromEntities(query))) return runOnce('certain');
  try {
    return await runOnce('presuming');
  } catch (error) {
    if (error instanceof NotAsPresumed) return runOnce('again');
    throw error;
  }
}

/**
 * `presuming`: long logs are read as their beginning promises while the rest is checked. Where the promise was
 * broken, they are read `again` as the check found them, without repeating messages. `certain`: checked first.
 */
type Manner = 'presuming' | 'certain' | 'again';

/** A query with its inputs open. */
export interface Prepared {
  readonly translation: Translation;
  readonly choice: OutputChoice;
  readonly inputs: readonly OpenInput[];
  /** The formats behind the entities of FROM, in their order. */
  readonly formats: readonly string[];
  readonly database: Database;
}

export class QueryRun {
  readonly #query: Query;
  readonly #line: CommandLine;
  readonly #world: RunWorld;
  readonly #manner: Manner;
  readonly #looks: Map<string, PlaceSurvey>;
  readonly #startedAt = performance.now();
  readonly #opened = new Map<string, OpenInput>();
  readonly #confirmation = new Confirmation(this.#opened);
  #database: Database | undefined;
  #folder: RunFolder | undefined;
  #runtime: { close(): Promise<void> } | undefined;
  #timedOut = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #stop = (): void => this.#database?.interrupt();

  constructor(
    query: Query,
    line: CommandLine,
    world: RunWorld,
    manner: Manner = 'certain',
    looks = new Map<string, PlaceSurvey>(),
  ) {
    this.#query = query;
    this.#line = line;
    this.#world = world;
    this.#manner = manner;
    this.#looks = looks;
    world.signal.addEventListener('abort', this.#stop);
  }

  /** Finds the inputs and translates; nothing has been read but what decides fields and types. */
  async prepare(): Promise<Prepared> {
    this.#startTimer();
    const folder = (this.#folder = await RunFolder.make());
    const entities = fromEntities(this.#query);
    const place = await placeOf(entities, this.#line, this.#world);
    const database = (this.#database =
      place.kind === 'warehouse' ? place.database : await this.#scratchDatabase(folder));
    // A stop that came before the database was open takes effect now.
    if (this.#world.signal.aborted || this.#timedOut) this.#stop();
    const choice = chooseOutput(this.#query.into, this.#line, this.#world);
    const warn = (text: string): void => this.#warn(text);
    const formats: InputFormat[] = [];
    if (place.kind === 'files') {
      for (const entity of entities) {
        formats.push(await inputFor(entity, this.#line, this.#world, warn));
      }
    }
    refuseUnknown(this.#line.parameters, [...new Set(formats), choice.listing]);
    const tz = zoneOf(this.#line);
    const opening = {
      line: this.#line,
      world: this.#world,
      database,
      folder,
      tz,
      warn,
      presuming: {
        isAllowed: this.#manner === 'presuming',
        looks: this.#looks,
        stop: this.#stop,
      },
    };
    await openInputs(entities, formats, opening, this.#opened);
    return {
      translation: this.#translate(tz),
      choice,
      inputs: [...this.#opened.values()],
      formats: formats.map(({ name }) => name),
      database,
    };
  }

  async execute(): Promise<number> {
    try {
      return await this.#run(await this.prepare());
    } catch (error) {
      const { signal, isLegacy, stdout } = this.#world;
      if (signal.aborted && isLegacy) {
        if (stdout.writable) this.#say('\nTask aborted by user.\n');
        return 130;
      }
      if (this.#timedOut) {
        const seconds = (this.#world.limits.timeoutMs ?? 0) / 1000;
        throw new AppError('timeout', `stopped after ${seconds} s`, {
          hint: 'give more time with --timeout',
          cause: error,
        });
      }
      // What went wrong may come from what was presumed.
      if (!signal.aborted) await this.#confirmation.demand(this.#stop);
      throw error;
    }
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#timer);
    this.#world.signal.removeEventListener('abort', this.#stop);
    await this.#runtime?.close();
    this.#database?.close();
    await this.#folder?.remove();
  }

  #startTimer(): void {
    const { timeoutMs } = this.#world.limits;
    if (timeoutMs === undefined) return;
    this.#timer = setTimeout(() => {
      this.#timedOut = true;
      this.#stop();
    }, timeoutMs);
  }

  #scratchDatabase(folder: RunFolder): Promise<Database> {
    const { memory, threads } = this.#world.limits;
    const tempDirectory = path.join(folder.path, 'spill');
    return Database.open(':memory:', { memory, threads, tempDirectory });
  }

  #translate(tz: string): Translation {
    return translate(this.#query, {
      resolveFrom: (entity) => {
        const input = this.#opened.get(entity.raw);
        if (input === undefined) throw new Error(`no input for ${entity.raw}`);
        return input.source;
      },
      tz,
      now: this.#world.now(),
      strictDialect: this.#line.own.has('strict-dialect'),
      computerName: os.hostname(),
      offline: this.#line.own.has('offline'),
    });
  }

  async #run(prepared: Prepared): Promise<number> {
    const { translation, inputs, database } = prepared;
    const { maxErrors } = this.#line;
    for (const input of inputs) await input.check?.();
    await checkPatterns(database, translation);
    for (const statement of translation.prelude) await database.run(statement);
    this.#runtime = registerRuntimeFunctions(database, translation.runtimeFunctions);
    if (maxErrors >= 0) {
      await this.#confirmation.demand(this.#stop);
      const errors = await errorsOf(inputs, maxErrors, true);
      if (errors.count > maxErrors) {
        await this.#finish(prepared, 0, errors, 'too-many-errors');
        return 1;
      }
    }
    const written = await writeResult(prepared, this.#world, {
      isOffline: this.#line.own.has('offline'),
      query: this.#query.source.text,
      temporaryPath: () => this.#folder?.temporaryPath() ?? '',
      confirm: () => this.#confirmation.demand(this.#stop),
    });
    this.#world.signal.throwIfAborted();
    const errors = await errorsOf(inputs, maxErrors, false);
    await saveCheckpoints(this.#line, this.#world.cwd, inputs);
    await this.#finish(prepared, written, errors, 'completed');
    return 0;
  }

  async #finish(
    { inputs, translation, formats }: Prepared,
    output: number,
    errors: ParseErrors,
    end: Outcome['end'],
  ): Promise<void> {
    const { quiet, statistics, maxErrors, ignoreWarnings } = this.#line;
    if (quiet) return;
    let processed = 0;
    if (statistics) for (const input of inputs) processed += await input.elements();
    if (stopsAtTop(this.#query) && output === Number(this.#query.top)) processed = output;
    const isLocal = isLocalTime(this.#query, formats);
    const outcome: Outcome = {
      processed,
      output,
      elapsedMs: performance.now() - this.#startedAt,
      errors,
      warnings: [...translation.warnings, ...inputs.flatMap(({ warnings }) => warnings ?? [])],
      maxErrors,
      ignoresWarnings: ignoreWarnings,
      end,
      ...(isLocal && !this.#world.isLegacy ? { zone: zoneOf(this.#line) } : {}),
    };
    this.#say(endText(outcome));
    if (statistics) this.#say(statisticsText(outcome));
  }

  /** Log Parser spoke to stdout; easel keeps that for data. */
  #say(text: string): void {
    if (text === '' || this.#line.quiet) return;
    write(this.#world.isLegacy ? this.#world.stdout : this.#world.stderr, text);
  }

  #warn(text: string): void {
    if (this.#line.quiet || this.#manner === 'again') return;
    write(this.#world.stderr, `WARNING: ${text}\n`);
  }
}

function write(stream: RunWorld['stderr'], text: string): void {
  stream.write(stream.isTTY === true ? escapeText(text) : text);
}
