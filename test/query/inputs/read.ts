import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll } from 'vitest';
import { Database } from '../../../src/duckdb/database.ts';
import type { Value } from '../../../src/duckdb/values.ts';
import type { FilePosition } from '../../../src/query/checkpoint.ts';
import { settingsOf } from '../../../src/query/command-line-parameters.ts';
import { findInput } from '../../../src/query/run-formats.ts';
import type { SourceField } from '../../../src/query/source.ts';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-test-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export interface ReadOptions {
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly folder?: string;
  readonly from: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly fields?: readonly string[];
  readonly where?: string;
  readonly tz?: string;
  readonly stdin?: string;
  readonly checkpoint?: ReadonlyMap<string, FilePosition>;
  readonly maxErrors?: number;
}

export interface ReadResult {
  readonly fields: readonly SourceField[];
  readonly rows: readonly (readonly Value[])[];
  readonly processed: number;
  readonly errors: { readonly count: number; readonly details: readonly string[] };
  readonly warnings: readonly string[];
  readonly positions: ReadonlyMap<string, FilePosition>;
}

/** All rows of an input format, of some fields or of all. */
export async function read(format: string, options: ReadOptions): Promise<ReadResult> {
  const folder = options.folder ?? folderWith(options.files ?? {});
  const input = await findInput(format);
  const given = new Map(
    Object.entries(options.parameters ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const scratch = folderWith({});
  const database = await Database.open(':memory:', { threads: 2 });
  const warnings: string[] = [];
  let count = 0;
  try {
    const opened = await input.open(options.from, settingsOf(format, input.parameters, given), {
      database,
      cwd: folder,
      stdin: Readable.from([options.stdin ?? '']),
      signal: new AbortController().signal,
      tz: options.tz ?? 'UTC',
      isOffline: true,
      isStrict: false,
      temporaryPath: () => path.join(scratch, String(++count)),
      warn: (text) => warnings.push(text),
      ...(options.checkpoint === undefined ? {} : { checkpoint: options.checkpoint }),
    });
    const wanted = options.fields ?? opened.source.fields.map(({ name }) => name);
    const where = options.where === undefined ? '' : ` where ${options.where}`;
    const sql = `select * from ${opened.source.relation(wanted)} as records${where}`;
    const result = await database.stream(sql);
    const rows: Value[][] = [];
    for await (const chunk of result.chunks()) rows.push(...chunk);
    const errors = await opened.parseErrors(options.maxErrors ?? 10);
    return {
      fields: opened.source.fields,
      rows,
      processed: await opened.elements(),
      errors,
      warnings,
      positions: opened.positions ?? new Map(),
    };
  } finally {
    database.close();
  }
}

/** `Name (S)` as the help shows it. */
export function shown(fields: readonly SourceField[]): string {
  return fields
    .map(
      ({ name, type, kind }) =>
        `${name} ${kind === 'date' || kind === 'time' ? kind : (type[0] ?? '')}`,
    )
    .join(', ');
}
