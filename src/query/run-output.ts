import os from 'node:os';
import path from 'node:path';
import { UsageError } from '../support/errors.ts';
import { escapeText } from '../support/terminal.ts';
import type { Entity } from './ast.ts';
import type { CommandLine } from './command-line.ts';
import { settingsOf, type Settings } from './command-line-parameters.ts';
import { driveOf, nativePath } from './native-path.ts';
import { starCount } from './outputs/file-names.ts';
import type { OutputColumn, OutputWorld, RecordOutput } from './outputs/output.ts';
import { textOutput } from './outputs/text-output.ts';
import {
  findOutput,
  ownFormats,
  textFormats,
  type OwnFormat,
  type OutputListing,
} from './run-formats.ts';
import type { RunWorld } from './run-world.ts';

/** Where rows go and in which format. */
export interface OutputChoice {
  readonly listing: OutputListing;
  readonly settings: Settings;
  /** `STDOUT`, `DATAGRID`, a path with stars, a table, `@host`. */
  readonly target: string;
}

const byExtension: Readonly<Record<string, string>> = {
  '.csv': 'CSV',
  '.tsv': 'TSV',
  '.xml': 'XML',
  '.gif': 'CHART',
  '.jpg': 'CHART',
  '.jpeg': 'CHART',
  '.png': 'CHART',
  '.svg': 'CHART',
  '.json': 'JSON',
  '.jsonl': 'JSONL',
  '.ndjson': 'JSONL',
  '.md': 'MD',
  '.arrow': 'ARROW',
  '.arrows': 'ARROW',
  '.parquet': 'PARQUET',
};

/** The output format as `-o` or `--format` says, else by INTO, else by where stdout goes. */
export function chooseOutput(
  into: Entity | undefined,
  line: CommandLine,
  world: RunWorld,
): OutputChoice {
  const named = targetOf(into, line);
  const listing = findOutput(nameOf(named, line, world));
  const isSilent = into === undefined && !line.own.has('out');
  // A window shows what goes nowhere else.
  const target = isSilent && listing.name === 'DATAGRID' ? listing.name : named;
  const given = new Map(line.parameters);
  if (line.quiet && listing.name === 'NAT') {
    given.set('rtp', '-1');
    given.set('headers', 'OFF');
  }
  return { listing, settings: settingsOf(listing.name, listing.parameters, given), target };
}

function targetOf(into: Entity | undefined, line: CommandLine): string {
  const out = line.own.get('out');
  if (into === undefined) return out === undefined || out === '-' ? 'STDOUT' : String(out);
  if (out !== undefined) {
    throw new UsageError('usage', `INTO says ${into.raw}, --out says ${String(out)}`, {
      hint: 'leave out one of the two',
    });
  }
  const [entry] = into.entries;
  const text = into.entries.length === 1 ? (entry?.text ?? '') : into.raw;
  const isStdout = entry?.quoted !== true && text.toUpperCase() === 'STDOUT';
  return isStdout ? 'STDOUT' : text;
}

function nameOf(target: string, line: CommandLine, world: RunWorld): string {
  const own = line.own.get('json') === true ? 'json' : line.own.get('format');
  if (
    line.own.get('json') === true &&
    ![undefined, 'json'].includes(line.own.get('format') as string | undefined)
  ) {
    throw new UsageError('usage', `--json contradicts --format ${String(line.own.get('format'))}`);
  }
  if (line.outputFormat !== undefined) {
    if (own !== undefined) {
      throw new UsageError('usage', `-o:${line.outputFormat} contradicts --format ${String(own)}`);
    }
    return line.outputFormat;
  }
  if (own !== undefined) return String(own);
  if (target === 'STDOUT') return nameForStdout(line, world);
  if (target.toUpperCase() === 'DATAGRID') return 'DATAGRID';
  if (target.startsWith('@')) return 'SYSLOG';
  const byName = byExtension[path.extname(target).toLowerCase()];
  if (byName !== undefined) return byName;
  if (line.parameters.has('charttype')) return 'CHART';
  return line.parameters.has('tpl') ? 'TPL' : 'NAT';
}

function nameForStdout(line: CommandLine, world: RunWorld): string {
  if (world.isLegacy) return 'NAT';
  if (line.parameters.has('tpl')) return 'TPL';
  const natOnly = ['rtp', 'spacecol', 'ralign', 'colsep', 'direct'];
  if (line.quiet || natOnly.some((name) => line.parameters.has(name))) return 'NAT';
  return world.stdout.isTTY === true ? 'table' : 'CSV';
}

