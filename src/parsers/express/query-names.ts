/** Where the values of a query lie: parameters first, then the tokens of its log text. */
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
});
export const slotCount = 26;

const parameterSlots: Readonly<Record<string, number>> = {
  user: slot.user,
  deviceid: slot.deviceId,
  devicetype: slot.deviceType,
  cmd: slot.command,
  cafereqid: slot.requestId,
  correlationid: slot.correlation,
};

// Tokens that are a number, and those that are a text after a colon (tokens.ts).
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

export interface TokenName {
  readonly bytes: Uint8Array;
  readonly slot: number;
  readonly isNumber: boolean;
}

const buckets = 1024;
/** The hash of a name, letter by letter. */
export const step = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;

const table = new Array<TokenName[] | undefined>(buckets);
for (const [names, isNumber] of [[numberTokens, true] as const, [textTokens, false] as const]) {
  for (const [name, place] of Object.entries(names)) {
    const bytes = Buffer.from(name);
    const at = bytes.reduce(step, 0) & (buckets - 1);
    (table[at] ??= []).push({ bytes, slot: place, isNumber });
  }
}

/** The token of this name that has a column. */
export function nameAt(
  bytes: Buffer,
  from: number,
  length: number,
  hash: number,
): TokenName | undefined {
  const names = table[hash & (buckets - 1)];
  if (names === undefined) return undefined;
  for (const name of names) {
    if (name.bytes.length !== length) continue;
    let i = 0;
    while (i < length && name.bytes[i] === bytes[from + i]) i++;
    if (i === length) return name;
  }
  return undefined;
}

const parameterNames = Object.entries(parameterSlots).map(([name, place]) => ({
  bytes: Buffer.from(name),
  slot: place,
}));

/** The slot of the parameter whose name lies there, in any case; -1 for others. */
export function parameterPlace(bytes: Buffer, from: number, to: number): number {
  for (const name of parameterNames) {
    if (name.bytes.length !== to - from) continue;
    let i = 0;
    while (i < name.bytes.length && ((bytes[from + i] ?? 0) | 32) === name.bytes[i]) i++;
    if (i === name.bytes.length) return name.slot;
  }
  return -1;
}
