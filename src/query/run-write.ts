import { runStatements } from '../duckdb/statements.ts';
import type { OutputColumn } from './outputs/output.ts';
import { openOutput, ownFormat, ownTarget, type OutputOptions } from './run-output.ts';
import type { OwnFormat } from './run-formats.ts';
import type { RunWorld } from './run-world.ts';
import type { Prepared } from './run.ts';
import type { Translation } from './translate.ts';

export interface Writing extends OutputOptions {
  /** Asked while the query runs, before its first row is written; throws where none may be. */
  confirm(): Promise<void>;
}

/** Runs the query and writes its rows; returns how many there were. */
export async function writeResult(
  prepared: Prepared,
  world: RunWorld,
  writing: Writing,
): Promise<number> {
  const own = ownFormat(prepared.choice);
  return own === undefined
    ? writeRecords(prepared, world, writing)
    : writeOwn(own, prepared, world, writing);
}

async function writeOwn(
  own: OwnFormat,
  { translation, choice, database }: Prepared,
  world: RunWorld,
  writing: Writing,
): Promise<number> {
  const out = ownTarget(choice, world);
  let written = 0;
  for await (const { raw } of runStatements(database, translation.sql, 'query')) {
    await writing.confirm();
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
    await world.writeOwn(own, out, counted);
  }
  return written;
}

async function writeRecords(
  { translation, choice, database }: Prepared,
  world: RunWorld,
  writing: Writing,
): Promise<number> {
  const output = await openOutput(choice, outputColumns(translation), world, writing);
  let written = 0;
  try {
    const running = database.stream(translation.sql);
    const confirmed = writing.confirm();
    // Both come to their end before the first error counts: nothing goes on behind our back.
    await Promise.allSettled([running, confirmed]);
    await confirmed;
    const result = await running;
    for await (const rows of result.chunks()) {
      world.signal.throwIfAborted();
      written += rows.length;
      await output.write(rows);
    }
    world.signal.throwIfAborted();
    await output.commit();
    return written;
  } catch (error) {
    await output.abort();
    throw error;
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
