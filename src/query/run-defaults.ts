import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ZodType } from 'zod';
import { AppError } from '../support/errors.ts';
import type { CommandLine } from './command-line.ts';

interface Defaults {
  readonly inputFormat?: string | undefined;
  readonly outputFormat?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly statistics: boolean;
  readonly maxErrors: number;
  readonly ignoreWarnings: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where `-saveDefaults` keeps what it saves. */
export function defaultsFile(env: Environment): string {
  const folder =
    process.platform === 'win32'
      ? (env['APPDATA'] ?? path.join(os.homedir(), 'AppData', 'Roaming'))
      : (env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config'));
  return path.join(folder, 'easel', 'logparser-defaults.json');
}

export async function saveDefaults(line: CommandLine, env: Environment): Promise<string> {
  const file = defaultsFile(env);
  const defaults: Defaults = {
    ...(line.inputFormat === undefined ? {} : { inputFormat: line.inputFormat }),
    ...(line.outputFormat === undefined ? {} : { outputFormat: line.outputFormat }),
    parameters: Object.fromEntries(line.parameters),
    statistics: line.statistics,
    maxErrors: line.maxErrors,
    ignoreWarnings: line.ignoreWarnings,
  };
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(temporary, `${JSON.stringify(defaults, null, 2)}\n`);
    await rename(temporary, file);
  } catch (cause) {
    throw new AppError('defaults', `cannot write the defaults to ${file}`, { cause });
  }
  return file;
}

export async function restoreDefaults(env: Environment): Promise<string> {
  const file = defaultsFile(env);
  await rm(file, { force: true });
  return file;
}

/** The command line with the saved defaults below it: what is written there wins. */
export async function withDefaults(line: CommandLine, env: Environment): Promise<CommandLine> {
  const saved = await loadDefaults(defaultsFile(env));
  if (saved === undefined) return line;
  // Formats are part of what was saved: parameters of another one would be refused as unknown.
  const isOther =
    differs(line.inputFormat, saved.inputFormat) || differs(line.outputFormat, saved.outputFormat);
  if (isOther) return line;
  const inputFormat = line.inputFormat ?? saved.inputFormat;
  const outputFormat = line.outputFormat ?? saved.outputFormat;
  return {
    ...line,
    ...(inputFormat === undefined ? {} : { inputFormat }),
    ...(outputFormat === undefined ? {} : { outputFormat }),
    parameters: new Map([...Object.entries(saved.parameters), ...line.parameters]),
    statistics: line.statistics && saved.statistics,
    maxErrors: line.maxErrors === -1 ? saved.maxErrors : line.maxErrors,
    ignoreWarnings: line.ignoreWarnings || saved.ignoreWarnings,
  };
}

function differs(given: string | undefined, saved: string | undefined): boolean {
  return given !== undefined && saved !== undefined && given.toUpperCase() !== saved.toUpperCase();
}

async function loadDefaults(file: string): Promise<Defaults | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  const parsed = (await defaultsSchema()).safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new AppError('defaults', `${file} holds no defaults easel can read`, {
    hint: '-restoreDefaults removes it',
  });
}

/** zod takes longer to load than most queries to parse, and few have saved defaults. */
async function defaultsSchema(): Promise<ZodType<Defaults>> {
  const { z } = await import('zod');
  return z.object({
    inputFormat: z.string().optional(),
    outputFormat: z.string().optional(),
    parameters: z.record(z.string(), z.string()),
    statistics: z.boolean(),
    maxErrors: z.number().int(),
    ignoreWarnings: z.boolean(),
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
