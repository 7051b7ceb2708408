import { UsageError } from '../support/errors.ts';
import { splitCommandLine, type CommandLine } from './command-line.ts';
import type { LibraryQuery } from './library.ts';
import { restoreDefaults, saveDefaults, withDefaults } from './run-defaults.ts';
import { allParameters } from './run-formats.ts';
import {
  loadQueryText,
  replaceLogFilePath,
  replaceOutFilePath,
  type NamedQuery,
} from './run-query-text.ts';
import type { RunWorld } from './run-world.ts';
import { runQuery } from './run.ts';
import path from 'node:path';

/** Splits a command line; the caller reads easel's own options from it before it runs. */
export function parseCommandLine(argv: readonly string[], isLegacy: boolean): CommandLine {
  return splitCommandLine(argv, { parameters: allParameters, allowsOwn: !isLegacy });
}

/** Does what a command line asks for and returns the exit code. */
export async function runCommandLine(given: CommandLine, world: RunWorld): Promise<number> {
  switch (given.mode) {
    case 'restore-defaults':
      tell(
        world,
        `The defaults are those of the program again (${await restoreDefaults(world.env)}).`,
      );
      return 0;
    case 'save-defaults':
      tell(world, `The defaults are saved in ${await saveDefaults(given, world.env)}.`);
      return 0;
    case 'help':
    case 'credits':
      world.stdout.write(await help(given, world));
      return 0;
    case 'convert': {
      const { conversionQuery } = await import('./run-convert.ts');
      return runQuery(conversionQuery(given), given, world);
    }
    case 'query':
      break;
  }
  const line = await withDefaults(given, world.env);
  if (line.own.has('library') || line.own.has('list') || line.own.has('run')) {
    return runFromLibrary(line, world);
  }
  const [operand, ...paths] = line.operands;
  if (operand === undefined || operand.trim() === '') {
    if (!world.isLegacy)
      throw new UsageError('usage', 'the query is missing', { hint: 'easel query -h shows how' });
    world.stdout.write(await help({ ...line, operands: [] }, world));
    return 1;
  }
  const loaded = await loadQueryText(operand, { cwd: world.cwd, environment: world.env });
  return runText(filled(loaded, paths, line), line, world);
}

async function help(line: CommandLine, world: RunWorld): Promise<string> {
  const { helpText } = await import('./run-help.ts');
  const { fieldsOfInput } = await import('./run-input.ts');
  const program = world.isLegacy ? 'logparser' : 'easel query';
  return helpText(line, program, () => fieldsOfInput(line, world));
}

async function runText(query: NamedQuery, line: CommandLine, world: RunWorld): Promise<number> {
  if (!line.queryInfo) return runQuery(query, line, world);
  const { queryInfo } = await import('./run-query-info.ts');
  return queryInfo(query, line, world);
}

/** What Log Parser Studio leaves open in a query comes from the command line. */
function filled(query: NamedQuery, paths: readonly string[], line: CommandLine): NamedQuery {
  const out = line.own.get('out');
  const text = replaceLogFilePath(query.text, paths);
  return {
    name: query.name,
    text: replaceOutFilePath(text, typeof out === 'string' ? out : undefined),
  };
}

async function runFromLibrary(line: CommandLine, world: RunWorld): Promise<number> {
  const file = line.own.get('library');
  if (typeof file !== 'string') {
    throw new UsageError('usage', '--list and --run need --library <file>');
  }
  const { findQuery, readLibrary } = await import('./library.ts');
  const queries = await readLibrary(path.resolve(world.cwd, file));
  const wanted = line.own.get('run');
  if (typeof wanted !== 'string') {
    world.stdout.write(libraryList(queries));
    return 0;
  }
  const query = findQuery(queries, wanted);
  const inputFormat = line.inputFormat ?? query.inputFormat;
  const merged: CommandLine = {
    ...line,
    ...(inputFormat === undefined ? {} : { inputFormat }),
    parameters: new Map([
      ...(inputFormat === query.inputFormat ? query.parameters : []),
      ...line.parameters,
    ]),
  };
  const text = { name: query.name, text: query.text };
  return runText(filled(text, line.operands, merged), merged, world);
}

function libraryList(queries: readonly LibraryQuery[]): string {
  const width = Math.min(50, Math.max(...queries.map(({ name }) => name.length)));
  return queries
    .map(({ name, logType, description }) =>
      `${name.padEnd(width)}  ${logType.padEnd(12)}  ${description.replaceAll(/\s+/g, ' ').slice(0, 100)}`.trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

function tell(world: RunWorld, text: string): void {
  (world.isLegacy ? world.stdout : world.stderr).write(`${text}\n`);
}
