import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DuckDBType } from '@duckdb/node-api';
import {
  DuckDBArrayType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  DuckDBTypeId,
  entryNames,
} from './binding.ts';
import { Database } from './database.ts';
import type { RawResult } from './raw-result.ts';
import { tooManyDigits } from './too-many-digits.ts';
import { quotedIdentifier, quotedString } from './sql-text.ts';

/**
 * Writes a result as a Parquet file. The reader's sandbox may touch no file, so the chunks go
 * through a second database in a temporary folder, which then copies them out; neither holds more
 * than its memory limit.
 */
export async function writeParquet(raw: RawResult, file: string): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'easel-parquet-'));
  try {
    const database = await Database.open(':memory:', {
      memory: '256MB',
      threads: 2,
      tempDirectory: path.join(folder, 'spill'),
    });
    try {
      await database.run(attachStatement(path.join(folder, 'rows.duckdb')));
      await fill(database, raw);
      await copyOut(database, raw, 'temporary.main.result_rows', file);
    } finally {
      database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Writes the rows of the SELECT `sql` as a Parquet file, in one go: the database must have been opened
 * with the file's folder among its `outputFolders`.
 */
export async function copyToParquet(db: Database, sql: string, file: string): Promise<void> {
  const { names, types } = await db.shape(sql);
  await copyOut(db, { names, types }, `(${sql}\n)`, file);
}

async function fill(database: Database, raw: RawResult): Promise<void> {
  await database.run(createStatement(raw));
  const appender = await database.connection.createAppender('result_rows', 'main', 'temporary');
  for await (const chunk of raw.chunks()) appender.appendDataChunk(chunk);
  appender.closeSync();
}

/** The newest storage version holds every type. */
function attachStatement(file: string): string {
  return `attach ${quotedString(file)} as temporary (storage_version 'latest')`;
}

function createStatement(raw: RawResult): string {
  const columns = raw.types.map((type, i) => `c${i} ${typeText(type, scalarText)}`);
  return `create table temporary.main.result_rows (${columns.join(', ')})`;
}

type Shape = Pick<RawResult, 'names' | 'types'>;

async function copyOut(db: Database, shape: Shape, rows: string, file: string): Promise<void> {
  try {
    await db.run(copyStatement(shape, rows, file));
  } catch (error) {
    const tooMany = error instanceof Error && /to DECIMAL\(38,0\)/.test(error.message);
    throw tooMany ? tooManyDigits('Parquet', error) : error;
  }
}

/** Columns are taken by their place: a result may name two alike. */
function copyStatement({ names, types }: Shape, rows: string, file: string): string {
  const columns = types.map((type, i) => {
    const target = parquetType(type);
    const value = target === type.toString() ? `c${i}` : `cast(c${i} as ${target})`;
    return `${value} as ${quotedIdentifier(names[i] ?? '')}`;
  });
  const places = types.map((_, i) => `c${i}`);
  return `copy (select ${columns.join(', ')} from ${rows} as rows(${places.join(', ')})) to ${quotedString(file)} (format parquet)`;
}

const scalarText = (type: DuckDBType): string => type.toString();

/**
 * The type a column has in Parquet: times are marked as UTC; DuckDB would write HUGEINT as a
 * double, and types that only DuckDB knows come back as text. An interval would lose what is less
 * than a millisecond there, and its sign.
 */
function parquetType(type: DuckDBType): string {
  return typeText(type, (scalar) => scalarTypes[scalar.typeId] ?? scalarText(scalar));
}

/** A type in SQL: arrays are lists, entries of structs have names, the rest is what `scalarOf` says. */
function typeText(type: DuckDBType, scalarOf: (type: DuckDBType) => string): string {
  const part = (inner: DuckDBType): string => typeText(inner, scalarOf);
  if (type instanceof DuckDBListType) return `${part(type.valueType)}[]`;
  if (type instanceof DuckDBArrayType) return `${part(type.valueType)}[]`;
  if (type instanceof DuckDBMapType) return `MAP(${part(type.keyType)}, ${part(type.valueType)})`;
  if (type instanceof DuckDBStructType) {
    const members = entryNames(type).map(
      (name, i) => `${quotedIdentifier(name)} ${part(type.entryTypes[i] as DuckDBType)}`,
    );
    return `STRUCT(${members.join(', ')})`;
  }
  return scalarOf(type);
}

const scalarTypes: Partial<Record<DuckDBTypeId, string>> = {
  [DuckDBTypeId.TIMESTAMP]: 'TIMESTAMP WITH TIME ZONE',
  [DuckDBTypeId.TIMESTAMP_S]: 'TIMESTAMP WITH TIME ZONE',
  [DuckDBTypeId.TIMESTAMP_MS]: 'TIMESTAMP WITH TIME ZONE',
  [DuckDBTypeId.HUGEINT]: 'DECIMAL(38,0)',
  [DuckDBTypeId.UHUGEINT]: 'VARCHAR',
  [DuckDBTypeId.BIGNUM]: 'VARCHAR',
  [DuckDBTypeId.TIME_TZ]: 'VARCHAR',
  [DuckDBTypeId.INTERVAL]: 'VARCHAR',
  [DuckDBTypeId.BIT]: 'VARCHAR',
  [DuckDBTypeId.UNION]: 'VARCHAR',
};
