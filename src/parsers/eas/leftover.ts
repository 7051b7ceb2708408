import { counters2003 } from './folders.ts';
import { literal } from './sql-parts.ts';
import { logTokens } from './tokens.ts';

// What of a log text is stored: the tokens without a column, and all counters of Exchange 2003.

const named = new Set(
  logTokens.filter(({ column }) => column !== undefined).map(({ name }) => name),
);
const counters = new RegExp(counters2003);

/** A log text without the tokens that have a column of their own. */
export function leftover(logText: string): string {
  if (counters.test(logText)) return logText;
  const nameOf = (piece: string): string =>
    (/^[A-Za-z]+(?:1:)?/.exec(piece)?.[0] ?? '').replace(':', '');
  return logText
    .split('_')
    .filter((piece) => !named.has(nameOf(piece)))
    .join('_');
}

/** The same as SQL over a log text. */
export function leftoverSql(logText: string): string {
  const list = `[${[...named].map(literal).join(', ')}]`;
  const name = `replace(regexp_extract(piece, '^[A-Za-z]+(?:1:)?'), ':', '')`;
  const kept = `list_filter(string_split(${logText}, '_'), lambda piece: not list_contains(${list}, ${name}))`;
  return `case when ${logText} is null or regexp_matches(${logText}, ${literal(counters2003)}) then ${logText} else array_to_string(${kept}, '_') end`;
}
