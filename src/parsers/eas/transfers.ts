import { counters2003 } from './folders.ts';
import { literal } from './sql-parts.ts';

// What of a log text tells what was synchronised and fetched, freed of what differs from request to
// request (ids of folders, keys), so that many requests share it.

/** Opens the group of a collection; only its name is kept. */
export const folderToken = 'Fid';
/** Tokens kept whole: class and counts of a collection, and what was fetched besides. */
export const wholeTokens: readonly string[] = [
  ...['Ty', 'Srv', 'Svr', 'Cli'],
  ...['Att', 'Attb', 'ItOfa', 'Ssp', 'Sspb', 'Unc', 'Uncb'],
];
/** Tokens kept where they have this value, with which a collection starts over. */
export const startTokens: Readonly<Record<string, string>> = { St: 'F', Sk: '0', Ssnf: 'T' };

/** A token of one of these names, as `parseLogText` tells it. */
const named = (...names: readonly string[]): string =>
  `(?:${names.join('|')})(?:[^A-Za-z1].*|1[^:].*|1?)`;
// A letter belongs to the name unless a colon stands before it.
const starts = Object.entries(startTokens).map(
  ([name, value]) => `${name}:${/[A-Za-z]/.test(value) ? '' : '?'}${value}`,
);
const begins = [folderToken, ...wholeTokens, ...starts].join('|');

/**
 * The part of a stored log text (SQL) that its collections and fetches depend on: the counters of Exchange
 * 2003 and tokens joined by `_`, NULL where there are none. `Fid:29_Ty:Em_Filt0_St:S_Sk:5_Srv:2a0c` ->
 * `Fid_Ty:Em_Srv:2a0c`.
 */
export function transfersSql(logText: string): string {
  const kept = `list_transform(string_split(${logText}, '_'), lambda piece: case
    when regexp_full_match(piece, ${literal(`(?s)${named(folderToken)}`)}) then ${literal(folderToken)}
    when regexp_full_match(piece, ${literal(`(?s)${[named(...wholeTokens), ...starts].join('|')}`)}) then piece
  end)`;
  const counters = `regexp_extract(${logText}, ${literal(counters2003)})`;
  const all = `list_filter(list_prepend(${counters}, ${kept}), lambda piece: piece <> '')`;
  // Most texts have nothing of it, which is seen at a glance.
  return `case when regexp_matches(${logText}, ${literal(`(?:^|_)(?:${begins})|^V`)}) then nullif(array_to_string(${all}, '_'), '') end`;
}
