import { accessReasons, accessStates } from './access-state.ts';
import { base64Sql } from './base64-sql.ts';
import { commands } from './commands.ts';
import { versions2003 } from './log-text.ts';
import { agentPattern, probes } from './probes.ts';
import { literal, urlDecodeSql } from './sql-parts.ts';
import { backStemPattern, easStemPattern, trafficPatterns, type Traffic } from './traffic.ts';

/** SQL expressions for what a line says, as logged; `null` where the log has no such field. */
export interface EasInputs {
  readonly stem: string;
  readonly query: string;
  readonly username: string;
  readonly method: string;
  readonly userAgent: string;
  /** The server's port as a number. */
  readonly port: string;
}

/**
 * Projections that lie one over another: each stage is `select *, <its columns> from (<the one below>)`,
 * so that nothing is computed twice (DuckDB shares no sub-expressions across CASE branches).
 * `columns` go into the uppermost select and are the columns of `request_rows`.
 */
export interface EasProjection {
  readonly stages: readonly Readonly<Record<string, string>>[];
  readonly columns: Readonly<Record<string, string>>;
}

/** The relation with all stages over `relation` (a FROM-able text). */
export function easRelation(relation: string, projection: EasProjection): string {
  return projection.stages.reduce(
    (from, stage) => `(select *, ${selectList(stage)} from ${from})`,
    relation,
  );
}

/** `a as "x", b as "y"`. */
export function selectList(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ');
}

/** Whether a request with this stem is of the kept traffic. */
export function isKeptSql(stem: string, traffic: Traffic): string {
  if (traffic === 'all') return 'true';
  return `coalesce(regexp_matches(lower(${stem}), ${literal(trafficPatterns[traffic])}), false)`;
}

/** What the query, the account and the stem say, as columns of `request_rows`. */
export function easProjection(inputs: EasInputs): EasProjection {
  const { stem, query, username, method, userAgent, port } = inputs;
  return {
    stages: [
      {
        eas_is: `coalesce(regexp_matches(lower(${stem}), ${literal(easStemPattern)}), false)`,
        eas_user: `case when ${username} in ('-', '') then null else ${urlDecodeSql(username)} end`,
      },
      {
        eas_p: `case when eas_is then string_split(${query}, '&') end`,
        eas_other_id: `case when not eas_is then ${frontParameters(query)} end`,
      },
      { eas_shape: shape, eas_last: 'eas_p[-1]' },
      { eas_plain: plain },
      parameterStage,
      {
        eas_b: `case when eas_shape = 0 and left(eas_p[1], 1) in ('e', 'j', 'o') then ${base64Sql('eas_p[1]')} end`,
        ...tokenStage,
      },
      {
        eas_device_id: `coalesce(${urlDecodeSql("nullif(eas_device_raw, '')")}, eas_b.device_id)`,
        eas_device_type: `coalesce(${urlDecodeSql("nullif(eas_type_raw, '')")}, eas_b.device_type)`,
        eas_claim: `coalesce(${urlDecodeSql("nullif(eas_user_raw, '')")}, eas_b.user)`,
        eas_name: `case when eas_user is null or suffix(eas_user, '?') or lower(eas_user) = 'anonymous' then null else ${nameOf('eas_user')} end`,
      },
      {
        eas_claimed: `coalesce(${nameOf("rtrim(eas_claim, '?')")}, case when suffix(eas_user, '?') then ${nameOf("rtrim(eas_user, '?')")} end)`,
      },
    ],
    columns: columnsOf(method, userAgent, port, stem),
  };
}

// Both common orders of the four parameters; 0 = search the list.
const shape = `case
  when starts_with(eas_p[1], 'User=') and starts_with(eas_p[2], 'DeviceId=') and starts_with(eas_p[3], 'DeviceType=') and starts_with(eas_p[4], 'Cmd=') then 1
  when starts_with(eas_p[1], 'Cmd=') and starts_with(eas_p[2], 'User=') and starts_with(eas_p[3], 'DeviceId=') and starts_with(eas_p[4], 'DeviceType=') then 2
  else 0 end`;

