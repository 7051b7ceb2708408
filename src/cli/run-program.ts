import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import type { CommandModule, Context } from './command.ts';
import { isColored, splitGlobals, type LeadingOptions } from './global-options.ts';
import { packageVersion } from './package-version.ts';
import { formatError } from './print-error.ts';
import { listVerbs, loadCommand } from './verbs.ts';
import { silentStream } from './silent-stream.ts';

/** The process as `runProgram` needs it; everything a test replaces. */
export type Process = Omit<Context, 'color' | 'complain'> & {
  /** True when nobody reads our output any more: then there is nothing to say, and no error. */
  readonly isPipeClosed?: () => boolean;
};

/** Runs one command line and returns its exit code; errors are printed, never thrown. */
export async function runProgram(argv: readonly string[], process: Process): Promise<number> {
  const anywhere = new Set(argv);
  let debug = anywhere.has('--debug');
  let context = contextOf(process, {}, debug);
  try {
    const { leading, verb, rest } = splitGlobals(argv);
    debug ||= leading.debug === true;
    context = contextOf(process, leading, debug);
    const code = await dispatch(process, leading, verb, rest, (options) => {
      debug ||= options.debug === true;
      context = contextOf(process, options, debug);
      return context;
    });
    return process.isPipeClosed?.() === true ? 0 : process.signal.aborted ? 130 : code;
  } catch (error) {
    if (process.isPipeClosed?.() === true) return 0;
    if (process.signal.aborted) {
      process.stderr.write('interrupted\n');
      return 130;
    }
    context.complain(error);
    return error instanceof UsageError ? error.exitCode : 1;
  }
}

async function dispatch(
  process: Process,
  leading: LeadingOptions,
  verb: string | undefined,
  rest: readonly string[],
  enter: (options: LeadingOptions) => Context,
): Promise<number> {
  if (leading.version === true) {
    process.stdout.write(`easel ${packageVersion()}\n`);
    return 0;
  }
  if (verb === undefined || (verb === 'help' && rest.length === 0)) {
    const { topHelp } = await import('./help.ts');
    process.stdout.write(await topHelp());
    return 0;
  }
  if (verb === 'help') return dispatch(process, leading, rest[0], ['--help'], enter);
  const command = await findCommand(verb);
  if (command.rawArguments === true) {
    const args = leading.help === true ? ['--help', ...rest] : rest;
    return command.run(enter(leading), args, { ...withDatabase(leading, process) });
  }
  const { parseArguments } = await import('./parse-arguments.ts');
  const parsed = parseArguments(verb, command, leading, rest);
  if (parsed.kind === 'text') {
    process.stdout.write(parsed.text === 'version' ? `easel ${packageVersion()}\n` : parsed.text);
    return 0;
  }
  const options = withDatabase(parsed.options, process);
  return command.run(enter(options), parsed.args, options);
}

async function findCommand(verb: string): Promise<CommandModule> {
  const verbs = listVerbs();
  if (verbs.includes(verb)) return loadCommand(verb);
  const meant = nearest(verb, verbs);
  throw new UsageError('unknown-command', `there is no command '${verb}'`, {
    hint: meant === undefined ? 'easel --help lists them' : `did you mean easel ${meant}?`,
  });
}

function withDatabase<T extends LeadingOptions>(
  options: T,
  process: Process,
): T & { readonly db: string } {
  const fromEnvironment = process.env['EASEL_DB'];
  const fallback =
    fromEnvironment === undefined || fromEnvironment === '' ? 'easel.duckdb' : fromEnvironment;
  return { ...options, db: options.db ?? fallback };
}

function contextOf(process: Process, options: LeadingOptions, debug: boolean): Context {
  const color = {
    stdout: isColored(options.color, process.stdout, process.env),
    stderr: isColored(options.color, process.stderr, process.env),
  };
  return {
    stdout: process.stdout,
    stderr: options.quiet === true ? silentStream() : process.stderr,
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd,
    now: process.now,
    signal: process.signal,
    color,
    complain: (error) => process.stderr.write(formatError(error, { color: color.stderr, debug })),
  };
}
