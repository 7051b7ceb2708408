import { parseAccessState } from '../eas/access-state.ts';
import { parseBase64Query } from '../eas/base64-query.ts';
import { commands } from '../eas/commands.ts';
import { simpleLower } from '../eas/lower.ts';
import { backStemPattern, easStemPattern, trafficPatterns } from '../eas/traffic.ts';
import { urlDecode } from '../eas/url-decode.ts';

// What is found out once about a value and then remembered by its bytes (`ByteCache`).

export const isEasFlag = 1;
export const isBackFlag = 2;
export const isMobileFlag = 4;
export const isWebFlag = 8;

const stemFlagsOf: readonly (readonly [flag: number, pattern: RegExp])[] = [
  [isEasFlag, new RegExp(easStemPattern)],
  [isBackFlag, new RegExp(backStemPattern)],
  [isMobileFlag, new RegExp(trafficPatterns.mobile)],
  [isWebFlag, new RegExp(trafficPatterns.web)],
];

/** Midnight of `2024-05-01` in seconds since 1970; NaN where there is no such day. */
export function dayStart(text: string): number {
  const day = new Date(`${text}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text);
  return isDay ? day.getTime() / 1000 : NaN;
}

/** What a stem says, as `isEasFlag` and the others. */
export function stemFlags(stem: string): number {
  const lower = simpleLower(stem);
  return stemFlagsOf.reduce((sum, [flag, pattern]) => sum | (pattern.test(lower) ? flag : 0), 0);
}

const bySpelling = new Map(commands.map((name) => [name.toLowerCase(), name]));

/** The command in its canonical spelling; undefined for one nobody knows. */
export function commandBytes(raw: string): Buffer | undefined {
  const command = bySpelling.get(raw.toLowerCase());
  return command === undefined ? undefined : Buffer.from(command);
}

/** `141` -> `14.1`. */
export function versionBytes(digits: string): Buffer | undefined {
  if (!/^[0-9]{2,3}$/.test(digits)) return undefined;
  return Buffer.from(`${digits.slice(0, -1)}.${digits.slice(-1)}`);
}

/** State and reason as two values. */
export function accessBytes(token: string): Buffer | undefined {
  const { state, reason } = parseAccessState(urlDecode(token));
  if (state === undefined || /[^\x20-\x7e]|^-$/.test(`${state}${reason ?? ''}`)) return undefined;
  return Buffer.from(`${state}\u0001${reason ?? '-'}`);
}

/** A base64 query (MS-ASHTTP 2.2.1.1.1.1), its values as they are written. */
export interface Base64Bytes {
  readonly deviceId: Buffer;
  readonly deviceType: Buffer | undefined;
  readonly command: Buffer | undefined;
  readonly protocolVersion: Buffer;
  readonly policyKey: Buffer | undefined;
  readonly hasUser: boolean;
  /** All of it that tells one row of `request_clients` from another. */
  readonly client: string;
  /** Stands for the command, 0 for none; below 32. */
  readonly commandNo: number;
  /** A value would be read as none. */
  readonly isOdd: boolean;
}

/** Reads a base64 query; undefined where `text` is none. */
export function base64Bytes(text: string): Base64Bytes | undefined {
  const query = parseBase64Query(text);
  if (query === undefined) return undefined;
  const { protocolVersion: version, user } = query;
  const hasUser = user !== undefined;
  const bytesOf = (value: string | undefined): Buffer | undefined =>
    value === undefined ? undefined : Buffer.from(value);
  return {
    deviceId: Buffer.from(query.deviceId),
    deviceType: bytesOf(query.deviceType),
    command: bytesOf(query.command),
    protocolVersion: Buffer.from(version),
    policyKey: bytesOf(query.policyKey),
    hasUser,
    client: JSON.stringify([query.deviceId, query.deviceType, query.policyKey, version, hasUser]),
    commandNo: query.command === undefined ? 0 : commands.indexOf(query.command) + 1,
    isOdd: query.deviceId === '-' || query.deviceType === '-',
  };
}
