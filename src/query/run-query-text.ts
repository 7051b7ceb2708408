import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, UsageError } from '../support/errors.ts';
import { nativePath } from './native-path.ts';

export interface NamedQuery {
  /** What messages call it: `query` or the file's name. */
  readonly name: string;
  readonly text: string;
}

/** `file:top.sql?count=10+path=C:\logs` in its parts; undefined for a query itself. */
export function fileReference(
  operand: string,
): { file: string; parameters: ReadonlyMap<string, string> } | undefined {
  if (!/^file:/i.test(operand)) return undefined;
  const rest = operand.slice(5);
  const mark = rest.indexOf('?');
  const parameters = new Map<string, string>();
  for (const pair of mark < 0 ? [] : rest.slice(mark + 1).split('+')) {
    const equals = pair.indexOf('=');
    if (equals <= 0) {
      // A plus sign inside a value: `path=C:\a+b`.
      const last = [...parameters.keys()].at(-1);
      if (last === undefined) {
        throw new UsageError('bad-parameter', `"${pair}" after file: is no name=value`);
      }
      parameters.set(last, `${parameters.get(last) ?? ''}+${pair}`);
      continue;
    }
    parameters.set(pair.slice(0, equals).toLowerCase(), pair.slice(equals + 1));
  }
  return { file: mark < 0 ? rest : rest.slice(0, mark), parameters };
}

/** The text of a query: as given, or from `file:`, with its `%parameters%` replaced. */
export async function loadQueryText(
  operand: string,
  options: {
    readonly cwd: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): Promise<NamedQuery> {
  const reference = fileReference(operand);
  if (reference === undefined) return { name: 'query', text: operand };
  const named = nativePath(reference.file, options.cwd);
  const file = path.resolve(options.cwd, named);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new AppError('no-query-file', `Cannot open query file ${reference.file}`, {
      hint: 'the path is taken from the current folder',
      cause,
    });
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
  return {
    name: path.basename(named),
    text: replaceParameters(text, reference.parameters, options.environment),
  };
}

/** `%name%` becomes the parameter, else the environment variable; else it stays as written. */
export function replaceParameters(
  text: string,
  parameters: ReadonlyMap<string, string>,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  // Windows ignores the case of a variable; elsewhere `LIKE '%mail%'` must not find $MAIL.
  const key = (name: string): string => (path.sep === '\\' ? name.toLowerCase() : name);
  const variables = new Map(
    Object.entries(environment).map(([name, value]) => [key(name), value ?? '']),
  );
  return text.replace(
    /%([^%\s'",;()<>[\]=]{1,100})%/g,
    (whole, name: string) =>
      parameters.get(name.toLowerCase()) ?? variables.get(key(name)) ?? whole,
  );
}

const placeholder = /(['"]?)\[LOGFILEPATH\]\1/gi;

/** Log Parser Studio's `'[LOGFILEPATH]'` becomes the paths given beside the query. */
export function replaceLogFilePath(text: string, paths: readonly string[]): string {
  if (!new RegExp(placeholder).test(text)) {
    if (paths.length === 0) return text;
    throw new UsageError(
      'usage',
      `the query names its files itself, so "${paths[0] ?? ''}" means nothing`,
      { hint: "paths replace '[LOGFILEPATH]' in a query; quote a query of several words" },
    );
  }
  if (paths.length === 0) {
    throw new UsageError('usage', 'the query reads [LOGFILEPATH], but no path is given', {
      hint: 'name files, folders or patterns after the query',
    });
  }
  const quoted = paths.map((one) => (one.includes("'") ? `"${one}"` : `'${one}'`)).join(', ');
  return text.replace(placeholder, () => quoted);
}

/** `[OUTFILEPATH]` in INTO becomes what `--out` says. */
export function replaceOutFilePath(text: string, out: string | undefined): string {
  return out === undefined ? text : text.replace(/\[OUTFILEPATH\]/gi, () => out);
}
