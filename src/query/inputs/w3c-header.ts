import { AppError } from '../../support/errors.ts';
import type { Settings } from '../command-line-parameters.ts';
import { separatorText } from '../outputs/csv.ts';
import type { InputWorld } from './input.ts';
import { linesOf } from './lines-of.ts';
import type { PlainFile } from './plain-file.ts';

/** The first header of some files and the first lines of data below it. */
export interface Beginning {
  readonly fields: readonly string[];
  /** Stands between the values of a line. */
  readonly separator: string;
  readonly lines: readonly string[];
}

/** Up to `count` lines below the first header of `files`; throws `no-fields` where there is none. */
export async function beginningOf(
  files: readonly PlainFile[],
  settings: Settings,
  world: InputWorld,
  count: number,
): Promise<Beginning> {
  const word = settings.text('separator');
  const given = word.toLowerCase() === 'auto' ? undefined : separatorText(word);
  let header: string | undefined;
  let fields: string[] | undefined;
  const lines: string[] = [];
  for (const file of files) {
    const decode = { codepage: settings.number('iCodepage'), signal: world.signal };
    for await (const line of linesOf(file.path, decode)) {
      const named = fieldsOf(line, given);
      if (named !== undefined) {
        if (fields !== undefined && named.join('\t') !== fields.join('\t')) break;
        fields = named;
        header = listOf(line);
      } else if (fields !== undefined && line.trim() !== '' && !line.startsWith('#')) {
        if (lines.push(line) >= count) break;
      }
    }
    if (fields === undefined || header === undefined) continue;
    return { fields, lines, separator: given ?? foundSeparator(header, fields, lines) };
  }
  throw new AppError('no-fields', `Cannot find a #Fields directive in ${files[0]?.name ?? ''}`, {
    hint: 'the W3C input format needs one; -i:TSV -iSeparator:space reads lines without',
  });
}

/** The names that a header declares; undefined for other lines. No `separator` = it is found out. */
export function fieldsOf(line: string, separator: string | undefined): string[] | undefined {
  const list = listOf(line);
  if (list === undefined) return undefined;
  return list
    .split(between(list, separator))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** `Date<tab>Time<tab>...` is how message tracking logs of Exchange 2000 and 2003 name their fields. */
function listOf(line: string): string | undefined {
  return /^#\s*(?:Fields\s*:\s*|(?=Date\tTime\t))(.*?)\s*$/i.exec(line)?.[1];
}

/** Names between tabs may hold blanks. Logs with another separator often name fields between blanks. */
function between(list: string, separator: string | undefined): string | RegExp {
  if (separator !== undefined && !/^[ \t]$/.test(separator)) return separator;
  return separator !== ' ' && list.includes('\t') ? '\t' : /[ \t]+/;
}

/** A tab in a line is part of a value where blanks alone give as many values as there are names. */
function foundSeparator(
  list: string,
  fields: readonly string[],
  [first = '']: readonly string[],
): string {
  if (list.includes('\t')) return '\t';
  if (!first.includes('\t')) return ' ';
  const hasAll = (parts: readonly string[]): boolean => parts.length === fields.length;
  return hasAll(first.split('\t')) || !hasAll(first.trim().split(/ +/)) ? '\t' : ' ';
}
