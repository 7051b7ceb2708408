import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import { isSwitchWord, type Parameter } from './command-line-parameters.ts';
import { isRefused, refusal } from './inputs/refused.ts';

/** What a command line of Log Parser, of easel, or a mixture of both asks for. */
export interface CommandLine {
  readonly mode: 'query' | 'convert' | 'help' | 'save-defaults' | 'restore-defaults' | 'credits';
  /** The query, `file:...`, or what `-c` converts; then paths for `[LOGFILEPATH]`. */
  readonly operands: readonly string[];
  readonly inputFormat?: string;
  readonly outputFormat?: string;
  /** Parameters of formats, by lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly quiet: boolean;
  readonly statistics: boolean;
  /** `-e`: -1 counts parse errors, n > 0 stops after n of them and tells each. */
  readonly maxErrors: number;
  readonly ignoreWarnings: boolean;
  readonly queryInfo: boolean;
  readonly multiSite: boolean;
  /** easel's own `--name`s, without the dashes; switches are `true`. */
  readonly own: ReadonlyMap<string, string | true>;
}

const ownOptions: Readonly<Record<string, 'value' | 'switch'>> = {
  db: 'value',
  format: 'value',
  out: 'value',
  tz: 'value',
  memory: 'value',
  threads: 'value',
  timeout: 'value',
  library: 'value',
  run: 'value',
  redact: 'value',
  color: 'value',
  json: 'switch',
  quiet: 'switch',
  debug: 'switch',
  offline: 'switch',
  'strict-dialect': 'switch',
  list: 'switch',
  'raw-csv': 'switch',
  help: 'switch',
  version: 'switch',
};

const switches = ['q', 'stats', 'iw', 'queryinfo', 'multisite', 'savedefaults', 'restoredefaults'];
const switchNames = ['i', 'o', 'e', 'q', 'stats', 'iw', 'queryInfo', 'multiSite', 'saveDefaults'];

interface Draft {
  mode: CommandLine['mode'];
  operands: string[];
  inputFormat?: string;
  outputFormat?: string;
  parameters: Map<string, string>;
  own: Map<string, string | true>;
  flags: Map<string, boolean>;
  maxErrors: number;
  /** The first switch that nobody knows. */
  unknown?: string;
}

export interface SplitOptions {
  /** Every parameter of every format: tells which names take a value. */
  readonly parameters: readonly Parameter[];
  /** False for the bin `logparser`, which knows the old switches only. */
  readonly allowsOwn: boolean;
}

/**
 * Splits a command line as Log Parser did: `-name:value`, `-name value`, in any case and any order
 * around the query. `-i:CSV -headerRow OFF "SELECT ..." --json` gives the query and its options.
 */
export function splitCommandLine(argv: readonly string[], options: SplitOptions): CommandLine {
  const draft: Draft = {
    mode: 'query',
    operands: [],
    parameters: new Map(),
    own: new Map(),
    flags: new Map(),
    maxErrors: -1,
  };
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--' && options.allowsOwn) {
      draft.operands.push(...rest.splice(0));
    } else if (word.startsWith('--') && options.allowsOwn) takeOwn(word, rest, draft);
    else if (/^[-/]\?$/.test(word)) draft.mode = 'help';
    else if (/^-[A-Za-z]/.test(word)) takeSwitch(word, rest, draft, options.parameters);
    else draft.operands.push(word);
  }
  refuseUnknown(draft, options.parameters);
  const flag = (name: string, fallback: boolean): boolean => draft.flags.get(name) ?? fallback;
  return {
    mode: flag('restoredefaults', false)
      ? 'restore-defaults'
      : flag('savedefaults', false)
        ? 'save-defaults'
        : draft.mode,
    operands: draft.operands,
    ...(draft.inputFormat === undefined ? {} : { inputFormat: draft.inputFormat }),
    ...(draft.outputFormat === undefined ? {} : { outputFormat: draft.outputFormat }),
    parameters: draft.parameters,
    quiet: flag('q', false),
    statistics: flag('stats', true),
    maxErrors: draft.maxErrors,
    ignoreWarnings: flag('iw', false),
    queryInfo: flag('queryinfo', false),
    multiSite: flag('multisite', false),
    own: draft.own,
  };
}

