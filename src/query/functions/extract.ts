import { quotedString } from '../../duckdb/sql-text.ts';
import { isConstant, type Value } from '../value.ts';
import type { CallContext } from '../function-row.ts';
import { constantValue } from '../function-row.ts';

/** The tokens of a text, as SQL: a list from 1. An empty separator separates nothing. */
function tokens(text: string, separator: string, constant: boolean): string {
  const split = `string_split(${text}, ${separator})`;
  return constant ? split : `if(${separator} = '', [${text}], ${split})`;
}

/**
 * EXTRACT_TOKEN, EXTRACT_PREFIX and EXTRACT_SUFFIX(text, index, [separator]): `pick` makes the SQL
 * for a list of tokens and an index, `fold` the same in JavaScript.
 */
function byTokens(
  name: string,
  pick: (tokens: Tokens, index: string, constant: bigint | undefined) => string,
  fold: (tokens: string[], index: number, separator: string) => string | null,
  quick: (text: string, separator: string, index: bigint) => string | undefined,
) {
  return (call: CallContext, args: readonly Value[]): Value => {
    const [text, index, given] = args as [Value, Value, Value | undefined];
    const separator = given ?? constantValue(call.values, 'STRING', ',');
    if (isConstant(text) && isConstant(index) && isConstant(separator)) {
      const by = String(separator.constant);
      const all = by === '' ? [String(text.constant)] : String(text.constant).split(by);
      return constantValue(call.values, 'STRING', fold(all, Number(index.constant), by));
    }
    return call.values.make({
      key: `call:${name}`,
      type: 'STRING',
      operands: [text, index, separator],
      nullable: true,
      sql: ([t = '', i = '', s = '']) => {
        const fixed = isConstant(separator) && separator.constant !== '';
        const at = isConstant(index) ? inReach(BigInt(index.constant ?? 0)) : undefined;
        if (isConstant(separator) && separator.constant === '') {
          return `case when ${i} in (0, -1) then ${t} end`;
        }
        const short = fixed && at !== undefined ? quick(t, s, at) : undefined;
        return short ?? pick({ list: tokens(t, s, fixed), separator: s, fixed }, i, at);
      },
    });
  };
}

interface Tokens {
  readonly list: string;
  readonly separator: string;
  /** The separator is a constant. */
  readonly fixed: boolean;
}

/** No text has more tokens; one more is still a number for DuckDB. */
const mostTokens = 4_294_967_295n;

function inReach(index: bigint): bigint {
  if (index > mostTokens) return mostTokens;
  return index < -mostTokens ? -mostTokens : index;
}

// Lambdas capture columns of their parameter's name, so it is one that no log has.
const item = 'easel_tokens';
const bound = (list: string, body: string): string =>
  `list_transform([${list}], lambda ${item}: ${body})[1]`;

/** How many tokens an index leaves: index + 1, or for a negative one all but that many. */
function kept(index: string, constant: bigint | undefined): string {
  if (constant === undefined) {
    return `if(${index} < 0, len(${item}) + ${index}, ${place(index)})`;
  }
  return constant < 0n ? `len(${item}) - ${-constant}` : String(constant + 1n);
}

/** From 1, for an index from 0. */
function place(index: string): string {
  return `if(${index} > ${mostTokens}, ${mostTokens}, ${index}) + 1`;
}

/** SQL that joins a list that is not empty; DuckDB's own functions want a constant separator. */
function joined(list: string, { separator, fixed }: Tokens): string {
  return fixed
    ? `array_to_string(${list}, ${separator})`
    : `list_reduce(${list}, lambda easel_left, easel_right: easel_left || ${separator} || easel_right)`;
}

/** The index-th token from 0; negative from the end; NULL where there is none. */
export const extractToken = byTokens(
  'EXTRACT_TOKEN',
  ({ list }, index, constant) =>
    constant === undefined
      ? `${list}[if(${index} < 0, ${index}, ${place(index)})]`
      : `${list}[${constant < 0n ? constant : constant + 1n}]`,
  (all, index) => all.at(index) ?? null,
  () => undefined,
);

/** The text before the index-th separator, from 0; -1 = before the last. */
export const extractPrefix = byTokens(
  'EXTRACT_PREFIX',
  (tokens, index, constant) => {
    const count = kept(index, constant);
    const body = `case when ${count} between 1 and len(${item}) then ${joined(`${item}[1:${count}]`, tokens)} end`;
    return bound(tokens.list, body);
  },
  (all, index, separator) => {
    const count = index < 0 ? all.length + index : index + 1;
    return count >= 1 && count <= all.length ? all.slice(0, count).join(separator) : null;
  },
  (text, separator, index) => (index === 0n ? `split_part(${text}, ${separator}, 1)` : undefined),
);

/** The text after the index-th separator counted from the right; -1 = after the first. */
export const extractSuffix = byTokens(
  'EXTRACT_SUFFIX',
  (tokens, index, constant) => {
    const count = kept(index, constant);
    const last = `${item}[len(${item}) - (${count}) + 1:]`;
    const body = `case when ${count} between 1 and len(${item}) then ${joined(last, tokens)} end`;
    return bound(tokens.list, body);
  },
  (all, index, separator) => {
    const count = index < 0 ? all.length + index : index + 1;
    return count >= 1 && count <= all.length ? all.slice(all.length - count).join(separator) : null;
  },
  (text, separator, index) => (index === 0n ? `split_part(${text}, ${separator}, -1)` : undefined),
);

/** EXTRACT_VALUE: the value of the first `key=value` pair of a list; the key's case counts. */
export function extractValue(call: CallContext, args: readonly Value[]): Value {
  const [text, key, given] = args as [Value, Value, Value | undefined];
  const separator = given ?? constantValue(call.values, 'STRING', '&');
  if (isConstant(text) && isConstant(key) && isConstant(separator)) {
    const [whole, name, by] = [text, key, separator].map(({ constant }) => String(constant));
    return constantValue(call.values, 'STRING', foldValue(whole ?? '', name ?? '', by ?? ''));
  }
  return call.values.make({
    key: 'call:EXTRACT_VALUE',
    type: 'STRING',
    operands: [text, key, separator],
    nullable: true,
    sql: ([t = '', k = '', s = '']) => {
      const wanted =
        isConstant(key) && isConstant(separator)
          ? quotedString(`${String(separator.constant)}${String(key.constant)}=`)
          : `(${s} || ${k} || '=')`;
      const whole = `(${s} || ${t})`;
      // Without the pair there is no second part: NULL. One pass less than asking first.
      if (isConstant(separator) && separator.constant !== '') {
        return `string_split(string_split(${whole}, ${wanted})[2], ${s})[1]`;
      }
      return `case when contains(${whole}, ${wanted}) then split_part(split_part(${whole}, ${wanted}, 2), ${s}, 1) end`;
    },
  });
}

function foldValue(text: string, key: string, separator: string): string | null {
  const pairs = separator === '' ? [text] : text.split(separator);
  const found = pairs.find((pair) => pair.startsWith(`${key}=`));
  return found === undefined ? null : found.slice(key.length + 1);
}
