import { literal } from './sql-parts.ts';
import { logTokens, type LogToken } from './tokens.ts';

// What of a log text is stored: all but the tokens whose value a column holds. One whose value fits its
// column not (`S99999999999`, `Mbx` without a colon) stays, so that nothing is lost.

/** A token with its value, where that fits its column for sure. */
function inColumn({ name, column, type }: LogToken): string {
  const named = name.endsWith('1') ? `${name}:` : `${name}:?`;
  if (column === 'protocol_version') return `${named}[0-9]{2,3}`;
  if (column === 'policy_key') return `${named}[0-9]+`;
  return type === 'integer' ? `${named}[0-9]{1,9}` : `${name}:.+`;
}

const held = logTokens
  .filter(({ column }) => column !== undefined)
  .map(inColumn)
  .join('|');
const isHeld = new RegExp(`^(?:${held})$`, 's');

/** A log text without the tokens whose value a column holds. */
export function leftover(logText: string): string {
  return logText
    .split('_')
    .filter((piece) => !isHeld.test(piece))
    .join('_');
}

/** The same as SQL over a log text. */
export function leftoverSql(logText: string): string {
  const kept = `list_filter(string_split(${logText}, '_'), lambda piece: not regexp_full_match(piece, ${literal(`(?s:${held})`)}))`;
  return `case when ${logText} is not null then array_to_string(${kept}, '_') end`;
}
