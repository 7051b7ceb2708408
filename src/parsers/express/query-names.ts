import { folderToken, startTokens, wholeTokens } from '../eas/transfers.ts';

/** Where the values of a query lie: parameters first, then the tokens of its log text. Below 32. */
export const slot = Object.freeze({
  user: 0,
  deviceId: 1,
  deviceType: 2,
  command: 3,
  log: 4,
  requestId: 5,
  version: 6,
  status: 7,
  heartbeat: 8,
  policyKey: 9,
  policyAck: 10,
  access: 11,
  smtpAddress: 12,
  mailboxServer: 13,
  domainController: 14,
  proxiedTo: 15,
  proxiedFrom: 16,
  error: 17,
  deviceOs: 18,
  ldapCount: 19,
  ldapMs: 20,
  rpcCount: 21,
  rpcMs: 22,
  throttleMs: 23,
  folderCount: 24,
  correlation: 25,
  arrLogId: 26,
});

/** Parameters by their names in lower case, of up to 16 letters. */
export const parameterSlots: Readonly<Record<string, number>> = {
  user: slot.user,
  deviceid: slot.deviceId,
  devicetype: slot.deviceType,
  cmd: slot.command,
  cafereqid: slot.requestId,
  correlationid: slot.correlation,
  'x-arr-log-id': slot.arrLogId,
};

// Tokens that are a number, and those that are a text after a colon (tokens.ts): up to 8 letters, or
// up to 7 and `1`.
const numberTokens: Readonly<Record<string, number>> = {
  V: slot.version,
  Ver1: slot.version,
  S: slot.status,
  SC1: slot.status,
  Hb: slot.heartbeat,
  Pk: slot.policyKey,
  Pa: slot.policyAck,
  LdapC: slot.ldapCount,
  LdapL: slot.ldapMs,
  RpcC: slot.rpcCount,
  RpcL: slot.rpcMs,
  Throttle: slot.throttleMs,
  Fc: slot.folderCount,
};
const textTokens: Readonly<Record<string, number>> = {
  As: slot.access,
  SmtpAdrs: slot.smtpAddress,
  Mbx: slot.mailboxServer,
  Dc: slot.domainController,
  PrxTo: slot.proxiedTo,
  PrxFrom: slot.proxiedFrom,
  Error: slot.error,
  DevOS: slot.deviceOs,
};

/** Tokens by their kinds, as `kernel/names.ts` numbers these from 1. */
export const tokenKinds: readonly Readonly<Record<string, number>>[] = [
  numberTokens,
  textTokens,
  Object.fromEntries(wholeTokens.map((name) => [name, 0])),
  { [folderToken]: 0 },
  Object.fromEntries(Object.entries(startTokens).map(([name, text]) => [name, text.charCodeAt(0)])),
];

/** Number tokens that are columns of the facts, in the order of these. */
export const numberColumns: readonly (readonly [place: number, column: string])[] = [
  [slot.heartbeat, 'heartbeat_s'],
  [slot.policyAck, 'policy_ack'],
  [slot.status, 'eas_status'],
  [slot.ldapCount, 'ldap_count'],
  [slot.ldapMs, 'ldap_ms'],
  [slot.rpcCount, 'rpc_count'],
  [slot.rpcMs, 'rpc_ms'],
  [slot.throttleMs, 'throttle_ms'],
  [slot.folderCount, 'folder_count'],
];

/** What of a query tells one row of `request_clients` from another. */
export const clientSlots: readonly number[] = [
  ...[slot.user, slot.deviceId, slot.deviceType, slot.version, slot.policyKey, slot.access],
  ...[slot.smtpAddress, slot.deviceOs],
];

/** Tokens that are columns of `request_endpoints`. */
export const endpointTokens: readonly (readonly [place: number, column: string])[] = [
  [slot.mailboxServer, 'mailbox_server'],
  [slot.domainController, 'domain_controller'],
  [slot.proxiedTo, 'proxied_to'],
  [slot.proxiedFrom, 'proxied_from'],
  [slot.error, 'error'],
];
