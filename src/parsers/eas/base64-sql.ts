import { base64Versions } from './base64-query.ts';
import { commandCodes } from './commands.ts';
import { letSql, percentDecodeSql } from './sql-parts.ts';

const byte = (hex: string, at: number): string =>
  `try_cast('0x' || nullif(substr(${hex}, ${at}, 2), '') as integer)`;
const printable = (hex: string): string =>
  `case when regexp_full_match(${hex}, '(?:[2-6][0-9A-F]|7[0-9A-E])*') then decode(unhex(${hex})) else ${hex} end`;
const userName = (hex: string): string =>
  `case when regexp_full_match(${hex}, '(?:[2-6][0-9A-F]|7[0-9A-E]|[89A-F][0-9A-F])*') then coalesce(try(decode(unhex(${hex}))), ${hex}) else ${hex} end`;

const versions = base64Versions
  .map((version) => `'${version.toString(16).toUpperCase().padStart(2, '0')}'`)
  .join(', ');
const commandOf = (hex: string): string =>
  `case ${byte(hex, 3)} ${Object.entries(commandCodes)
    .map(([code, name]) => `when ${code} then '${name}'`)
    .join(' ')} end`;

/** `parseBase64Query` as one expression: a struct, or null where the text does not begin with such a query. */
export function base64Sql(text: string): string {
  const digits = `regexp_extract(${percentDecodeSql(text)}, '^[A-Za-z0-9+/]*')`;
  const even = letSql(
    'd',
    digits,
    `left(d, length(d) - case when length(d) % 4 = 1 then 1 else 0 end)`,
  );
  const padded = letSql('e', even, `e || repeat('=', (4 - length(e) % 4) % 4)`);
  return letSql('h', `hex(try(from_base64(${padded})))`, fromHex);
}

// Positions count hexadecimal digits: version 1, command 3, locale 5, then counted values.
const tags = letSql(
  't',
  `list_reduce(list_prepend(substr(r, 3 + 2 * ${byte('r', 1)}), range(1, 64).list_transform(lambda i: '')), lambda a, b: case when starts_with(a, '08') or coalesce(length(a) < 4 + 2 * ${byte('a', 3)}, true) then a else substr(a, 5 + 2 * ${byte('a', 3)}) end)`,
  `case when starts_with(t, '08') and length(t) >= 4 + 2 * ${byte('t', 3)} then ${userName(`substr(t, 5, 2 * ${byte('t', 3)})`)} end`,
);
const key = (at: string): string =>
  `cast(cast('0x' || substr(${at}, 9, 2) || substr(${at}, 7, 2) || substr(${at}, 5, 2) || substr(${at}, 3, 2) as bigint) as varchar)`;
const whole = (at: string): string => `length(${at}) >= 2 + 2 * ${byte(at, 1)}`;
const typeAndTags = letSql(
  'r',
  `substr(k, 3 + 2 * ${byte('k', 1)})`,
  `case when ${whole('r')} then struct_pack(
    protocol_version := cast(${byte('h', 1)} // 10 as varchar) || '.' || cast(${byte('h', 1)} % 10 as varchar),
    command := ${commandOf('h')},
    device_id := ${printable(`substr(h, 11, 2 * ${byte('h', 9)})`)},
    policy_key := case when ${byte('k', 1)} = 4 then ${key('k')} end,
    device_type := nullif(${printable(`substr(r, 3, 2 * ${byte('r', 1)})`)}, ''),
    "user" := ${tags}
  ) end`,
);
const fromHex = `case when left(h, 2) in (${versions}) and ${byte('h', 9)} > 0 then ${letSql(
  'k',
  `substr(h, 11 + 2 * ${byte('h', 9)})`,
  `case when ${byte('k', 1)} in (0, 4) and ${whole('k')} then ${typeAndTags} end`,
)} end`;