function takeOwn(word: string, rest: string[], draft: Draft): void {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals < 0 ? undefined : equals).toLowerCase();
  const inline = equals < 0 ? undefined : word.slice(equals + 1);
  const kind = Object.hasOwn(ownOptions, name) ? ownOptions[name] : undefined;
  if (kind === undefined) {
    const near = nearest(name, Object.keys(ownOptions));
    throw new UsageError('unknown-flag', `easel query has no flag --${name}`, {
      hint: near === undefined ? 'easel query --help lists its flags' : `did you mean --${near}?`,
    });
  }
  if (kind === 'switch') {
    if (inline !== undefined) throw new UsageError('usage', `--${name} takes no value`);
    draft.own.set(name, true);
    return;
  }
  const value = inline ?? rest.shift();
  if (value === undefined) throw new UsageError('usage', `--${name}: the value is missing`);
  draft.own.set(name, value);
}

function takeSwitch(
  word: string,
  rest: string[],
  draft: Draft,
  parameters: readonly Parameter[],
): void {
  const match = /^-([^:=]+)(?::([^]*))?$/.exec(word);
  const name = (match?.[1] ?? word.slice(1)).toLowerCase();
  const inline = match?.[2];
  const value = (): string => {
    const next = inline ?? rest.shift();
    if (next === undefined) throw new UsageError('usage', `-${name}: the value is missing`);
    return next;
  };
  // A blank behind the colon, as in `-i: CSV`.
  const spaced = (): string => (inline === '' ? (rest.shift() ?? '') : value());
  const onOrOff = (): string | undefined => inline || nextSwitchWord(rest);
  switch (name) {
    case 'i':
      draft.inputFormat = spaced();
      return;
    case 'o':
      draft.outputFormat = spaced();
      return;
    case 'e':
      draft.maxErrors = errorLimit(spaced());
      return;
    case 'file':
      draft.operands.push(`file:${value()}`);
      return;
    case 'c':
      if (draft.mode === 'query') draft.mode = 'convert';
      // `-h -c` asks for help about conversions.
      else draft.operands.push('-c');
      return;
    case 'h':
    case '?':
      draft.mode = 'help';
      return;
    case 'credits':
      draft.mode = 'credits';
      return;
  }
  if (switches.includes(name)) {
    draft.flags.set(name, switchValue(name, onOrOff()));
    return;
  }
  const parameter = parameters.find((one) => one.name.toLowerCase() === name);
  if (parameter === undefined) draft.unknown ??= name;
  else if (parameter.kind === 'switch' || parameter.kind === 'auto') {
    draft.parameters.set(name, onOrOff() ?? 'ON');
  } else if (parameter.words !== undefined && inline === undefined && !isNumber(rest[0])) {
    draft.parameters.set(name, nextSwitchWord(rest) ?? 'ON');
  } else draft.parameters.set(name, value());
}

function isNumber(word: string | undefined): boolean {
  return word !== undefined && /^[+-]?\d+$/.test(word);
}

function nextSwitchWord(rest: string[]): string | undefined {
  return rest[0] !== undefined && isSwitchWord(rest[0]) ? rest.shift() : undefined;
}

function switchValue(name: string, word: string | undefined): boolean {
  const value = word?.toUpperCase() ?? 'ON';
  if (value !== 'ON' && value !== 'OFF') {
    throw new UsageError('bad-parameter', `-${name} takes ON or OFF, not "${word ?? ''}"`);
  }
  return value === 'ON';
}

function errorLimit(word: string): number {
  if (!/^-?\d{1,9}$/.test(word)) {
    throw new UsageError('bad-parameter', `-e takes a number of parse errors, not "${word}"`);
  }
  return Number(word);
}

/** A parameter of a format that does not exist here is not a typing error: report the unknown format instead. */
function refuseUnknown({ unknown, inputFormat }: Draft, parameters: readonly Parameter[]): void {
  if (unknown === undefined) return;
  if (inputFormat !== undefined && isRefused(inputFormat)) throw refusal(inputFormat);
  throw unknownSwitch(unknown, parameters);
}

function unknownSwitch(name: string, parameters: readonly Parameter[]): UsageError {
  const near = nearest(name, [...switchNames, ...parameters.map((one) => one.name)]);
  return new UsageError('unknown-parameter', `no input or output format has a parameter -${name}`, {
    hint: near === undefined ? '-h lists what there is' : `did you mean -${near}?`,
  });
}
