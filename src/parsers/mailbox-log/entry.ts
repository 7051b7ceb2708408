import { decodeRequest, parseEasQuery } from '../eas/decode.ts';
import { parseAccount } from '../eas/users.ts';
import { textOf, type EntrySections } from './sections.ts';
import { utcText } from '../../support/utc-text.ts';

type Cell = string | null;

/** The columns of an entry, in the order of `entryValues`. */
export const entryColumns = Object.freeze([
  'entry_no',
  'requested_at',
  'responded_at',
  'server',
  'server_version',
  'identifier',
  'method',
  'command',
  'device_id',
  'device_type',
  'user_name',
  'user_domain',
  'user_agent',
  'protocol_version',
  'policy_key',
  'heartbeat_s',
  'collections',
  'sync_key',
  'status',
  'eas_status',
  'access_state',
  'access_reason',
  'access_rule',
  'was_pending',
  'exceptions',
] as const);
type EntryColumn = (typeof entryColumns)[number];

/** `05/18/2013 02:53:41` -> `2013-05-18 02:53:41`; null where it is no time. */
export function entryTime(text: string | undefined): Cell {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2})/.exec(text ?? '');
  if (!parts) return null;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(Number);
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = time.getUTCMonth() === month - 1 && time.getUTCDate() === day && hour < 24;
  return isReal && minute < 60 && second < 60 ? utcText(time) : null;
}

/** One request and its answer, without content, addresses of others or credentials. */
export function entryValues(number: string, sections: EntrySections): Cell[] {
  const request = sections.texts.get('RequestHeader') ?? [];
  const [method = '', target = ''] = (request[0] ?? '').split(' ');
  const [stem = '', query = ''] = target.split(/\?(.*)/s);
  const decoded = decodeRequest({ stem, query, method });
  const account = parseAccount(parseEasQuery(query).parameters.get('user') ?? '');
  const { facts } = sections;
  const wait = facts.request.wait;
  const exceptions = [...sections.texts].filter(([name]) => name.endsWith('_Exception'));
  const values: Partial<Record<EntryColumn, string | number | boolean | null | undefined>> = {
    entry_no: number,
    requested_at: entryTime(textOf(sections, 'RequestTime')),
    responded_at: entryTime(textOf(sections, 'ResponseTime')),
    server: textOf(sections, 'ServerName'),
    server_version: textOf(sections, 'AssemblyVersion'),
    identifier: textOf(sections, 'Identifier'),
    method,
    command: decoded['command'],
    device_id: decoded['device_id'],
    device_type: decoded['device_type'],
    user_name: account.name,
    user_domain: account.domain,
    user_agent: header(request, 'User-Agent'),
    protocol_version: header(request, 'MS-ASProtocolVersion') ?? decoded['protocol_version'],
    policy_key: header(request, 'X-MS-PolicyKey') ?? decoded['policy_key'],
    heartbeat_s: facts.request.heartbeat ?? (wait === undefined ? undefined : Number(wait) * 60),
    collections: facts.request.collections || undefined,
    sync_key: facts.request.syncKey,
    status: /^HTTP\/\S+ (\d{3})/.exec(sections.texts.get('ResponseHeader')?.[0] ?? '')?.[1],
    eas_status: facts.response.status,
    access_state: textOf(sections, 'AccessState'),
    access_reason: textOf(sections, 'AccessStateReason'),
    access_rule: textOf(sections, 'DeviceAccessControlRule'),
    was_pending: sections.texts.has('WasPending') ? 'true' : 'false',
    exceptions: exceptions.length === 0 ? undefined : exceptions.map(exceptionOf).join('; '),
  };
  return entryColumns.map((column) => {
    const value = values[column];
    return value === undefined || value === null || value === '' ? null : String(value);
  });
}

function header(lines: readonly string[], name: string): string | undefined {
  const line = lines.find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  const value = line?.slice(name.length + 1).trim();
  return value === '' ? undefined : value?.slice(0, 400);
}

/** The section and the type of the exception; its message may tell of content. */
function exceptionOf([name, lines]: readonly [string, readonly string[]]): string {
  const type = /\b(?:[A-Z]\w*\.)*[A-Z]\w*Exception\b/.exec(lines.join('\n'))?.[0];
  const command = name.replace(/_Exception$/, '');
  return type === undefined ? command : `${command}: ${type}`;
}
