const minus = 45;
const percent = 37;
const plus = 43;
const space = 32;
const separator = 1;

/** The value of a hexadecimal digit; -1 where `byte` is none. */
function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/**
 * Writes the values of one row as text, each followed by 0x01; `-` stands for no value. The methods
 * that may refuse give false: then the line is not regular and the caller drops the row.
 */
export class ByteRow {
  out: Buffer = Buffer.alloc(0);
  at = 0;

  none(): void {
    this.out[this.at++] = minus;
    this.out[this.at++] = separator;
  }

  /** The bytes as they are. */
  raw(bytes: Uint8Array, from: number, to: number): void {
    const { out } = this;
    let { at } = this;
    if (to - from > 48) {
      out.set(bytes.subarray(from, to), at);
      at += to - from;
    } else for (let i = from; i < to; i++) out[at++] = bytes[i] ?? 0;
    out[at++] = separator;
    this.at = at;
  }

  /** `+` is a blank. */
  spaced(bytes: Buffer, from: number, to: number): void {
    const { out } = this;
    let { at } = this;
    for (let i = from; i < to; i++) {
      const byte = bytes[i] ?? 0;
      out[at++] = byte === plus ? space : byte;
    }
    out[at++] = separator;
    this.at = at;
  }

  /** URL-decoded, as long as every escape is a printable ASCII character. */
  decoded(bytes: Buffer, from: number, to: number): boolean {
    const end = decodeInto(this.out, this.at, bytes, from, to);
    if (end < 0) return false;
    if (end === this.at + 1 && this.out[this.at] === minus) return false;
    this.out[end] = separator;
    this.at = end + 1;
    return true;
  }

  /** A whole number that is not negative. */
  number(value: number): void {
    const text = String(value);
    for (let i = 0; i < text.length; i++) this.out[this.at++] = text.charCodeAt(i);
    this.out[this.at++] = separator;
  }
}

/** `urlDecode` for the frequent case; the end in `out`, -1 where an escape is not printable ASCII. */
export function decodeInto(
  out: Buffer,
  start: number,
  bytes: Buffer,
  from: number,
  to: number,
): number {
  let at = start;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === plus) out[at++] = space;
    else if (byte !== percent) out[at++] = byte;
    else {
      if (i + 2 >= to) return -1;
      const value = (hexDigit(bytes[i + 1] ?? 0) << 4) | hexDigit(bytes[i + 2] ?? 0);
      if (value < 32 || value > 126) return -1;
      out[at++] = value;
      i += 2;
    }
  }
  return at;
}
