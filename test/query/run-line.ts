import { PassThrough, Readable } from 'node:stream';
import command from '../../src/cli/commands/query.ts';
import { limitsOf } from '../../src/cli/limits.ts';
import { queryGrid } from '../../src/cli/query-grid.ts';
import { parseCommandLine, runCommandLine } from '../../src/query/run-command-line.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  readonly stdin?: string | Buffer;
  readonly signal?: AbortSignal;
  readonly db?: string;
}

const now = new Date('2026-11-20T10:00:00Z');

function captured(): { stream: PassThrough; text: () => string } {
  const parts: Buffer[] = [];
  const stream = new PassThrough();
  stream.on('data', (part: Buffer) => parts.push(part));
  return { stream, text: () => Buffer.concat(parts).toString() };
}

/** Runs a command line of the bin `logparser`, in this process. */
export async function logparser(argv: readonly string[], options: RunOptions): Promise<Ran> {
  const stdout = captured();
  const stderr = captured();
  const code = await runCommandLine(parseCommandLine(argv, true), {
    stdout: stdout.stream,
    stderr: stderr.stream,
    stdin: Readable.from([options.stdin ?? '']),
    env: options.env ?? {},
    cwd: options.cwd,
    now: () => now,
    signal: options.signal ?? new AbortController().signal,
    isLegacy: true,
    warehouse: { file: '', isNamed: false },
    limits: limitsOf({ threads: '2' }),
    writeOwn: () => Promise.reject(new Error('not of Log Parser')),
    makeGrid: (query) => queryGrid(query, () => now),
  });
  return { code, stdout: timeless(stdout.text()), stderr: stderr.text() };
}

/** Runs `easel query`, in this process. */
export async function easelQuery(argv: readonly string[], options: RunOptions): Promise<Ran> {
  const stdout = captured();
  const stderr = captured();
  const code = await command.run(
    {
      stdout: stdout.stream,
      stderr: stderr.stream,
      stdin: Readable.from([options.stdin ?? '']),
      env: options.env ?? {},
      cwd: options.cwd,
      now: () => now,
      signal: options.signal ?? new AbortController().signal,
      color: { stdout: false, stderr: false },
      complain: () => undefined,
    },
    ['--threads', '2', ...argv],
    { db: options.db ?? 'easel.duckdb' },
  );
  return { code, stdout: stdout.text(), stderr: timeless(stderr.text()) };
}

function timeless(text: string): string {
  return text.replace(/(Execution time: +)\d+\.\d\d/, '$10.00');
}
