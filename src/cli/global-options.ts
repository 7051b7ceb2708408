import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import type { OutputStream } from './command.ts';

/** Global options as they were typed; `db` is filled in later. */
export interface LeadingOptions {
  readonly db?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
  readonly color?: string;
  readonly help?: boolean;
  readonly version?: boolean;
}

interface GlobalOption {
  readonly flags: string;
  readonly doc: string;
  readonly takesValue: boolean;
}

/** The options every command has, in the order of the help. */
export const globalOptions: Readonly<Record<string, GlobalOption>> = {
  db: {
    flags: '--db <file>',
    doc: 'the warehouse (default: $EASEL_DB, else easel.duckdb)',
    takesValue: true,
  },
  json: { flags: '--json', doc: 'the same as --format json', takesValue: false },
  quiet: { flags: '--quiet', doc: 'say nothing but errors', takesValue: false },
  debug: { flags: '--debug', doc: 'show where an error comes from', takesValue: false },
  color: {
    flags: '--color <when>',
    doc: 'auto, always or never (default: auto)',
    takesValue: true,
  },
  help: { flags: '-h, --help', doc: 'show this help', takesValue: false },
  version: { flags: '-V, --version', doc: 'show the version', takesValue: false },
};

const colorModes = ['auto', 'always', 'never'];

/** Takes the global options before the verb off `argv`; what follows the verb is left as it is. */
export function splitGlobals(argv: readonly string[]): {
  leading: LeadingOptions;
  verb: string | undefined;
  rest: readonly string[];
} {
  const leading: Record<string, string | boolean> = {};
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (!word.startsWith('-') || word === '-') {
      return { leading: checked(leading), verb: word, rest: argv.slice(i + 1) };
    }
    const [flag, inline] = splitOnce(word);
    const name = flag === '-h' ? 'help' : flag === '-V' ? 'version' : flag.replace(/^--/, '');
    const option = Object.hasOwn(globalOptions, name) ? globalOptions[name] : undefined;
    if (option === undefined) throw unknownFlag(flag);
    if (!option.takesValue) {
      if (inline !== undefined) throw new UsageError('usage', `${flag} takes no value`);
      leading[name] = true;
      continue;
    }
    const value = inline ?? argv[++i];
    if (value === undefined) throw new UsageError('usage', `${option.flags}: the value is missing`);
    leading[name] = value;
  }
  return { leading: checked(leading), verb: undefined, rest: [] };
}

function splitOnce(word: string): [string, string | undefined] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function unknownFlag(flag: string): UsageError {
  const meant = nearest(
    flag,
    Object.keys(globalOptions).map((name) => `--${name}`),
  );
  return new UsageError('unknown-flag', `there is no flag ${flag} before the command`, {
    hint:
      meant === undefined
        ? 'flags of a command follow it: easel <command> [flags]'
        : `did you mean ${meant}?`,
  });
}

function checked(options: LeadingOptions): LeadingOptions {
  checkColor(options.color);
  return options;
}

export function checkColor(mode: string | undefined): void {
  if (mode === undefined || colorModes.includes(mode)) return;
  throw new UsageError('usage', `--color is ${colorModes.join(', ')}, not '${mode}'`);
}

/** Whether text for a person on `stream` may be coloured. */
export function isColored(
  mode: string | undefined,
  stream: OutputStream,
  env: NodeJS.ProcessEnv,
): boolean {
  if (mode === 'always') return true;
  if (mode === 'never') return false;
  const noColor = env['NO_COLOR'];
  if (noColor !== undefined && noColor !== '') return false;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