export function ownFormat(choice: OutputChoice): OwnFormat | undefined {
  return ownFormats.find((name) => name.toUpperCase() === choice.listing.name);
}

export interface OutputOptions {
  readonly isOffline: boolean;
  /** Its text, for what shows it. */
  readonly query: string;
  temporaryPath(): string;
}

/** Opens where the rows go; formats that need the raw result are handled by the caller. */
export async function openOutput(
  choice: OutputChoice,
  columns: readonly OutputColumn[],
  world: RunWorld,
  options: OutputOptions,
): Promise<RecordOutput> {
  const outputWorld: OutputWorld = {
    now: world.now(),
    environment: world.env,
    computerName: os.hostname(),
  };
  const isTerminal = world.stdout.isTTY === true;
  const shared = {
    settings: choice.settings,
    columns,
    world: outputWorld,
    stdout: world.stdout,
    ...(isTerminal ? { visible: escapeText } : {}),
  };
  const target = resolvedTarget(choice, world);
  switch (choice.listing.name) {
    case 'SYSLOG': {
      const { syslogOutput } = await import('./outputs/syslog.ts');
      return syslogOutput({ ...shared, target: choice.target, isOffline: options.isOffline });
    }
    case 'SQL': {
      const { sqlOutput } = await import('./outputs/sql.ts');
      return sqlOutput({
        settings: choice.settings,
        columns,
        target: choice.target,
        cwd: world.cwd,
        temporaryPath: () => options.temporaryPath(),
      });
    }
    case 'CHART': {
      const { chartOutput } = await import('./outputs/chart.ts');
      return chartOutput({ ...shared, target });
    }
    case 'DATAGRID': {
      const { datagrid } = await import('./outputs/datagrid.ts');
      const makeGrid = world.makeGrid(options.query);
      return datagrid({ columns, target, stdout: world.stdout, makeGrid });
    }
  }
  const format = textFormats.find(({ name }) => name === choice.listing.name);
  if (format === undefined) throw new Error(`no writer for ${choice.listing.name}`);
  const pause = isTerminal && world.stdin.isTTY === true ? () => pressKey(world) : undefined;
  return textOutput({ ...shared, format, target, ...(pause === undefined ? {} : { pause }) });
}

/** INTO as an absolute path; a page for the browser gets a name of its own. */
function resolvedTarget(choice: OutputChoice, world: RunWorld): string {
  const { target, listing } = choice;
  if (listing.name === 'SYSLOG' || listing.name === 'SQL') return target;
  if (target.toUpperCase() === 'DATAGRID') {
    const page = path.resolve(world.cwd, 'datagrid.html');
    world.stderr.write(`DATAGRID is written to ${page}\n`);
    return page;
  }
  if (target === 'STDOUT') return target;
  const file = path.resolve(world.cwd, nativePath(target, world.cwd));
  if (driveOf(target) !== undefined) {
    world.stderr.write(`This system has no drives: ${target} is written to ${file}\n`);
  }
  return file;
}

/** A file for a result in one of easel's own formats; undefined = stdout. */
export function ownTarget(choice: OutputChoice, world: RunWorld): string | undefined {
  if (choice.target === 'STDOUT') return undefined;
  if (starCount(choice.target) > 0) {
    throw new UsageError('usage', `${choice.listing.name} writes one file, not ${choice.target}`, {
      hint: 'stars in INTO work with NAT, CSV, TSV, XML, W3C, IIS and TPL',
    });
  }
  return path.resolve(world.cwd, nativePath(choice.target, world.cwd));
}

/** Log Parser's pause between two batches. */
async function pressKey(world: RunWorld): Promise<void> {
  world.stdout.write('Press a key...');
  const stdin = world.stdin as unknown as NodeJS.ReadStream;
  stdin.setRawMode(true);
  stdin.resume();
  try {
    const key = await new Promise<Buffer>((resolve, reject) => {
      const stop = (): void => reject(new Error('interrupted'));
      world.signal.addEventListener('abort', stop, { once: true });
      stdin.once('data', (data: Buffer) => {
        world.signal.removeEventListener('abort', stop);
        resolve(data);
      });
    });
    // In raw mode Ctrl-C is a character.
    if (key[0] === 3) process.kill(process.pid, 'SIGINT');
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    world.stdout.write('\n');
  }
}
