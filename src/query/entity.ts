import type { EntityEntry } from './ast.ts';
import { decodeUnicode } from './escapes.ts';

// The clauses that may follow; GROUP and ORDER only with BY, since folders have such names.
const clauseWord =
  /^(?:WHERE|HAVING|FROM|INTO|TO|USING|GROUP\s+BY|ORDER\s+BY|LIMIT\s+\d+)(?![^\s([<'"])/i;
const joinWords =
  /^(?:(?:INNER|CROSS|(?:LEFT|RIGHT|FULL)(?:\s+OUTER)?)\s+)?JOIN(?=[\s(])[^]*?\sON\s|^CROSS\s+JOIN\s/i;
const aliasWords =
  /^AS\s+[A-Za-z_][A-Za-z0-9_]*(?=\s*(?:$|\)|WHERE\s|GROUP\s|ORDER\s|HAVING\s|LIMIT\s|(?:INNER|LEFT|RIGHT|FULL|CROSS|JOIN)\s|ON\s))/i;
const subquery = /^\(\s*(?:SELECT|WITH)\s/i;
const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}', '<': '>' };

export interface ScannedEntity {
  /** Where the raw text ends; trailing blanks are no part of it. */
  readonly end: number;
  readonly entries: readonly EntityEntry[];
}

/**
 * The raw entity at or after `from`: up to the next clause keyword that stands alone, the bracket
 * that closes a nested query, a comment behind a blank, or the end. `undefined` where blanks or a
 * comment come first (they are tokens of their own) or a sub-query stands in its place.
 */
export function scanEntity(
  text: string,
  from: number,
  clause: 'FROM' | 'INTO',
): ScannedEntity | 'unterminated' | undefined {
  const first = text[from] ?? '';
  if (/\s/.test(first)) return undefined;
  if (clause === 'FROM' && subquery.test(text.slice(from, from + 200))) return undefined;
  if (startsComment(text, from, true)) return undefined;
  const entries: EntityEntry[] = [];
  const open: string[] = [];
  // The entry being read; a path keeps the blanks inside it.
  let entryStart = -1;
  let quotedText: string | undefined;
  let at = from;
  let end = from;
  const finishEntry = (): void => {
    if (quotedText !== undefined) {
      entries.push({ text: decodeUnicode(quotedText), quoted: true });
    } else if (entryStart !== -1) {
      const shown = text.slice(entryStart, at).trimEnd();
      entries.push({ text: decodeUnicode(shown), quoted: false });
    }
    entryStart = -1;
    quotedText = undefined;
  };
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (/\s/.test(character)) continue;
    const empty = entryStart === -1 && quotedText === undefined;
    if ((character === "'" || character === '"') && empty) {
      const close = text.indexOf(character, at + 1);
      if (close === -1) return 'unterminated';
      quotedText = text.slice(at + 1, close);
      at = close;
      end = at + 1;
      continue;
    }
    if (character === ')' && open.length === 0) break;
    const separate = quotedText !== undefined || /[\s>)\]]/.test(text[at - 1] ?? ' ');
    if (open.length === 0 && at > from && separate) {
      if (endsEntity(text, at)) break;
      if (/\s/.test(text[at - 1] ?? '') && startsComment(text, at, empty)) break;
    }
    const closer = closers[character];
    if (closer !== undefined && closesLater(text, at, closer)) open.push(closer);
    else if (character === open.at(-1)) open.pop();
    else if ((character === ',' || character === ';') && open.length === 0) {
      finishEntry();
      continue;
    }
    if (quotedText !== undefined) break;
    if (entryStart === -1) entryStart = at;
    end = at + 1;
  }
  finishEntry();
  return entries.length === 0 ? undefined : { end, entries };
}

function endsEntity(text: string, at: number): boolean {
  const ahead = text.slice(at, at + 2000);
  return (
    clauseWord.test(ahead) ||
    joinWords.test(ahead) ||
    aliasWords.test(ahead) ||
    /^ON\s/i.test(ahead)
  );
}

// `//server/share` begins an entry, `// remark` does not; `/var/log/*.log` holds no comment.
function startsComment(text: string, at: number, startsEntry: boolean): boolean {
  if (text.startsWith('/*', at)) return text.includes('*/', at + 2);
  if (!text.startsWith('--', at) && !text.startsWith('//', at)) return false;
  return !startsEntry || /\s/.test(text[at + 2] ?? ' ');
}

// An unbalanced bracket is an ordinary character of a file name.
function closesLater(text: string, at: number, closer: string): boolean {
  const ahead = text.slice(at + 1, at + 500);
  const end = ahead.indexOf(closer);
  return end !== -1 && !ahead.slice(0, end).includes('\n');
}
