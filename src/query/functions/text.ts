import { quotedString } from '../../duckdb/sql-text.ts';
import { constantValue, type CallContext } from '../function-row.ts';
import { isConstant, type Value } from '../value.ts';

// DuckDB counts characters in 32 bits.
const farthest = 4_294_967_294n;

/** SUBSTR(text, start from 0, [length]); a negative start counts from the end. */
export function substring(text: string, start: string, length?: string): string {
  const constant = /^\(?(-?\d+)\)?$/.exec(start)?.[1];
  // DuckDB would count the length from before the text.
  const fromEnd = `greatest(${start}, -length(${text}))`;
  const from =
    constant === undefined
      ? `if(${start} < 0, ${fromEnd}, if(${start} > ${farthest}, ${farthest}, ${start}) + 1)`
      : constant.startsWith('-')
        ? fromEnd
        : String(smaller(BigInt(constant), farthest) + 1n);
  if (length === undefined) return `substring(${text}, ${from})`;
  return /^\d+$/.test(length)
    ? `substring(${text}, ${from}, ${smaller(BigInt(length), farthest)})`
    : `substring(${text}, ${from}, ${within(length)})`;
}

/** A length DuckDB takes; NULL stays NULL, which `least` would pass over. */
function within(length: string): string {
  return `if(${length} < 0, 0, if(${length} > ${farthest}, ${farthest}, ${length}))`;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function foldSubstring(text: string, start: bigint, length?: bigint): string {
  const characters = Array.from(text);
  const from = start < 0n ? Math.max(0, characters.length + Number(start)) : Number(start);
  const count = length === undefined ? Infinity : Math.max(0, Number(length));
  return characters.slice(from, from + count).join('');
}

export function indexOf(text: string, part: string): string {
  return `(nullif(strpos(${text}, ${part}), 0) - 1)`;
}

export function foldIndexOf(text: string, part: string): bigint | null {
  const at = text.indexOf(part);
  return at === -1 ? null : BigInt(Array.from(text.slice(0, at)).length);
}

export function foldLastIndexOf(text: string, part: string): bigint | null {
  const at = text.lastIndexOf(part);
  return at === -1 ? null : BigInt(Array.from(text.slice(0, at)).length);
}

/** LAST_INDEX_OF: by the last piece between the parts, unless the part can overlap itself. */
export function lastIndexOf(call: CallContext, args: readonly Value[]): Value {
  const [text, part] = args as [Value, Value];
  if (isConstant(text) && isConstant(part)) {
    const folded = foldLastIndexOf(String(text.constant), String(part.constant));
    return constantValue(call.values, 'INTEGER', folded);
  }
  const simple = isConstant(part) && !overlapsItself(String(part.constant));
  return call.values.make({
    key: 'last-index-of',
    type: 'INTEGER',
    operands: [text, part],
    nullable: true,
    sql: ([t = '', p = '']) =>
      simple
        ? `case when contains(${t}, ${p}) then length(${t}) - length(split_part(${t}, ${p}, -1)) - length(${p}) end`
        : `(list_max(list_filter(range(1, length(${t}) + 2), lambda easel_at: substring(${t}, easel_at, length(${p})) = ${p})) - 1)`,
  });
}

function overlapsItself(part: string): boolean {
  if (part === '') return true;
  for (let length = 1; length < part.length; length++) {
    if (part.startsWith(part.slice(part.length - length))) return true;
  }
  return false;
}

/** STRCNT: occurrences that do not overlap. */
export function countOccurrences(text: string, part: string): string {
  return `case when ${part} = '' then 0 else (length(${text}) - length(replace(${text}, ${part}, ''))) // length(${part}) end`;
}

export function foldCountOccurrences(text: string, part: string): bigint {
  return part === '' ? 0n : BigInt(text.split(part).length - 1);
}

/** REPLACE_CHR: each character of the set by a text. */
export function replaceCharacters(call: CallContext, args: readonly Value[]): Value {
  const [text, set, replacement] = args as [Value, Value, Value];
  return call.values.make({
    key: 'call:REPLACE_CHR',
    type: 'STRING',
    operands: [text, set, replacement],
    sql: ([t = '', s = '', r = '']) => {
      if (isConstant(set)) {
        const characters = [...new Set(String(set.constant))];
        if (characters.length === 0) return t;
        const [only] = characters;
        if (characters.length === 1 && only !== undefined) {
          return `replace(${t}, ${quotedString(only)}, ${r})`;
        }
      }
      return `array_to_string(list_transform(string_split(${t}, ''), lambda easel_letter: if(easel_letter <> '' and contains(${s}, easel_letter), ${r}, easel_letter)), '')`;
    },
  });
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const turned = 'nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM';

export function rot13(text: string): string {
  return `translate(${text}, '${alphabet}', '${turned}')`;
}

export function foldRot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => turned[alphabet.indexOf(letter)] ?? letter);
}

// What encodeURI leaves alone besides the unreserved characters: / ? = & and the like.
const left = ";,/?:@&=+$#!*'()";

export function urlEscape(text: string): string {
  let sql = `url_encode(${text})`;
  for (const character of left) {
    const encoded = `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
    sql = `replace(${sql}, '${encoded}', '${character === "'" ? "''" : character}')`;
  }
  return sql;
}

/** NULL where the decoded bytes are not UTF-8; a `+` stays. */
export function urlUnescape(text: string): string {
  return `try(url_decode(${text}))`;
}

/** The file name behind the last `\` or `/`. */
export function fileName(text: string): string {
  return `regexp_extract(${text}, '[^\\\\/]*$')`;
}

export function foldFileName(text: string): string {
  return /[^\\/]*$/.exec(text)?.[0] ?? '';
}

/** The path before the last `\` or `/`, without it; empty where there is none. */
export function filePath(text: string): string {
  return `regexp_replace(${text}, '(?s)^(?:(.*)[\\\\/])?[^\\\\/]*$', '\\1')`;
}

export function foldFilePath(text: string): string {
  return /^(?:(.*)[\\/])?[^\\/]*$/s.exec(text)?.[1] ?? '';
}

/** What follows the last dot of the file name; NULL where there is no dot. */
export function fileExtension(text: string): string {
  return `nullif(regexp_extract(${text}, '\\.([^.\\\\/]*)$', 1), '')`;
}

export function foldFileExtension(text: string): string | null {
  const extension = /\.([^.\\/]*)$/.exec(text)?.[1];
  return extension === undefined || extension === '' ? null : extension;
}

/**
 * STRCAT(a, b): a NULL adds nothing. Published scripts rely on that: the address of a request is
 * `STRCAT(cs-uri-stem, REPLACE_IF_NOT_NULL(cs-uri-query, STRCAT('?', cs-uri-query)))` in them.
 */
export function concatenate(call: CallContext, args: readonly Value[]): Value {
  const parts = args.filter(({ constant }) => constant !== null);
  const [first] = parts;
  if (first === undefined) return constantValue(call.values, 'STRING', null);
  if (parts.length === 1) return first;
  if (parts.every(isConstant)) {
    return constantValue(call.values, 'STRING', parts.map(({ constant }) => constant).join(''));
  }
  const isPlain = !parts.some(({ nullable }) => nullable);
  const nullable = parts.every((part) => part.nullable);
  return call.values.make({
    key: 'strcat',
    type: 'STRING',
    operands: parts,
    nullable,
    sql: (texts) => {
      if (isPlain) return `(${texts.join(' || ')})`;
      const joined = `concat(${texts.join(', ')})`;
      return nullable ? `nullif(${joined}, '')` : joined;
    },
  });
}
