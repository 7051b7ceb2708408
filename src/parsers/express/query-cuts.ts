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
});
const slotCount = 25;

const parameterSlots: Readonly<Record<string, number>> = {
  user: slot.user,
  deviceid: slot.deviceId,
  devicetype: slot.deviceType,
  cmd: slot.command,
  cafereqid: slot.requestId,
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

interface Name {
  readonly bytes: Uint8Array;
  readonly slot: number;
  readonly isNumber: boolean;
}

const buckets = 1024;
const hashOf = (length: number, first: number, second: number, last: number): number =>
  (length * 37 + first * 5 + second * 11 + last * 71) & (buckets - 1);

function tableOf(names: readonly (readonly [string, number, boolean])[]): (Name[] | undefined)[] {
  const table = new Array<Name[] | undefined>(buckets);
  for (const [name, place, isNumber] of names) {
    const bytes = Buffer.from(name);
    const second = bytes.length > 1 ? (bytes[1] ?? 0) : 0;
    const at = hashOf(bytes.length, bytes[0] ?? 0, second, bytes[bytes.length - 1] ?? 0);
    (table[at] ??= []).push({ bytes, slot: place, isNumber });
  }
  return table;
}

const tokenTable = tableOf([
  ...Object.entries(numberTokens).map(([name, place]) => [name, place, true] as const),
  ...Object.entries(textTokens).map(([name, place]) => [name, place, false] as const),
]);
const parameterNames = Object.entries(parameterSlots).map(([name, place]) => ({
  bytes: Buffer.from(name),
  slot: place,
}));
const correlation = Buffer.from('correlationid');
const logKey = Buffer.from('log');

const space = 32;
const ampersand = 38;
const equals = 61;
const underscore = 95;
const colon = 58;
const one = 49;

/**
 * Finds parameters and tokens of a query by one pass over its bytes, with the rules of
 * `parseEasQuery` and `parseLogText`. Kept between calls; nothing is copied.
 */
export class QueryCuts {
  /** Start of the value; 0 = absent (a query never stands at the very beginning of a block). */
  readonly from = new Int32Array(slotCount);
  readonly to = new Int32Array(slotCount);
  /** `CorrelationID` or `cafeReqId` is there: a front end wrote the line. */
  isFront = false;

  has(place: number): boolean {
    return this.from[place] !== 0 && (this.from[place] ?? 0) < (this.to[place] ?? 0);
  }

  /**
   * Reads a query up to the blank after it or `to`; gives its end, -1 where it is not regular: not
   * plain ASCII, or with two log texts.
   */
  read(bytes: Buffer, from: number, to: number): number {
    this.from.fill(0);
    this.isFront = false;
    let start = from;
    let key = -1;
    let i = from;
    for (; i < to; i++) {
      const byte = bytes[i] ?? 0;
      if (byte > equals) {
        if (byte >= 128) return -1;
      } else if (byte === equals) {
        if (key >= 0) continue;
        key = i;
        if (i - start === logKey.length && sameLetters(bytes, start, logKey)) {
          const end = this.#log(bytes, i + 1, to);
          if (end < 0) return -1;
          i = end - 1;
          key = -1;
          start = end;
        }
      } else if (byte === ampersand) {
        if (key >= 0) this.#parameter(bytes, start, key, i);
        start = i + 1;
        key = -1;
      } else if (byte === space) break;
    }
    if (key >= 0) this.#parameter(bytes, start, key, i);
    return i;
  }

  /** The log text from `from` on and its tokens that have a column; its end, or -1. */
  #log(bytes: Buffer, from: number, to: number): number {
    if (this.from[slot.log] !== 0) return -1;
    let start = from;
    let i = from;
    for (; i < to; i++) {
      const byte = bytes[i] ?? 0;
      if (byte === underscore) {
        if (i > start) this.#token(bytes, start, i);
        start = i + 1;
      } else if (byte === ampersand || byte === space) break;
      else if (byte >= 128) return -1;
    }
    if (i > start) this.#token(bytes, start, i);
    this.from[slot.log] = from;
    this.to[slot.log] = i;
    return i;
  }

  #parameter(bytes: Buffer, start: number, key: number, end: number): void {
    const length = key - start;
    for (const name of parameterNames) {
      if (name.bytes.length !== length || !sameLetters(bytes, start, name.bytes)) continue;
      const place = name.slot;
      if (place === slot.requestId) this.isFront = true;
      // Of cafeReqId the last counts, of the others the first.
      if (place === slot.requestId || this.from[place] === 0) {
        this.from[place] = key + 1;
        this.to[place] = end;
      }
      return;
    }
    if (length === correlation.length && sameLetters(bytes, start, correlation)) {
      this.isFront = true;
    }
  }

  #token(bytes: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end && isLetter(bytes[at] ?? 0)) at++;
    if (at === start || at - start > 8) return;
    let nameEnd = at;
    let isNamed = false;
    if (at < end) {
      const next = bytes[at];
      if (next === colon) {
        isNamed = true;
        at++;
      } else if (next === one && bytes[at + 1] === colon && at + 1 < end) {
        isNamed = true;
        nameEnd = at + 1;
        at += 2;
      }
    }
    const name = tokenNamed(bytes, start, nameEnd);
    if (name === undefined || this.from[name.slot] !== 0) return;
    const fits = name.isNumber ? isWhole(bytes, at, end) : isNamed && at < end;
    if (!fits) return;
    this.from[name.slot] = at;
    this.to[name.slot] = end;
  }
}

function isLetter(byte: number): boolean {
  const letter = byte | 32;
  return letter >= 97 && letter <= 122;
}

/** `-?[0-9]+`. */
function isWhole(bytes: Buffer, from: number, to: number): boolean {
  let at = bytes[from] === 45 ? from + 1 : from;
  if (at >= to) return false;
  for (; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 48 || byte > 57) return false;
  }
  return true;
}

function sameLetters(bytes: Buffer, from: number, lower: Uint8Array): boolean {
  for (let i = 0; i < lower.length; i++) {
    if (((bytes[from + i] ?? 0) | 32) !== lower[i]) return false;
  }
  return true;
}

function tokenNamed(bytes: Buffer, from: number, to: number): Name | undefined {
  const length = to - from;
  const second = length > 1 ? (bytes[from + 1] ?? 0) : 0;
  const names = tokenTable[hashOf(length, bytes[from] ?? 0, second, bytes[to - 1] ?? 0)];
  if (names === undefined) return undefined;
  for (const name of names) {
    if (name.bytes.length !== length) continue;
    let i = 0;
    while (i < length && name.bytes[i] === bytes[from + i]) i++;
    if (i === length) return name;
  }
  return undefined;
}
