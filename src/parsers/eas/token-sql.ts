import { accessStates } from './access-state.ts';
import { urlDecodeSql } from './sql-parts.ts';

// Tokens are cut out of `eas_l` = `_` + log text + `_`. Each is looked for by `strpos` first: a regular
// expression a token costs three times as much. What the cut gives is used only where it is the whole
// value of the leftmost token of that name; everything else goes to the regular expression.

interface Cut {
  /** What the token begins with, `_` included. */
  readonly prefix: string;
  /** All spellings of the name, as a regular expression. */
  readonly names: string;
}

const numbers: Readonly<Record<string, Cut>> = {
  hb: { prefix: '_Hb', names: 'Hb:?' },
  pk: { prefix: '_Pk', names: 'Pk:?' },
  throttle: { prefix: '_Throttle', names: 'Throttle:?' },
  fc: { prefix: '_Fc', names: 'Fc:?' },
};
const texts = ['As', 'SmtpAdrs', 'Mbx', 'Dc'];
const rareTexts = ['Error', 'PrxTo', 'PrxFrom', 'DevOS'];
/** Characters in which a text token must end to be cut out without a regular expression. */
const textWindow = 72;
const perf = ['LdapC', 'LdapL', 'RpcC', 'RpcL'];

const numberBy = (names: string): string => `regexp_extract(eas_l, '_(?:${names})(-?[0-9]+)_', 1)`;
const textBy = (name: string): string =>
  `nullif(regexp_extract(eas_l, '_${name}:([^_]+)_', 1), '')`;
const rare = `regexp_matches(eas_l, '_(?:S[-0-9:]|SC1:|Pa[-0-9:]|${rareTexts.map((name) => `${name}:`).join('|')})')`;

const each = <T>(names: readonly string[], of: (name: string) => T): [string, T][] =>
  names.map((name) => [`eas_${name.toLowerCase()}`, of(name)]);
const suffixed = (
  suffix: string,
  entries: readonly (readonly [string, string])[],
): Record<string, string> =>
  Object.fromEntries(entries.map(([name, sql]) => [`${name}_${suffix}`, sql]));

const positions = {
  ...suffixed('at', [
    ...each(Object.keys(numbers), (name) => `strpos(eas_l, '${numbers[name]?.prefix ?? ''}')`),
    ...each(texts, (name) => `strpos(eas_l, '_${name}:')`),
    ['eas_perf', `strpos(eas_l, '_LdapC')`],
    ...each(rareTexts, (name) => `case when eas_rare then strpos(eas_l, '_${name}:') end`),
    ['eas_s', `case when eas_rare then strpos(eas_l, '_S') end`],
  ]),
};

const windows = {
  eas_perf_any: `case when eas_perf_at > 0 then true else regexp_matches(eas_l, '_(?:Ldap|Rpc)[CL]') end`,
  ...suffixed('w', [
    ...each(Object.keys(numbers), (name) => {
      const length = numbers[name]?.prefix.length ?? 0;
      return `case when eas_${name}_at > 0 then substr(eas_l, eas_${name}_at + ${length}, 24) end`;
    }),
    ...each([...texts, ...rareTexts], (name) => {
      const at = `eas_${name.toLowerCase()}_at`;
      return `case when ${at} > 0 then substr(eas_l, ${at} + ${name.length + 2}, ${textWindow}) end`;
    }),
    ['eas_perf', `case when eas_perf_at > 0 then substr(eas_l, eas_perf_at, 80) end`],
    ['eas_s', `case when eas_s_at > 0 then substr(eas_l, eas_s_at, 24) end`],
  ]),
};

const perfPattern = perf.map((name) => `_${name}:?(-?[0-9]+)`).join('');
const values = {
  ...suffixed('cut', [
    ...each(Object.keys(numbers), (name) => {
      const window = `eas_${name}_w`;
      return `case when starts_with(${window}, ':') then substr(${window}, 2, strpos(${window}, '_') - 2) else left(${window}, strpos(${window}, '_') - 1) end`;
    }),
    ...each([...texts, ...rareTexts], (name) => {
      const window = `eas_${name.toLowerCase()}_w`;
      return `string_split(${window}, '_')[1]`;
    }),
    [
      'eas_perf',
      `case when eas_perf_w is not null then regexp_extract(eas_perf_w, '^${perfPattern}_', ['c', 'l', 'rc', 'rl']) end`,
    ],
  ]),
  eas_s: `case when eas_s_at > 0 then coalesce(nullif(regexp_extract(eas_s_w, '^_(?:S:?|SC1:)(-?[0-9]+)_', 1), ''), nullif(${numberBy('S:?|SC1:')}, '')) end`,
};

