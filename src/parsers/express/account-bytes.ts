import { probes } from '../eas/probes.ts';
import { type ByteRow, decodeInto } from './byte-row.ts';

const backslash = 92;
const slash = 47;
const at = 64;
const question = 63;
const separator = 1;
const minus = 45;

const longest = 1024;

/** Letters, digits, `.`, `_` and `-`. */
function inDomain(byte: number): boolean {
  const lower = byte | 32;
  return (
    (lower >= 97 && lower <= 122) ||
    (byte >= 48 && byte <= 57) ||
    byte === minus ||
    byte === 46 ||
    byte === 95
  );
}

/** An account cut into domain and name, as `parseAccount` does it, in a buffer of its own. */
export class AccountBytes {
  readonly #bytes = Buffer.alloc(longest + 8);
  #nameFrom = 0;
  #nameTo = 0;
  #domainFrom = 0;
  #domainTo = 0;

  /** False where the account is not plain ASCII, was not authenticated, or is nobody's. */
  read(bytes: Buffer, from: number, to: number): boolean {
    if (to - from > longest) return false;
    const own = this.#bytes;
    const end = decodeInto(own, 0, bytes, from, to);
    if (end <= 0 || own[end - 1] === question) return false;
    let mayBeDomain = true;
    let domainTo = 0;
    let nameFrom = 0;
    let lastAt = -1;
    for (let i = 0; i < end; i++) {
      const byte = own[i] ?? 0;
      if (byte >= 128) return false;
      const isSlash = byte === slash;
      const ends =
        nameFrom === 0
          ? byte === backslash || (isSlash && mayBeDomain)
          : nameFrom === i && (byte === backslash || isSlash);
      if (ends) {
        if (nameFrom === 0) domainTo = i;
        nameFrom = i + 1;
        lastAt = -1;
      } else if (byte === at) lastAt = i;
      mayBeDomain &&= inDomain(byte);
    }
    this.#nameFrom = nameFrom;
    this.#nameTo = lastAt < 0 ? end : lastAt;
    this.#domainFrom = nameFrom > 0 || lastAt < 0 ? 0 : lastAt + 1;
    this.#domainTo = nameFrom > 0 ? domainTo : lastAt < 0 ? 0 : end;
    for (let i = this.#nameFrom; i < this.#nameTo; i++) {
      const byte = own[i] ?? 0;
      if (byte >= 65 && byte <= 90) own[i] = byte | 32;
    }
    return this.#nameTo > this.#nameFrom && !this.#isOneMinus() && !this.#isAnonymous();
  }

  /** `-` would be read as no value. */
  #isOneMinus(): boolean {
    const own = this.#bytes;
    return (
      (this.#nameTo - this.#nameFrom === 1 && own[this.#nameFrom] === minus) ||
      (this.#domainTo - this.#domainFrom === 1 && own[this.#domainFrom] === minus)
    );
  }

  #isAnonymous(): boolean {
    return (
      this.#nameTo - this.#nameFrom === 9 &&
      this.#bytes.toString('latin1', this.#nameFrom, this.#nameTo) === 'anonymous'
    );
  }

  hasSameName(other: AccountBytes): boolean {
    const length = this.#nameTo - this.#nameFrom;
    if (length !== other.#nameTo - other.#nameFrom) return false;
    for (let i = 0; i < length; i++) {
      if (this.#bytes[this.#nameFrom + i] !== other.#bytes[other.#nameFrom + i]) return false;
    }
    return true;
  }

  isProbe(): boolean {
    return beginsProbe(userProbes, this.#bytes, this.#nameFrom, this.#nameTo);
  }

  putName(row: ByteRow): void {
    row.raw(this.#bytes, this.#nameFrom, this.#nameTo);
  }

  putDomain(row: ByteRow): void {
    if (this.#domainTo === this.#domainFrom) row.none();
    else row.raw(this.#bytes, this.#domainFrom, this.#domainTo);
  }
}

const textsOf = (where: 'user' | 'device'): readonly Uint8Array[] =>
  probes.filter((probe) => probe.where === where).map(({ text }) => Buffer.from(text));
const userProbes = textsOf('user');
const deviceProbes = textsOf('device');

function beginsProbe(
  texts: readonly Uint8Array[],
  bytes: Uint8Array,
  from: number,
  to: number,
): boolean {
  for (const text of texts) {
    if (to - from < text.length) continue;
    let i = 0;
    while (i < text.length && lower(bytes[from + i] ?? 0) === text[i]) i++;
    if (i === text.length) return true;
  }
  return false;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte | 32 : byte;
}

/** Whether a value already written to `out`, up to the 0x01 before `end`, names a tester's device. */
export function isProbeDevice(out: Buffer, from: number, end: number): boolean {
  const to = out[end - 1] === separator ? end - 1 : end;
  return beginsProbe(deviceProbes, out, from, to);
}
