import type { Streams } from './command.ts';
import { failWriting } from './fail-writing.ts';
import { runProgram } from './run-program.ts';

/** Runs `argv` on this process: signals become an `AbortSignal`, a closed pipe a quiet end. */
export async function runProcess(argv: readonly string[]): Promise<never> {
  const abort = new AbortController();
  const interrupt = (): void => {
    // The second Ctrl-C does not wait for a tidy end.
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);

  let pipeClosed = false;
  const onStreamError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') failWriting(error);
    pipeClosed = true;
    abort.abort();
  };
  process.stdout.on('error', onStreamError);
  process.stderr.on('error', onStreamError);

  const streams: Streams = process;
  const code = await runProgram(argv, {
    stdout: streams.stdout,
    stderr: streams.stderr,
    stdin: streams.stdin,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    signal: abort.signal,
    isPipeClosed: () => pipeClosed,
  });
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  // A handle somebody forgot must not keep a finished command alive.
  process.exit(code);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}