// Nothing but the four parameters and perhaps a log text: no need to search for anything else.
const plain = `eas_shape > 0 and (len(eas_p) = 4 or (starts_with(eas_last, 'Log=') and (len(eas_p) = 5 or (len(eas_p) = 6 and eas_p[5] = ''))))`;

const found = (key: string): string =>
  `list_filter(eas_p, lambda x: starts_with(lower(x), '${key}='))`;
const byPosition = (key: string, first: number, second: number): string => {
  const from = key.length + 2;
  return `case eas_shape when 1 then substr(eas_p[${first}], ${from}) when 2 then substr(eas_p[${second}], ${from}) else substr(${found(key)}[1], ${from}) end`;
};

const parameterStage = {
  eas_user_raw: byPosition('user', 1, 2),
  eas_device_raw: byPosition('deviceid', 2, 3),
  eas_type_raw: byPosition('devicetype', 3, 4),
  eas_cmd_raw: byPosition('cmd', 4, 1),
  eas_log: `nullif(case when starts_with(eas_last, 'Log=') then substr(eas_last, 5) when eas_plain then null else substr(${found('log')}[-1], 5) end, '')`,
  eas_id_raw: `case when starts_with(eas_last, 'cafeReqId=') then substr(eas_last, 11)
    when eas_plain then null
    else substr(${found('cafereqid')}[-1], 11) end`,
  eas_front: `starts_with(eas_last, 'cafeReqId=') or (not eas_plain and len(list_filter(eas_p, lambda x: starts_with(lower(x), 'cafereqid=') or starts_with(lower(x), 'correlationid='))) > 0)`,
};

function frontParameters(query: string): string {
  const all = `regexp_extract_all(${query}, '(?i)(?:^|&)(?:cafeReqId|CorrelationID)=[^&]*')`;
  return `case when regexp_matches(${query}, '(?i)(?:cafeReqId|CorrelationID)=') then ${all} end`;
}

const number = (token: string): string =>
  `regexp_extract(eas_log, '(?:^|_)(?:${token})(-?[0-9]+)(?:_|$)', 1)`;
const textOf = (token: string): string =>
  `nullif(regexp_extract(eas_log, '(?:^|_)${token}:([^_]+)', 1), '')`;
const head2003 = '^V(NA|[0-9]+)T(?:Em|Co|Ca|Ta|NA)S';

const tokenStage = {
  eas_2003: `case when starts_with(eas_log, 'V') then nullif(regexp_extract(eas_log, '${head2003}', 1), '') end`,
  eas_version: number('V:?|Ver1:'),
  eas_hb: number('Hb:?'),
  eas_as: urlDecodeSql(textOf('As')),
  eas_prxto: textOf('PrxTo'),
  eas_prxfrom: textOf('PrxFrom'),
};

/** The lower-case name without domain of a decoded account; null where nothing is left. */
function nameOf(account: string): string {
  const rest = `substr(${account}, strpos(${account}, '\\') + 1)`;
  return `nullif(lower(case when contains(${rest}, '@') then regexp_extract(${rest}, '(?s)^(.*)@', 1) else ${rest} end), '')`;
}

function domainOf(account: string): string {
  return `nullif(case when contains(${account}, '\\') then substr(${account}, 1, strpos(${account}, '\\') - 1) when contains(${account}, '@') then regexp_extract(${account}, '([^@]*)$', 1) end, '')`;
}

function caseOf(value: string, map: Readonly<Record<string, string>>, otherwise: string): string {
  const branches = Object.entries(map).map(
    ([key, result]) => `when ${literal(key)} then ${literal(result)}`,
  );
  return `case ${value} ${branches.join(' ')} else ${otherwise} end`;
}

