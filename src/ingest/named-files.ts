import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../support/errors.ts';
import { pathTest, splitGlob } from './glob.ts';

/**
 * Which of the warehouse's `files` `argument` names: seen from `cwd`; else, as `easel status` shows them, by the
 * end of a path, or of the folder where a glob begins.
 * @throws AppError `not-in-warehouse`; `ambiguous-path` where several places end alike: any of them may be meant.
 */
export function namedFiles(
  argument: string,
  cwd: string,
  files: readonly string[],
): (file: string) => boolean {
  const here = pathTest(argument, cwd);
  if (files.some(here)) return here;
  const end = splitGlob(argument).fixed.replace(/\/+$/, '');
  const tests = new Map(
    foldersBefore(end, files)
      .map((folder) => [folder, pathTest(argument, folder)] as const)
      .filter(([, test]) => files.some(test)),
  );
  const isHere = existsSync(path.resolve(cwd, end));
  const [only] = tests.values();
  if (only === undefined) throw notInWarehouse(argument);
  if (tests.size === 1 && !isHere) return only;
  const places = [...(isHere ? [cwd] : []), ...tests.keys()];
  throw ambiguous(
    argument,
    places.map((folder) => path.join(folder, argument)),
  );
}

/** The folders from which `end` leads to files, or to folders that hold some. */
function foldersBefore(end: string, files: readonly string[]): string[] {
  const folders = new Set<string>();
  // A glob that begins with `*` could be anywhere.
  if (end === '') return [];
  for (const file of files) {
    const whole = `${slashed(file)}/`;
    for (let at = whole.indexOf(`/${end}/`); at >= 0; at = whole.indexOf(`/${end}/`, at + 1)) {
      folders.add(file.slice(0, at + 1));
    }
  }
  return [...folders].sort();
}

function slashed(name: string): string {
  return path.sep === '\\' ? name.replaceAll('\\', '/') : name;
}

function notInWarehouse(argument: string): AppError {
  return new AppError('not-in-warehouse', `no file of the warehouse matches ${argument}`, {
    hint: 'easel status lists what is there; give a path as it is shown, or a glob in quotes',
  });
}

const shown = 8;

function ambiguous(argument: string, places: readonly string[]): AppError {
  const more = places.length > shown ? ` and ${places.length - shown} more` : '';
  return new AppError(
    'ambiguous-path',
    `${argument} could be ${places.slice(0, shown).join(', ')}${more}`,
    { hint: 'give the whole path of what is to go' },
  );
}
