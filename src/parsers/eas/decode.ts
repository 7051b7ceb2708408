import { parseAccessState } from './access-state.ts';
import { parseBase64Query } from './base64-query.ts';
import { canonicalCommand } from './commands.ts';
import { numberToken, parse2003, parseLogText, textToken } from './log-text.ts';
import { leftover } from './leftover.ts';
import { simpleLower } from './lower.ts';
import { isProbe } from './probes.ts';
import { backStemPattern, easStemPattern, proxyQueryPattern } from './traffic.ts';
import { percentDecode, urlDecode } from './url-decode.ts';
import { parseAccount } from './users.ts';

/** What a log says about one request, as logged; an absent field is `undefined` or `-`. */
export interface LoggedRequest {
  readonly stem?: string | undefined;
  readonly query?: string | undefined;
  readonly username?: string | undefined;
  readonly method?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly port?: number | undefined;
}

/** The columns of `request_rows` that come from the query and the account. */
export type DecodedRequest = Record<string, string | number | boolean | undefined>;

export interface EasQuery {
  /** Parameters by lower-case name, decoded; the first of a name counts. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The text after the last `Log=`, as logged. */
  readonly logText?: string;
  readonly requestId?: string;
  /** `CorrelationID` or `cafeReqId`: a front end wrote the line. */
  readonly isFront: boolean;
  /** `X-ARR-LOG-ID`: IIS wrote the line as a reverse proxy (Application Request Routing). */
  readonly isProxy: boolean;
}

const arrPattern = new RegExp(proxyQueryPattern, 'i');

/** `User=a&DeviceId=b&&Log=V141_` -> its parameters, log text and request id. */
export function parseEasQuery(query: string): EasQuery {
  const parameters = new Map<string, string>();
  let logText: string | undefined;
  let requestId: string | undefined;
  let isFront = false;
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const name = part.slice(0, equals);
    const key = simpleLower(name);
    const value = part.slice(equals + 1);
    if (key === 'log') logText = value;
    else if (key === 'cafereqid') requestId = /^[^;]*/.exec(value)?.[0];
    else {
      const decoded = simpleLower(percentDecode(name));
      if (!parameters.has(decoded)) parameters.set(decoded, urlDecode(value));
    }
    if (key === 'cafereqid' || key === 'correlationid') isFront = true;
  }
  return {
    parameters,
    isFront,
    isProxy: arrPattern.test(query),
    ...(logText === undefined || logText === '' ? {} : { logText }),
    ...(requestId === undefined || requestId === '' ? {} : { requestId }),
  };
}

/** Decodes one request as `easProjection` does it in SQL; the tests compare the two. */
export function decodeRequest(logged: LoggedRequest): DecodedRequest {
  const stem = simpleLower(text(logged.stem) ?? '');
  const isEas = new RegExp(easStemPattern).test(stem);
  const query = parseEasQuery(text(logged.query) ?? '');
  const user = authenticatedUser(logged.username);
  const decoded = isEas ? decodeEas(query, text(logged.query) ?? '', logged) : {};
  const claimed = decoded['claim'] ?? user.claim;
  const isBack =
    logged.port === 444 ||
    new RegExp(backStemPattern).test(stem) ||
    decoded['proxied_from'] !== undefined;
  const isFront = query.isFront || decoded['proxied_to'] !== undefined;
  delete decoded['claim'];
  const claim = claimed === user.name ? undefined : (claimed as string | undefined);
  return {
    ...decoded,
    tier: query.isProxy ? 'proxy' : isBack ? 'back' : isFront ? 'front' : 'single',
    user_name: user.name,
    user_domain: user.domain,
    user_claimed: claim,
    request_id: query.requestId,
    is_eas: isEas,
    is_probe: isProbe({
      users: [user.name, claim],
      devices: [decoded['device_id'] as string, decoded['device_type'] as string],
      agent: text(logged.userAgent),
    }),
  };
}

function text(logged: string | undefined): string | undefined {
  return logged === undefined || logged === '' || logged === '-' ? undefined : logged;
}

function authenticatedUser(logged: string | undefined): {
  name?: string;
  domain?: string;
  claim?: string | undefined;
} {
  const decoded = urlDecode(text(logged) ?? '');
  const account = parseAccount(decoded);
  if (decoded.endsWith('?')) return { claim: account.name };
  return simpleLower(decoded) === 'anonymous' ? {} : account;
}

function decodeEas(query: EasQuery, whole: string, logged: LoggedRequest): DecodedRequest {
  const parameter = (name: string): string | undefined =>
    query.parameters.get(name) === '' ? undefined : query.parameters.get(name);
  const base64 = parseBase64Query(whole.split('&')[0] ?? '');
  const log = query.logText ?? '';
  const pieces = parseLogText(log);
  const old = parse2003(log);
  const version = numberToken(pieces, 'V', 'Ver1');
  const access = parseAccessState(textToken(pieces, 'As') ?? '');
  const raw = parameter('cmd');
  const command = raw === undefined ? undefined : canonicalCommand(raw);
  return {
    device_id: parameter('deviceid') ?? base64?.deviceId,
    device_type: parameter('devicetype') ?? base64?.deviceType,
    device_os: textToken(pieces, 'DevOS'),
    command: logged.method?.toUpperCase() === 'OPTIONS' ? 'OPTIONS' : (command ?? base64?.command),
    protocol_version: protocolVersion(version) ?? old?.version ?? base64?.protocolVersion,
    heartbeat_s: positive(numberToken(pieces, 'Hb') ?? old?.heartbeat),
    policy_key: textOfNumber(numberToken(pieces, 'Pk')) ?? base64?.policyKey,
    policy_ack: int32(numberToken(pieces, 'Pa')),
    eas_status: int32(numberToken(pieces, 'S', 'SC1')),
    error: textToken(pieces, 'Error'),
    access_state: access.state,
    access_reason: access.reason,
    smtp_address: textToken(pieces, 'SmtpAdrs'),
    mailbox_server: textToken(pieces, 'Mbx'),
    domain_controller: textToken(pieces, 'Dc'),
    proxied_to: textToken(pieces, 'PrxTo'),
    proxied_from: textToken(pieces, 'PrxFrom'),
    ldap_count: int64(numberToken(pieces, 'LdapC')),
    ldap_ms: int64(numberToken(pieces, 'LdapL')),
    rpc_count: int64(numberToken(pieces, 'RpcC')),
    rpc_ms: int64(numberToken(pieces, 'RpcL')),
    throttle_ms: int64(numberToken(pieces, 'Throttle')),
    folder_count: int64(numberToken(pieces, 'Fc')),
    log_text: query.logText === undefined ? undefined : leftover(query.logText),
    claim: parseAccount(parameter('user') ?? base64?.user ?? '').name,
  };
}

function protocolVersion(digits: string | undefined): string | undefined {
  return digits !== undefined && /^[0-9]{2,3}$/.test(digits)
    ? `${digits.slice(0, -1)}.${digits.slice(-1)}`
    : undefined;
}

const textOfNumber = (digits: string | undefined): string | undefined => digits;
const int32 = (digits: string | undefined): number | undefined => within(digits, 2n ** 31n);
const int64 = (digits: string | undefined): number | undefined => within(digits, 2n ** 63n);

function within(digits: string | undefined, limit: bigint): number | undefined {
  if (digits === undefined) return undefined;
  const value = BigInt(digits);
  return value >= -limit && value < limit ? Number(value) : undefined;
}

function positive(digits: string | undefined): number | undefined {
  const value = int32(digits);
  return value !== undefined && value > 0 ? value : undefined;
}
