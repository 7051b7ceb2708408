import { PassThrough, Readable, Writable } from 'node:stream';
import { runProgram } from '../../src/cli/run-program.ts';

/** What a stream was given, as text; with `columns` it plays a terminal. */
export class Capture extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly #parts: Buffer[] = [];

  constructor(columns?: number) {
    super();
    if (columns === undefined) return;
    this.isTTY = true;
    this.columns = columns;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#parts.push(chunk);
    done();
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }
}

export interface EaselOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  readonly cwd?: string;
  /** The width of the terminal; without it stdout is a pipe. */
  readonly terminal?: number;
  readonly signal?: AbortSignal;
  readonly now?: Date;
}

/** Runs a command line in this process and tells what it printed. */
export async function runEasel(
  argv: readonly string[],
  options: EaselOptions = {},
): Promise<{ code: number; out: string; err: string; bytes: Buffer }> {
  const stdout = new Capture(options.terminal);
  const stderr = new Capture();
  const stdin = options.stdin === undefined ? new PassThrough() : Readable.from([options.stdin]);
  const code = await runProgram(argv, {
    stdout,
    stderr,
    stdin: Readable.from(stdin) as NodeJS.ReadableStream,
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    now: () => options.now ?? new Date('2024-05-05T00:00:00Z'),
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, out: stdout.text, err: stderr.text, bytes: stdout.bytes };
}
