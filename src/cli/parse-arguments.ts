import { Command, CommanderError, Option } from 'commander';
import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import type { CommandModule } from './command.ts';
import { checkColor, globalOptions, type LeadingOptions } from './global-options.ts';

export type ParsedArguments =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'run';
      readonly args: readonly string[];
      readonly options: LeadingOptions & Readonly<Record<string, unknown>>;
    };

/** The command line of one command, after the verb, by what the command declares. */
export function parseArguments(
  verb: string,
  module: CommandModule,
  leading: LeadingOptions,
  rest: readonly string[],
): ParsedArguments {
  const command = commandFor(verb, module);
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text), writeErr: () => undefined });
  try {
    command.parse(leading.help === true ? ['--help'] : [...rest], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text: help };
    throw usageError(verb, command, error);
  }
  const options = { ...leading, ...command.opts() } as LeadingOptions & Record<string, unknown>;
  if (options.version === true) return { kind: 'text', text: 'version' };
  checkColor(options.color);
  return { kind: 'run', args: command.args, options: withJson(command, options) };
}

function commandFor(verb: string, module: CommandModule): Command {
  const command = new Command(`easel ${verb}`)
    .description(module.summary)
    .exitOverride()
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .helpOption(globalOptions['help']?.flags ?? '--help', 'show this help');
  module.configure(command);
  for (const [name, option] of Object.entries(globalOptions)) {
    const isUseless = name === 'db' && module.usesWarehouse === false;
    const declared = new Option(option.flags, option.doc).hideHelp(isUseless);
    if (name !== 'help') command.addOption(declared);
  }
  return command;
}

/** `--json` is `--format json` in short; beside another format it contradicts itself. */
function withJson(
  command: Command,
  options: LeadingOptions & Record<string, unknown>,
): LeadingOptions & Record<string, unknown> {
  const format = options['format'];
  if (!command.options.some((option) => option.long === '--format')) return options;
  if (options.json !== true) return format === 'json' ? { ...options, json: true } : options;
  const chosen = command.getOptionValueSource('format') === 'cli';
  if (chosen && format !== 'json') {
    throw new UsageError('usage', `--json contradicts --format ${String(format)}`, {
      hint: 'leave out one of the two',
    });
  }
  return { ...options, format: 'json' };
}

function usageError(verb: string, command: Command, error: CommanderError): UsageError {
  const text = error.message.replace(/^error: /, '');
  const flag = /^unknown option '([^']*)'/.exec(text)?.[1];
  if (flag === undefined) {
    return new UsageError('usage', text.replace(/\.$/, ''), {
      hint: `easel ${verb} --help shows how`,
    });
  }
  const flags = command.options.flatMap((option) => option.long ?? []);
  const meant = nearest(flag.split('=')[0] ?? flag, [...flags, '--help']);
  return new UsageError('unknown-flag', `easel ${verb} has no flag ${flag}`, {
    hint: meant === undefined ? `easel ${verb} --help lists its flags` : `did you mean ${meant}?`,
  });
}
