import type { Database } from '../duckdb/database.ts';
import type { Entity } from './ast.ts';
import type { CommandLine } from './command-line.ts';
import type { InputFormat, InputWorld, OpenInput, Presuming } from './inputs/input.ts';
import { checkpointFor } from './run-checkpoints.ts';
import type { RunFolder } from './run-folder.ts';
import { openEntity, openTable } from './run-input.ts';
import type { RunWorld } from './run-world.ts';

export interface Opening {
  readonly line: CommandLine;
  readonly world: RunWorld;
  readonly database: Database;
  readonly folder: RunFolder;
  readonly tz: string;
  readonly presuming: Presuming;
  readonly warn: (text: string) => void;
}

/**
 * Opens the entities of FROM into `opened`, by their text; no format = a table of the warehouse. Those opened
 * before one fails stay in `opened`.
 */
export async function openInputs(
  entities: readonly Entity[],
  formats: readonly InputFormat[],
  opening: Opening,
  opened: Map<string, OpenInput>,
): Promise<void> {
  const { line, world } = opening;
  for (const [i, entity] of entities.entries()) {
    world.signal.throwIfAborted();
    if (opened.has(entity.raw)) continue;
    const format = formats[i];
    const inputWorld = await inputWorldOf(format, opening);
    const input =
      format === undefined
        ? await openTable(entity, inputWorld)
        : await openEntity(entity, format, line, inputWorld);
    opened.set(entity.raw, input);
  }
}

async function inputWorldOf(
  format: InputFormat | undefined,
  { line, world, database, folder, tz, presuming, warn }: Opening,
): Promise<InputWorld> {
  const checkpoint =
    format === undefined ? undefined : await checkpointFor(line, world.cwd, format.name);
  return {
    database,
    cwd: world.cwd,
    stdin: world.stdin,
    signal: world.signal,
    tz,
    isOffline: line.own.has('offline'),
    isStrict: line.own.has('strict-dialect'),
    presuming,
    temporaryPath: () => folder.temporaryPath(),
    warn,
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
}
