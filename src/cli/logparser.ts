#!/usr/bin/env node
import { AppError } from '../support/errors.ts';
import { escapeText } from '../support/terminal.ts';
import { failWriting } from './fail-writing.ts';
import { queryGrid } from './query-grid.ts';

/** Takes exactly Log Parser's command line and prints as it did: everything to stdout. */
async function main(argv: readonly string[]): Promise<number> {
  const { parseCommandLine, runCommandLine } = await import('../query/run-command-line.ts');
  const abort = new AbortController();
  const pipe = { isClosed: false };
  const interrupt = (): void => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') failWriting(error);
    pipe.isClosed = true;
    abort.abort();
  });
  try {
    const { limitsOf } = await import('./limits.ts');
    const code = await runCommandLine(parseCommandLine(argv, true), {
      stdout: process.stdout,
      stderr: process.stderr,
      stdin: process.stdin,
      env: process.env,
      cwd: process.cwd(),
      now: () => new Date(),
      signal: abort.signal,
      isLegacy: true,
      warehouse: { file: '', isNamed: false },
      limits: limitsOf({}),
      writeOwn: () => Promise.reject(new Error('no such output format')),
      makeGrid: (query) => queryGrid(query, () => new Date()),
    });
    return pipe.isClosed ? 0 : code;
  } catch (error) {
    if (pipe.isClosed) return 0;
    if (abort.signal.aborted) return 130;
    process.stdout.write(escapeText(await legacyError(error)));
    return error instanceof AppError ? error.exitCode : 1;
  }
}

/** An error in Log Parser's words: `Error: SELECT clause: Syntax Error: unknown field 'x'.` */
async function legacyError(error: unknown): Promise<string> {
  const { QueryError } = await import('../query/query-error.ts');
  if (error instanceof QueryError) {
    const hint = error.hint === undefined ? '' : `${error.hint}\n`;
    const format = /input format '([^']+)'/.exec(error.hint ?? '')?.[1];
    const more =
      format === undefined
        ? ''
        : `To see valid fields for the ${format} input format type:\n  LogParser -h -i:${format}\n`;
    return `Error: ${error.legacyText}\n${hint}${more}`;
  }
  const hint = error instanceof AppError && error.hint !== undefined ? `${error.hint}\n` : '';
  return `Error: ${error instanceof Error ? error.message : String(error)}\n${hint}`;
}

const code = await main(process.argv.slice(2));
await new Promise<void>((resolve) => {
  if (process.stdout.destroyed || !process.stdout.writable) resolve();
  else process.stdout.write('', () => resolve());
});
process.exit(code);
