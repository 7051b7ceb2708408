import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { AppError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import type { Entity } from './ast.ts';
import type { CommandLine } from './command-line.ts';
import { settingsOf } from './command-line-parameters.ts';
import { columnsRelation, fieldOfColumn } from './inputs/modern.ts';
import {
  countedRelation,
  type InputFormat,
  type InputWorld,
  noErrors,
  type OpenInput,
} from './inputs/input.ts';
import { isStdin } from './inputs/open-files.ts';
import { inputFormatFor } from './inputs/select-input.ts';
import { plainText } from './outputs/cell-text.ts';
import { findInput } from './run-formats.ts';
import type { RunWorld } from './run-world.ts';
import type { SourceField } from './source.ts';

/** Where the entities of a query are looked for. */
export type Place =
  { readonly kind: 'files' } | { readonly kind: 'warehouse'; readonly database: Database };

/**
 * Tables of the warehouse when every FROM names one of them and no `-i` is given; files otherwise.
 */
export async function placeOf(
  entities: readonly Entity[],
  line: CommandLine,
  world: RunWorld,
): Promise<Place> {
  const { file, isNamed } = world.warehouse;
  const couldBeTables =
    line.inputFormat === undefined &&
    !world.isLegacy &&
    entities.length > 0 &&
    entities.every((entity) => tableName(entity) !== undefined);
  if (!couldBeTables || (!isNamed && !existsSync(file))) return { kind: 'files' };
  const { openWarehouse } = await import('../ingest/warehouse.ts');
  const database = await openWarehouse(file, {
    access: 'read-only',
    memory: world.limits.memory,
    threads: world.limits.threads,
    signal: world.signal,
  });
  const names = await tableNames(database);
  const missing = entities
    .map((entity) => tableName(entity) ?? '')
    .find((name) => !names.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (missing === undefined) return { kind: 'warehouse', database };
  database.close();
  if (!isNamed || /[.*?\\/]/.test(missing)) return { kind: 'files' };
  const near = nearest(missing, names);
  throw new AppError('no-table', `the warehouse ${file} has no table ${missing}`, {
    hint: near === undefined ? 'easel list tables shows what there is' : `did you mean ${near}?`,
  });
}

function tableName({ entries }: Entity): string | undefined {
  const [entry] = entries;
  if (entries.length !== 1 || entry === undefined) return undefined;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(entry.text) ? entry.text : undefined;
}

async function tableNames(database: Database): Promise<string[]> {
  const rows = await database.rows(
    `select table_name as name from information_schema.tables where table_schema = 'main' order by 1`,
  );
  return rows.map((row) => plainText(row['name'] ?? ''));
}

/** A table or view of the warehouse as an input. */
export async function openTable(entity: Entity, world: InputWorld): Promise<OpenInput> {
  const wanted = tableName(entity) ?? '';
  const names = await tableNames(world.database);
  const name = names.find((one) => one.toLowerCase() === wanted.toLowerCase()) ?? wanted;
  const rows = await world.database.rows(
    'select column_name, data_type from duckdb_columns() where table_name = $name and not internal order by column_index',
    { name },
  );
  const fields = rows.map((row) =>
    fieldOfColumn(plainText(row['column_name'] ?? ''), plainText(row['data_type'] ?? '')),
  );
  const table = quotedIdentifier(name);
  const used = new Set<string>();
  const source = {
    name: name.toUpperCase(),
    fields,
    relation: (list: readonly string[]): string => {
      for (const one of list) used.add(one);
      return columnsRelation(fields, table, list);
    },
  };
  return {
    source,
    elements: countedRelation(source, world),
    ...noErrors,
    check: () => checkKept(name, used, world),
  };
}

const keptOnly = ['cs-uri-query', 'cs-username', 'cs(User-Agent)'];

/** What ingest stores with `--keep-query` only is not silently NULL. */
async function checkKept(
  name: string,
  used: ReadonlySet<string>,
  world: InputWorld,
): Promise<void> {
  const asked = keptOnly.filter((field) => used.has(field));
  if (name !== 'iisw3c' || asked.length === 0) return;
  const anything = keptOnly.map((field) => `${quotedIdentifier(field)} is not null`).join(' or ');
  const sql = `select (select count(*) from (select 1 from iisw3c limit 1)) > 0 and (select count(*) from (select 1 from iisw3c where ${anything} limit 1)) = 0`;
  if ((await world.database.value(sql)) !== true) return;
  throw new AppError('not-kept', `the warehouse does not keep ${asked.join(', ')} as logged`, {
    hint: 'load the logs with easel ingest --keep-query, query the files themselves, or use the columns of eas_requests',
  });
}

/** The input format for an entity: as `-i` says, else by its name, else TEXTLINE with a warning. */
export async function inputFor(
  entity: Entity,
  line: CommandLine,
  world: Pick<RunWorld, 'cwd' | 'isLegacy'>,
  warn: (text: string) => void,
): Promise<InputFormat> {
  if (line.inputFormat !== undefined) return findInput(line.inputFormat);
  const entries = entity.entries.map(({ text }) => text);
  const guesses = new Set(entries.map((entry) => inputFormatFor(entry)));
  const [guess] = guesses;
  if (guesses.size === 1 && guess !== undefined) return findInput(guess);
  if (guesses.size > 1 || entries.some((entry) => isStdin(entry))) {
    throw new AppError(
      'no-input-format',
      'cannot determine input format automatically from from-entity',
      { hint: 'say which: -i:IISW3C, -i:CSV, ...' },
    );
  }
  if (!world.isLegacy && !line.own.has('strict-dialect')) {
    const { sniffedInput } = await import('./sniff-input.ts');
    const sniffed = await sniffedInput(entries, world.cwd);
    if (sniffed !== undefined) {
      const format = await findInput(sniffed);
      warn(`Input format not specified - using ${format.name} input format, as the content is.`);
      return format;
    }
  }
  warn('Input format not specified - using TEXTLINE input format.');
  return findInput('TEXTLINE');
}

/** Opens the files of one entity. */
export async function openEntity(
  entity: Entity,
  format: InputFormat,
  line: CommandLine,
  world: InputWorld,
): Promise<OpenInput> {
  const settings = settingsOf(format.name, format.parameters, line.parameters);
  return format.open(
    entity.entries.map(({ text }) => text),
    settings,
    world,
  );
}

/** The fields of an input format, or of the file named beside it, for `-h -i:CSV file.csv`. */
export async function fieldsOfInput(
  line: CommandLine,
  world: RunWorld,
): Promise<readonly SourceField[]> {
  const format = await findInput(line.inputFormat ?? '');
  const settings = settingsOf(format.name, format.parameters, line.parameters);
  const folder = await mkdtemp(path.join(os.tmpdir(), `easel-query-${process.pid}-`));
  const database = await Database.open(':memory:', { memory: world.limits.memory });
  let made = 0;
  try {
    const input = await format.open(line.operands, settings, {
      database,
      cwd: world.cwd,
      stdin: world.stdin,
      signal: world.signal,
      tz: 'UTC',
      isOffline: line.own.has('offline'),
      isStrict: line.own.has('strict-dialect'),
      temporaryPath: () => path.join(folder, String(++made)),
      // Reading the file will tell.
      warn: () => undefined,
    });
    return input.source.fields;
  } catch (error) {
    // Without a file some formats have no fields to tell of.
    if (line.operands.length === 0) return [];
    throw error;
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
