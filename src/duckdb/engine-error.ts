import { AppError, type Position } from '../support/errors.ts';

/**
 * DuckDB's error as one of ours: its kind becomes the code, its `LINE 1: ...` a position in `sql`,
 * its suggestion the hint. What the sandbox refuses says so.
 */
export function engineError(thrown: unknown, source: string, sql: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof AppError) return thrown;
  const head =
    /^(?:Failed to [a-z ]+: |TransactionContext Error: )*([A-Z][A-Za-z ]*?) Error: /.exec(
      thrown.message,
    );
  if (head === null) return thrown;
  const kind = (head[1] ?? '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(' ', '-');
  const [body = ''] = thrown.message.slice(head[0].length).split(/\n\nLINE \d+: /);
  const [first = '', ...more] = body.trim().split('\n');
  const position = positionOf(thrown.message, source, sql);
  const refusal = refusalOf(thrown.message);
  const hint = refusal?.hint ?? (more.join(' ').trim() || undefined);
  return new AppError(refusal?.code ?? kind, first, {
    cause: thrown,
    ...(hint === undefined ? {} : { hint }),
    ...(position === undefined ? {} : { position }),
  });
}

/** What to do about a database file whose blocks cannot be read. */
export const corruptHint = 'restore it from a backup, or move it away and ingest the logs again';

export function isCorrupt(message: string): boolean {
  return /Corrupt database file|Could not read enough bytes from file/.test(message);
}

function refusalOf(message: string): { code: string; hint: string } | undefined {
  if (/file system operations are disabled|external extensions is disabled/.test(message)) {
    return {
      code: 'sandbox',
      hint: 'SQL here reads the warehouse and nothing else: no files, no network, no extensions; --out writes a result to a file',
    };
  }
  if (/attached in read-only mode|Can only (?:delete from|update) base table/.test(message)) {
    return {
      code: 'read-only',
      hint: 'the warehouse is changed by ingest and remove only; create temp table and temp view work',
    };
  }
  if (message.includes('the configuration has been locked')) {
    return { code: 'sandbox', hint: 'limits are set by --memory, --threads and --timeout' };
  }
  if (isCorrupt(message)) return { code: 'corrupt-warehouse', hint: corruptHint };
  if (message.includes('prepared statement parameters')) {
    return {
      code: 'invalid-input',
      hint: 'values cannot be bound from here: write them into the SQL',
    };
  }
  if (/^Out of Memory Error/.test(message)) {
    return { code: 'out-of-memory', hint: 'give more with --memory, or ask for less at once' };
  }
  return undefined;
}

function positionOf(message: string, source: string, sql: string): Position | undefined {
  const match = /\n\nLINE (\d+): (.*)\n( *)\^/.exec(message);
  if (match === null) return /error at end of input/.test(message) ? endOf(source, sql) : undefined;
  const [, number = '', shown = '', indent = ''] = match;
  const line = Number(number);
  const text = sql.split('\n')[line - 1]?.replace(/\r$/, '') ?? '';
  const caret = indent.length - `LINE ${number}: `.length;
  // A long line is shown as `...its middle...`.
  const cut = shown.startsWith('...') ? 3 : 0;
  const start = text.indexOf(shown.slice(cut).replace(/\.\.\.$/, ''));
  if (caret < cut || start < 0) return { source, line, column: 1 };
  const column = start + caret - cut + 1;
  const length = /^[\p{L}\p{N}_]+/u.exec(text.slice(column - 1))?.[0].length ?? 1;
  return { source, line, column, text, length };
}

/** The place behind the last character; DuckDB shows none. */
function endOf(source: string, sql: string): Position {
  const lines = sql.trimEnd().split('\n');
  const text = lines.at(-1) ?? '';
  return { source, line: lines.length, column: text.length + 1, text };
}
