import { quotedString } from '../../duckdb/sql-text.ts';
import { afterDomain, beforeAt, withoutMark } from '../../parsers/eas/account-sql.ts';
import { base64Sql } from '../../parsers/eas/base64-sql.ts';
import { commands } from '../../parsers/eas/commands.ts';
import { namedParts } from '../../parsers/eas/parameter-sql.ts';
import { letSql, urlDecodeSql } from '../../parsers/eas/sql-parts.ts';
import type { CallContext, FunctionRow } from '../function-row.ts';
import type { Value } from '../value.ts';

// Parameters stand plain (`Cmd=Ping&User=..`) or, in Exchange's base64 form, in the first of them.
const plain = (key: string): string =>
  `list_filter(${namedParts('q', "string_split(q, '&')")}, lambda p: starts_with(lower(p), '${key}='))[1][${key.length + 2}:]`;
const encoded = (field: string): string =>
  `case when not regexp_matches(q, '(?i)(?:^|&)(?:User|DeviceId|DeviceType|Cmd)=') then (${base64Sql("split_part(q, '&', 1)")}).${field} end`;
const parameter = (key: string, field: string): string =>
  `coalesce(${urlDecodeSql(`nullif(${plain(key)}, '')`)}, ${encoded(field)})`;

const canonical = (command: string): string =>
  `case lower(${command}) ${commands
    .map((name) => `when '${name.toLowerCase()}' then '${name}'`)
    .join(' ')} else ${command} end`;

const account = letSql(
  'u',
  withoutMark(parameter('user', '"user"')),
  letSql('r', afterDomain('u'), beforeAt('r')),
);

function macro(name: string, body: string) {
  return (call: CallContext, args: readonly Value[]): Value => {
    call.define(name, () => `create or replace temp macro ${name}(q) as ${body}`);
    return call.values.make({
      key: `call:${name}`,
      type: 'STRING',
      operands: args,
      nullable: true,
      sql: ([q = '']) => `${name}(${q})`,
    });
  };
}

const logText =
  "list_filter(string_split(q, '&'), lambda p: starts_with(lower(p), 'log='))[-1][5:]";

/** EAS_LOG(query, 'Hb'): `Hb600` and `Hb:600` both give 600; the name's case counts. */
function logToken(call: CallContext, args: readonly Value[]): Value {
  const [query, token] = args as [Value, Value];
  const name = String(token.constant);
  if (!/^[A-Za-z]+1?$/.test(name)) {
    throw call.error(
      'argument-value',
      `'${name}' is not the name of a Log= token`,
      1,
      'Hb, Fc, SC1 ...',
    );
  }
  const withoutColon = name.endsWith('1') ? '' : '|([^A-Za-z_:][^_]*)|';
  const pattern = quotedString(`(?:^|_)${name}(?::([^_]*)${withoutColon})(?:_|$)`);
  const fields = name.endsWith('1') ? "['a']" : "['a', 'b']";
  const value = name.endsWith('1') ? 'm.a' : 'm.a || m.b';
  const found = letSql('m', `regexp_extract(l, ${pattern}, ${fields})`, value);
  const body = letSql(
    'l',
    logText,
    `case when regexp_matches(l, ${pattern}) then ${letSql('v', found, urlDecodeSql('v'))} end`,
  );
  return macro(`easel_log_${name.toLowerCase()}_${codeOf(name)}`, body)(call, [query]);
}

/** Macro names ignore case, token names do not. */
function codeOf(name: string): string {
  return Array.from(name)
    .map((letter) => (letter === letter.toLowerCase() ? '0' : '1'))
    .join('');
}

/** Functions that read the query of an ActiveSync request, both spellings of it. */
export const easFunctions: Readonly<Record<string, FunctionRow>> = {
  EAS_CMD: {
    group: 'extension',
    extension: true,
    parameters: 'query STRING',
    result: 'STRING',
    make: macro('easel_eas_cmd', letSql('c', parameter('cmd', 'command'), canonical('c'))),
    doc: 'The command of an ActiveSync request: Sync, Ping ...',
  },
  EAS_USER: {
    group: 'extension',
    extension: true,
    parameters: 'query STRING',
    result: 'STRING',
    make: macro('easel_eas_user', account),
    doc: 'The user an ActiveSync request names, in lower case and without a domain.',
  },
  EAS_DEVICEID: {
    group: 'extension',
    extension: true,
    parameters: 'query STRING',
    result: 'STRING',
    make: macro('easel_eas_deviceid', parameter('deviceid', 'device_id')),
    doc: 'The device id of an ActiveSync request.',
  },
  EAS_DEVICETYPE: {
    group: 'extension',
    extension: true,
    parameters: 'query STRING',
    result: 'STRING',
    make: macro('easel_eas_devicetype', parameter('devicetype', 'device_type')),
    doc: 'The device type of an ActiveSync request.',
  },
  EAS_LOG: {
    group: 'extension',
    extension: true,
    parameters: 'query STRING, const token STRING',
    result: 'STRING',
    make: logToken,
    doc: "A token of the Log= text of an ActiveSync request: EAS_LOG(cs-uri-query, 'Hb').",
  },
};
