import { corruptHint, isCorrupt } from '../duckdb/engine-error.ts';
import { AppError, type Position } from '../support/errors.ts';
import { escapeText } from '../support/terminal.ts';

export interface ErrorStyle {
  readonly color: boolean;
  /** Adds the stack and the causes. */
  readonly debug: boolean;
}

/**
 * An error as a person reads it:
 * ```
 * error[unknown-function]: no function STRREVV
 *   --> query:1:8
 * 1 | SELECT STRREVV(cs-uri-stem) FROM ex*.log
 *   |        ^^^^^^^
 *   = help: did you mean STRREV?
 * ```
 */
export function formatError(thrown: unknown, style: ErrorStyle): string {
  const error = toAppError(thrown);
  const paint = (code: string, text: string): string =>
    style.color ? `\u001b[${code}m${text}\u001b[0m` : text;
  const lines = [`${paint('1;31', `error[${error.code}]`)}: ${escapeText(error.message)}`];
  if (error.position !== undefined) lines.push(...positionLines(error.position));
  if (error.hint !== undefined) lines.push(`  = ${paint('36', 'help')}: ${escapeText(error.hint)}`);
  if (style.debug) lines.push(escapeText(stackOf(thrown)));
  return `${lines.join('\n')}\n`;
}

function positionLines(position: Position): string[] {
  const { source, line, column, text, length } = position;
  const lines = [`  --> ${escapeText(source)}:${line}:${column}`];
  if (text === undefined) return lines;
  const gutter = ' '.repeat(String(line).length);
  const { part, at } = around(text, column - 1);
  const shown = Array.from(part, (character) => escapeText(character));
  const before = shown.slice(0, at).join('').replace(/[^\t]/g, ' ');
  const marked = shown.slice(at, at + (length ?? 1)).join('');
  lines.push(
    `${line} | ${shown.join('')}`,
    `${gutter} | ${before}${'^'.repeat(Math.max(1, marked.length))}`,
  );
  return lines;
}

const widest = 160;

/** What a person can look at of a line that may have a megabyte, and where the place is in it. */
function around(text: string, place: number): { part: string; at: number } {
  const start = place < widest / 2 ? 0 : place - widest / 2;
  const end = start + widest;
  if (text.length <= widest) return { part: text, at: place };
  const left = start > 0 ? '...' : '';
  const right = end < text.length ? '...' : '';
  return { part: left + text.slice(start, end) + right, at: place - start + left.length };
}

function stackOf(thrown: unknown): string {
  const parts: string[] = [];
  for (let error = thrown; error !== undefined;) {
    parts.push(error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error));
    error = error instanceof Error ? error.cause : undefined;
  }
  return parts.join('\ncaused by: ');
}

const systemErrors: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'it exists already',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  EBUSY: 'it is in use',
};

const rights = 'ask for the right to, or name another place';
const systemHints: Record<string, string> = {
  EACCES: rights,
  EPERM: rights,
  EROFS: 'name another place',
  ENOSPC: 'make room and run the same command again',
  EDQUOT: 'make room and run the same command again',
};

/** Of an error that the system gave to the engine: its message ends in the system's words. */
function codeOf(message: string): string | undefined {
  return /No space left on device/.test(message) ? 'ENOSPC' : undefined;
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (!(thrown instanceof Error)) return new AppError('internal', String(thrown));
  const { code = codeOf(thrown.message), path } = thrown as NodeJS.ErrnoException;
  const meaning = code === undefined ? undefined : systemErrors[code];
  if (code !== undefined && meaning !== undefined) {
    const hint = systemHints[code];
    const what = path === undefined ? meaning : `${path}: ${meaning}`;
    return new AppError(code, what, hint === undefined ? {} : { hint });
  }
  if (isCorrupt(thrown.message)) {
    return new AppError('corrupt-warehouse', thrown.message, { hint: corruptHint });
  }
  const engine = /^(?:INTERNAL|Out of Memory|IO|[A-Z][A-Za-z ]+) Error: /.test(thrown.message);
  return new AppError(engine ? 'database' : 'internal', thrown.message, {
    hint: engine
      ? 'the database engine refused; --debug shows where'
      : 'this is a defect of easel; --debug shows where',
  });
}
