import { isUtf8 } from 'node:buffer';
import { commandCodes } from './commands.ts';
import { percentDecode } from './url-decode.ts';

export interface Base64Query {
  readonly protocolVersion: string;
  readonly command?: string;
  readonly deviceId: string;
  readonly deviceType?: string;
  readonly policyKey?: string;
  readonly user?: string;
  readonly options: Readonly<Record<string, string>>;
}

/** The version bytes that MS-ASHTTP allows. */
export const base64Versions: readonly number[] = Object.freeze([121, 140, 141, 160, 161]);
const tagNames = [
  'AttachmentName',
  'CollectionId',
  'CollectionName',
  'ItemId',
  'LongId',
  'ParentId',
  'Occurrence',
  'Options',
  'User',
];

const optionsTag = tagNames.indexOf('Options');
const userTag = tagNames.indexOf('User');

/** The base64 form of the query (MS-ASHTTP 2.2.1.1.1.1); undefined where `text` does not begin with one. */
export function parseBase64Query(text: string): Base64Query | undefined {
  const bytes = bytesOf(text);
  const version = bytes[0];
  if (version === undefined || !base64Versions.includes(version)) return undefined;
  const id = counted(bytes, 4);
  if (id === undefined || id.length === 0) return undefined;
  const key = counted(bytes, 5 + id.length);
  if (key === undefined || (key.length !== 0 && key.length !== 4)) return undefined;
  const typeAt = 6 + id.length + key.length;
  const type = counted(bytes, typeAt);
  if (type === undefined) return undefined;
  const options = tagged(bytes, typeAt + 1 + type.length);
  const command = commandCodes[bytes[1] ?? -1];
  return {
    protocolVersion: `${Math.floor(version / 10)}.${version % 10}`,
    ...(command === undefined ? {} : { command }),
    deviceId: printable(id),
    ...(type.length === 0 ? {} : { deviceType: printable(type) }),
    ...(key.length === 0 ? {} : { policyKey: String(key.readUInt32LE(0)) }),
    ...(options['User'] === undefined ? {} : { user: options['User'] }),
    options,
  };
}

/** The bytes of as much of `text` as is base64; what a server or proxy put behind it is no part of it. */
function bytesOf(text: string): Buffer {
  const digits = /^[A-Za-z0-9+/]*/.exec(percentDecode(text))?.[0] ?? '';
  return Buffer.from(digits.slice(0, digits.length - (digits.length % 4 === 1 ? 1 : 0)), 'base64');
}

/** The bytes after a length byte at `at`; undefined where they do not all lie in the text. */
function counted(bytes: Buffer, at: number): Buffer | undefined {
  const length = bytes[at];
  if (length === undefined || at + 1 + length > bytes.length) return undefined;
  return bytes.subarray(at + 1, at + 1 + length);
}

function tagged(bytes: Buffer, from: number): Record<string, string> {
  const options: Record<string, string> = {};
  for (let at = from; ;) {
    const value = counted(bytes, at + 1);
    const tag = bytes[at];
    if (value === undefined || tag === undefined) return options;
    options[tagNames[tag] ?? `Tag${tag}`] ??= optionText(tag, value);
    at += 2 + value.length;
  }
}

function optionText(tag: number, value: Buffer): string {
  if (tag === userTag) return name(value);
  if (tag !== optionsTag) return printable(value);
  const bits = value[0] ?? 0;
  const names = [bits & 1 ? 'SaveInSent' : '', bits & 2 ? 'AcceptMultiPart' : ''];
  return names.filter((name) => name !== '').join(', ') || String(bits);
}

/** UTF-8 without control characters, else hexadecimal. */
function name(bytes: Buffer): string {
  const isText = isUtf8(bytes) && bytes.every((byte) => byte >= 0x20 && byte !== 0x7f);
  return isText ? bytes.toString('utf8') : printable(bytes);
}

/** Text where it is printable ASCII, else hexadecimal (a device id may be a raw GUID). */
function printable(bytes: Buffer): string {
  const isText = bytes.every((byte) => byte >= 0x20 && byte <= 0x7e);
  return isText ? bytes.toString('latin1') : bytes.toString('hex').toUpperCase();
}
