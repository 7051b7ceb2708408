import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CommandModule } from './command.ts';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'commands');

/** The verbs there are, in alphabetical order: the files of `src/cli/commands`. */
export function listVerbs(): string[] {
  return readdirSync(folder)
    .filter((name) => /^[a-z-]+\.[jt]s$/.test(name))
    .map((name) => name.slice(0, -3))
    .sort();
}

/** The command of a verb that `listVerbs` names; its module is loaded only now. */
export async function loadCommand(verb: string): Promise<CommandModule> {
  const extension = path.extname(fileURLToPath(import.meta.url));
  const file = pathToFileURL(path.join(folder, verb + extension)).href;
  const module = (await import(file)) as { default: CommandModule };
  return module.default;
}