const versionDigits = `coalesce(nullif(regexp_extract(substr(eas_l, strpos(eas_l, '_V'), 24), '^_(?:V:?|Ver1:)(-?[0-9]+)_', 1), ''), ${numberBy('V:?|Ver1:')})`;
const versions = ['141', '140', '121', '120', '25', '161', '160'];
const asVersion = (digits: string): string => `left(${digits}, -1) || '.' || right(${digits}, 1)`;
const version = `case ${versions
  .map(
    (digits) =>
      `when starts_with(eas_l, '_V${digits}_') then '${digits.slice(0, -1)}.${digits.slice(-1)}'`,
  )
  .join(
    ' ',
  )} when contains(eas_l, '_V') then list_transform([${versionDigits}], lambda d: case when regexp_full_match(d, '[0-9]{2,3}') then ${asVersion('d')} end)[1] end`;

const finished = {
  eas_version: version,
  ...Object.fromEntries(
    each(['hb', 'throttle', 'fc'], (name) => {
      const cut = `eas_${name}_cut`;
      const number = `try_cast(${cut} as bigint)`;
      return `case when ${cut} is null then null when cast(${number} as varchar) = ${cut} then ${number} else try_cast(${numberBy(numbers[name]?.names ?? '')} as bigint) end`;
    }),
  ),
  eas_pk: `case when eas_pk_cut is null then null when cast(try_cast(eas_pk_cut as bigint) as varchar) = eas_pk_cut then eas_pk_cut else nullif(${numberBy('Pk:?')}, '') end`,
  ...Object.fromEntries(
    each([...texts, ...rareTexts], (name) => {
      const cut = `eas_${name.toLowerCase()}_cut`;
      return `case when ${cut} is null then null when ${cut} <> '' and length(${cut}) < ${textWindow} then ${urlDecodeSql(cut)} else ${urlDecodeSql(textBy(name))} end`;
    }),
  ),
};

/** The projections that find every token that has a column, over `eas_log`. */
export const tokenStages: readonly Readonly<Record<string, string>>[] = [
  { eas_l: `'_' || eas_log || '_'` },
  { eas_rare: rare },
  positions,
  windows,
  values,
  finished,
  {
    eas_2003: `case when eas_version is null and starts_with(eas_l, '_V') then nullif(regexp_extract(eas_l, '^_V(NA|[0-9]+)T(?:Em|Co|Ca|Ta|NA)S', 1), '') end`,
    eas_state: `case ${accessStates.map((state) => `when starts_with(eas_as, '${state}') then '${state}'`).join(' ')} end`,
  },
];

const perfColumn = (part: string, name: string): string =>
  `case when not eas_perf_any or eas_perf_any is null then null when eas_perf_cut['${part}'] <> '' then try_cast(eas_perf_cut['${part}'] as bigint) else try_cast(${numberBy(`${name}:?`)} as bigint) end`;

/** The columns that are a token and nothing else, over `tokenStages`. */
export const tokenColumns: Readonly<Record<string, string>> = {
  device_os: 'eas_devos',
  policy_key: 'coalesce(eas_pk, eas_b.policy_key)',
  policy_ack: `case when eas_rare then try_cast(${numberBy('Pa:?')} as integer) end`,
  eas_status: 'try_cast(eas_s as integer)',
  error: 'eas_error',
  smtp_address: 'eas_smtpadrs',
  mailbox_server: 'eas_mbx',
  domain_controller: 'eas_dc',
  proxied_to: 'eas_prxto',
  proxied_from: 'eas_prxfrom',
  ldap_count: perfColumn('c', 'LdapC'),
  ldap_ms: perfColumn('l', 'LdapL'),
  rpc_count: perfColumn('rc', 'RpcC'),
  rpc_ms: perfColumn('rl', 'RpcL'),
  throttle_ms: 'eas_throttle',
  folder_count: 'eas_fc',
};
