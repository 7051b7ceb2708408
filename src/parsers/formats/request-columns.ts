import { easProjection } from '../eas/sql.ts';
import type { FileFacts, Meaning } from '../format.ts';

/** What a line says about one HTTP request: SQL over its physical columns; absent = not logged. */
export interface RequestFields {
  readonly requestedAt: string;
  readonly stem: string;
  readonly query: string;
  readonly username?: string;
  readonly method?: string;
  readonly clientIp?: string;
  readonly serverIp?: string;
  readonly serverPort?: string;
  readonly server?: string;
  readonly site?: string;
  /** With blanks, not `+`. */
  readonly userAgent?: string;
  readonly referer?: string;
  readonly status?: string;
  readonly win32Status?: string;
  readonly bytesSent?: string;
  readonly bytesReceived?: string;
  readonly timeTakenMs?: string;
  /** Names and values of what has no column, as SQL. */
  readonly custom?: Readonly<Record<string, string>>;
  /** False: the line tells of no request that a server answered. */
  readonly isServed?: boolean;
}

/** The columns of `request_rows` for formats that have no `#Fields` of IIS's own. */
export function requestMeaning(
  fields: RequestFields,
  facts: FileFacts,
): Pick<Meaning, 'stages' | 'columns'> {
  const text = 'null::varchar';
  const number = 'null::bigint';
  const served = fields.isServed ?? true;
  const eas = easProjection({
    stem: served ? 'l_stem' : text,
    query: served ? 'l_query' : text,
    username: fields.username ?? text,
    method: fields.method ?? text,
    userAgent: fields.userAgent ?? text,
    port: fields.serverPort ?? 'null::integer',
  });
  const kept = (sql: string | undefined): string => (facts.keepQuery && sql ? sql : text);
  return {
    stages: [{ l_stem: fields.stem, l_query: `coalesce(${fields.query}, '-')` }, ...eas.stages],
    columns: {
      requested_at: fields.requestedAt,
      server:
        fields.server === undefined ? facts.server : `coalesce(${fields.server}, ${facts.server})`,
      site: fields.site === undefined ? facts.site : `coalesce(${fields.site}, ${facts.site})`,
      server_ip: fields.serverIp ?? text,
      server_port: fields.serverPort ?? 'null::integer',
      client_ip: fields.clientIp ?? text,
      forwarded_for: text,
      method: fields.method ?? text,
      uri_stem: fields.stem,
      uri_query: kept(fields.query),
      user_as_logged: kept(fields.username),
      user_agent: fields.userAgent ?? text,
      user_agent_as_logged: kept(fields.userAgent),
      host: text,
      referer: fields.referer ?? text,
      status: fields.status ?? 'null::integer',
      substatus: 'null::integer',
      win32_status: fields.win32Status ?? number,
      bytes_sent: fields.bytesSent ?? number,
      bytes_received: fields.bytesReceived ?? number,
      time_taken_ms: fields.timeTakenMs ?? number,
      auth_type: text,
      custom: customMap(fields.custom ?? {}),
      ...eas.columns,
    },
  };
}

function customMap(custom: Readonly<Record<string, string>>): string {
  const entries = Object.entries(custom).map(
    ([name, sql]) => `{'key': '${name}', 'value': ${sql}::varchar}`,
  );
  if (entries.length === 0) return 'null::map(varchar, varchar)';
  return `nullif(map_from_entries(list_filter([${entries.join(', ')}], lambda e: e.value is not null)), map {})`;
}

/** The stem and the query of a target like `/owa/?a=b`; null where it has none. */
export function splitTarget(target: string): { stem: string; query: string } {
  return {
    stem: `string_split(${target}, '?')[1]`,
    query: `case when contains(${target}, '?') then substr(${target}, strpos(${target}, '?') + 1) end`,
  };
}
