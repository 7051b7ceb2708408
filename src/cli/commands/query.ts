import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../support/errors.ts';
import type { CommandModule, Context } from '../command.ts';
import { limitsOf } from '../limits.ts';
import { queryGrid } from '../query-grid.ts';
import { silentStream } from '../silent-stream.ts';

const command: CommandModule = {
  summary: 'runs a Log Parser query over log files or the warehouse',
  rawArguments: true,
  configure: () => undefined,
  async run(context, args, options) {
    const { parseCommandLine, runCommandLine } = await import('../../query/run-command-line.ts');
    const split = parseCommandLine(args, false);
    const line = split.own.has('help') ? { ...split, mode: 'help' as const } : split;
    const own = Object.fromEntries(line.own);
    const named = typeof own['db'] === 'string' || isNamed(context, options['db']);
    const file = path.resolve(context.cwd, String(own['db'] ?? options['db']));
    if (named && !existsSync(file) && line.mode === 'query') {
      throw new UsageError('no-warehouse', `there is no warehouse ${file}`, {
        hint: 'make one with: easel ingest <path>, or leave out --db',
      });
    }
    const quiet = line.own.has('quiet') || options['quiet'] === true;
    return runCommandLine(line, {
      stdout: context.stdout,
      stderr: quiet ? silentStream() : context.stderr,
      stdin: context.stdin,
      env: context.env,
      cwd: context.cwd,
      now: context.now,
      signal: context.signal,
      isLegacy: false,
      warehouse: { file, isNamed: named },
      limits: limitsOf(own),
      makeGrid: (query) => queryGrid(query, context.now),
      async writeOwn(format, out, raw) {
        const { writeResult } = await import('../output/write-result.ts');
        const said = { ...context, stderr: quiet ? silentStream() : context.stderr };
        await writeResult(said, { format, ...(out === undefined ? {} : { out }) }, raw);
      },
    });
  },
};

export default command;

/** `--db` before the verb, or $EASEL_DB: then the warehouse is meant, not a file of that name. */
function isNamed(context: Context, db: unknown): boolean {
  return db !== 'easel.duckdb' || (context.env['EASEL_DB'] ?? '') !== '';
}
