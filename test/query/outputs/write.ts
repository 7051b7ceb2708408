import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll } from 'vitest';
import type { Value } from '../../../src/duckdb/values.ts';
import { settingsOf } from '../../../src/query/command-line-parameters.ts';
import type { OutputColumn, TextFormat } from '../../../src/query/outputs/output.ts';
import { textOutput } from '../../../src/query/outputs/text-output.ts';

export const world = {
  now: new Date('2026-11-20T10:00:00Z'),
  environment: { SITE: 'contoso' },
  computerName: 'HOST1',
};

export const columns: OutputColumn[] = [
  { name: 'cs-uri-stem', type: 'STRING' },
  { name: 'COUNT(ALL *)', type: 'INTEGER' },
  { name: 'Share', type: 'REAL' },
  { name: 'date', type: 'TIMESTAMP', kind: 'date' },
  { name: 'Last', type: 'TIMESTAMP' },
];

export const rows: Value[][] = [
  ['/default.htm', 12, 0.5, '2024-05-01', '2024-05-01 07:00:00'],
  ['/a,"b"<c>', 9007199254740993n, 12.25, null, '2024-05-01 07:00:00.5'],
  [null, null, null, '0001-01-01 (BC)', null],
];

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-test-'));
  made.push(folder);
  return folder;
}

export interface Written {
  readonly stdout: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Writes `given` (or the rows above) through a format and gives back all that came out. */
export async function write(
  format: TextFormat,
  options: {
    readonly parameters?: Readonly<Record<string, string>>;
    readonly target?: string;
    readonly folder?: string;
    readonly columns?: readonly OutputColumn[];
    readonly rows?: readonly (readonly Value[])[];
    readonly pause?: () => Promise<void>;
  } = {},
): Promise<Written> {
  const parts: Buffer[] = [];
  const stdout = new Writable({
    write(chunk: Buffer, _, done) {
      parts.push(chunk);
      done();
    },
  });
  const folder = options.folder ?? temporaryFolder();
  const target = options.target === undefined ? 'STDOUT' : path.join(folder, options.target);
  const given = new Map(
    Object.entries(options.parameters ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const output = textOutput({
    format,
    settings: settingsOf(format.name, format.parameters, given),
    columns: options.columns ?? columns,
    target,
    world,
    stdout,
    ...(options.pause === undefined ? {} : { pause: options.pause }),
  });
  await output.write(options.rows ?? rows);
  await output.commit();
  return { stdout: Buffer.concat(parts).toString(), files: filesIn(folder) };
}

export function filesIn(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    found[path.relative(folder, file).replaceAll(path.sep, '/')] = readFileSync(file, 'utf8');
  }
  return found;
}
