import { accessReasons } from './access-state.ts';
import { afterDomain, beforeAt, domainOf, withoutMark } from './account-sql.ts';
import { base64Sql } from './base64-sql.ts';
import { commands } from './commands.ts';
import { versions2003 } from './log-text.ts';
import { agentPattern, probes } from './probes.ts';
import { literal, urlDecodeSql } from './sql-parts.ts';
import { leftoverSql } from './leftover.ts';
import { parameterStages } from './parameter-sql.ts';
import { tokenColumns, tokenStages } from './token-sql.ts';
import {
  backStemPattern,
  easStemPattern,
  proxyQueryPattern,
  trafficPatterns,
  type Traffic,
} from './traffic.ts';

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
  const { stem, query, username } = inputs;
  return {
    stages: [
      {
        eas_is: `case when starts_with(${stem}, '/Microsoft-Server-ActiveSync/default.eas') then true else coalesce(regexp_matches(lower(${stem}), ${literal(easStemPattern)}), false) end`,
        eas_user: `case when ${username} in ('-', '') then null else ${urlDecodeSql(username)} end`,
      },
      ...parameterStages(query),
      {
        eas_b: `case when eas_shape = 0 and left(eas_p[1], 1) in ('e', 'j', 'o', '%') then ${base64Sql('eas_p[1]')} end`,
        eas_other_id: `case when not eas_is then ${frontParameters(query)} end`,
      },
      {
        eas_device_id: `coalesce(${urlDecodeSql("nullif(eas_device_raw, '')")}, eas_b.device_id)`,
        eas_device_type: `coalesce(${urlDecodeSql("nullif(eas_type_raw, '')")}, eas_b.device_type)`,
        eas_claimant: `coalesce(${urlDecodeSql("nullif(eas_user_raw, '')")}, eas_b.user)`,
        eas_sent: `case when suffix(eas_user, '?') then 'claim' when eas_user is null or lower(eas_user) = 'anonymous' then 'nobody' else 'user' end`,
      },
      {
        eas_claim: `case when eas_sent = 'user' and eas_claimant = eas_user then null else eas_claimant end`,
      },
      {
        eas_user_rest: afterDomain(withoutMark('eas_user')),
        eas_claim_rest: afterDomain(withoutMark('eas_claim')),
      },
      {
        eas_name: `case when eas_sent = 'user' then ${beforeAt('eas_user_rest')} end`,
        eas_claimed: `coalesce(${beforeAt('eas_claim_rest')}, case when eas_sent = 'claim' then ${beforeAt('eas_user_rest')} end)`,
      },
      ...tokenStages,
    ],
    columns: columnsOf(inputs),
  };
}

function frontParameters(query: string): string {
  const all = `regexp_extract_all(${query}, '(?i)(?:^|&)(?:cafeReqId|CorrelationID)=[^&]*')`;
  return `case when regexp_matches(${query}, '(?i)(?:cafeReqId|CorrelationID)=') then ${all} end`;
}

function caseOf(value: string, map: Readonly<Record<string, string>>, otherwise: string): string {
  const branches = Object.entries(map).map(
    ([key, result]) => `when ${literal(key)} then ${literal(result)}`,
  );
  return `case ${value} ${branches.join(' ')} else ${otherwise} end`;
}

function columnsOf(inputs: EasInputs): Record<string, string> {
  const { stem, query, method, userAgent, port } = inputs;
  return {
    is_eas: 'eas_is',
    tier: `case when regexp_matches(${query}, ${literal(`(?i)${proxyQueryPattern}`)}) then 'proxy' when ${port} = 444 or (eas_is and not starts_with(${stem}, '/Microsoft-Server-ActiveSync/default.eas') and regexp_matches(lower(${stem}), ${literal(backStemPattern)})) or eas_prxfrom is not null then 'back' when eas_prxto is not null or eas_front or len(eas_other_id) > 0 then 'front' else 'single' end`,
    user_name: 'eas_name',
    user_domain: `case when eas_name is not null then ${domainOf('eas_user')} end`,
    user_claimed: `case when eas_claimed is distinct from eas_name then eas_claimed end`,
    request_id: `case when eas_id_cut is not null then eas_id_cut when eas_id_raw is not null or len(eas_other_id) > 0 then nullif(regexp_extract(coalesce(eas_id_raw, ${otherId}), '^[^;]*'), '') end`,
    is_probe: probeSql(userAgent),
    device_id: 'eas_device_id',
    device_type: 'eas_device_type',
    command: `case when not eas_is then null when ${method} in ('OPTIONS', 'options') or upper(${method}) = 'OPTIONS' then 'OPTIONS' when eas_cmd_raw is null or eas_cmd_raw = '' then eas_b.command else ${commandSql} end`,
    protocol_version: `coalesce(eas_version, ${caseOf('eas_2003', versions2003, 'null')}, eas_b.protocol_version)`,
    heartbeat_s: `case when eas_hb > 0 and eas_hb <= 2147483647 then cast(eas_hb as integer) when eas_hb is null and eas_2003 is not null then nullif(try_cast(regexp_extract(eas_log, 'P:(?:[0-9]+[A-GI-Z])*([0-9]+)H', 1) as integer), 0) end`,
    access_state: 'coalesce(eas_state, eas_as)',
    access_reason:
      `case when eas_state is not null then ${caseOf('substr(eas_as, length(eas_state) + 1)', { '': '', ...accessReasons }, 'substr(eas_as, length(eas_state) + 1)')} end`.replace(
        "then ''",
        'then null',
      ),
    log_text: leftoverSql('eas_log'),
    ...tokenColumns,
  };
}

const otherId = `substr(ltrim(list_filter(eas_other_id, lambda x: starts_with(ltrim(lower(x), '&'), 'cafereqid='))[-1], '&'), 11)`;

// The frequent ones first, compared one after another: a long IN list becomes a join.
const hotCommands = [
  'Ping',
  'Sync',
  'FolderSync',
  'Settings',
  'Provision',
  'ItemOperations',
  'SendMail',
]
  .map((name) => `when '${name}' then '${name}'`)
  .join(' ');
const commandSql = `case eas_cmd_raw ${hotCommands} else ${caseOf(
  `lower(${urlDecodeSql('eas_cmd_raw')})`,
  Object.fromEntries(commands.map((name) => [name.toLowerCase(), name])),
  urlDecodeSql('eas_cmd_raw'),
)} end`;

function probeSql(userAgent: string): string {
  const begins = (where: string): string =>
    literal(
      `^(?i)(?:${probes
        .filter((probe) => probe.where === where)
        .map(({ text }) => text)
        .join('|')})`,
    );
  const tests = [
    ...['eas_name', 'eas_claimed'].flatMap((name) =>
      probes
        .filter(({ where }) => where === 'user')
        .map(({ text }) => `starts_with(${name}, ${literal(text)})`),
    ),
    `regexp_matches(eas_device_id, ${begins('device')})`,
    `regexp_matches(eas_device_type, ${begins('device')})`,
    `regexp_matches(${userAgent}, ${literal(`(?i)${agentPattern()}`)})`,
  ];
  return `(${tests.map((test) => `coalesce(${test}, false)`).join(' or ')})`;
}