function columnsOf(
  method: string,
  userAgent: string,
  port: string,
  stem: string,
): Record<string, string> {
  const bigint = (token: string): string => `try_cast(${number(token)} as bigint)`;
  const integer = (token: string): string => `try_cast(${number(token)} as integer)`;
  const decoded = (token: string): string => urlDecodeSql(textOf(token));
  const states = accessStates.join('|');
  const letters = `regexp_replace(eas_as, '^(?:${states})', '')`;
  return {
    is_eas: 'eas_is',
    tier: `case when ${port} = 444 or regexp_matches(lower(${stem}), ${literal(backStemPattern)}) or eas_prxfrom is not null then 'back' when eas_prxto is not null or eas_front or len(eas_other_id) > 0 then 'front' else 'single' end`,
    user_name: 'eas_name',
    user_domain: `case when eas_name is not null then ${domainOf('eas_user')} end`,
    user_claimed: `case when eas_claimed is distinct from eas_name then eas_claimed end`,
    request_id: `nullif(regexp_extract(coalesce(eas_id_raw, case when len(eas_other_id) > 0 then ${otherId} end), '^[^;]*'), '')`,
    is_probe: probeSql(userAgent),
    device_id: 'eas_device_id',
    device_type: 'eas_device_type',
    device_os: decoded('DevOS'),
    command: `case when not eas_is then null when upper(${method}) = 'OPTIONS' then 'OPTIONS' when eas_cmd_raw is null or eas_cmd_raw = '' then eas_b.command else ${commandSql} end`,
    protocol_version: `coalesce(case when length(eas_version) in (2, 3) and not starts_with(eas_version, '-') then left(eas_version, -1) || '.' || right(eas_version, 1) end, ${caseOf('eas_2003', versions2003, 'null')}, eas_b.protocol_version)`,
    heartbeat_s: `case when try_cast(eas_hb as integer) > 0 then try_cast(eas_hb as integer) when eas_hb = '' and eas_2003 is not null then nullif(try_cast(regexp_extract(eas_log, 'P:(?:[0-9]+[A-GI-Z])*([0-9]+)H', 1) as integer), 0) end`,
    policy_key: `coalesce(nullif(${number('Pk:?')}, ''), eas_b.policy_key)`,
    policy_ack: integer('Pa:?'),
    eas_status: integer('S:?|SC1:'),
    error: decoded('Error'),
    access_state: `case when eas_as is not null then coalesce(nullif(regexp_extract(eas_as, '^(?:${states})'), ''), eas_as) end`,
    access_reason: `case when regexp_matches(eas_as, '^(?:${states})') then nullif(${caseOf(letters, accessReasons, letters)}, '') end`,
    smtp_address: decoded('SmtpAdrs'),
    mailbox_server: decoded('Mbx'),
    domain_controller: decoded('Dc'),
    proxied_to: urlDecodeSql('eas_prxto'),
    proxied_from: urlDecodeSql('eas_prxfrom'),
    ldap_count: bigint('LdapC:?'),
    ldap_ms: bigint('LdapL:?'),
    rpc_count: bigint('RpcC:?'),
    rpc_ms: bigint('RpcL:?'),
    throttle_ms: bigint('Throttle:?'),
    folder_count: bigint('Fc:?'),
    log_text: 'eas_log',
  };
}

const otherId = `substr(ltrim(list_filter(eas_other_id, lambda x: contains(lower(x), 'cafereqid='))[-1], '&'), 11)`;

const commandSql = `case when eas_cmd_raw in (${commands.map(literal).join(', ')}) then eas_cmd_raw else ${caseOf(
  `lower(${urlDecodeSql('eas_cmd_raw')})`,
  Object.fromEntries(commands.map((name) => [name.toLowerCase(), name])),
  urlDecodeSql('eas_cmd_raw'),
)} end`;

function probeSql(userAgent: string): string {
  const begins = (where: string, values: readonly string[]): string[] =>
    probes
      .filter((probe) => probe.where === where)
      .flatMap(({ text }) => values.map((value) => `starts_with(${value}, ${literal(text)})`));
  const tests = [
    ...begins('user', ['eas_name', 'eas_claimed']),
    ...begins('device', ['lower(eas_device_id)', 'lower(eas_device_type)']),
    `regexp_matches(${userAgent}, ${literal(`(?i)${agentPattern()}`)})`,
  ];
  return `(${tests.map((test) => `coalesce(${test}, false)`).join(' or ')})`;
}
