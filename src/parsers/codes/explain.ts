import { commands } from '../eas/commands.ts';
import { logTokens } from '../eas/tokens.ts';
import { urlDecode } from '../eas/url-decode.ts';
import { nearest } from '../../support/suggest.ts';
import type { Code, CodeKind } from './code.ts';
import { commandStatuses } from './command-status.ts';
import { policyStates, wipeStates } from './device-states.ts';
import { accessReasonCodes, accessStateCodes, errorNames } from './errors.ts';
import { events } from './events.ts';
import { httpStatuses, substatuses } from './http.ts';
import { accessLetters, explainToken, logText, tokenByName } from './log-tokens.ts';
import { commandStatus, event, hexadecimal, http, inList, statuses, win32 } from './numbers.ts';
import { sentence } from './sentence.ts';
import { policySettings } from './settings.ts';
import { commonStatuses } from './status.ts';
import { supportCodes } from './support.ts';
import { win32Codes } from './win32.ts';

export interface Explanation {
  /** What was asked, as typed. */
  readonly input: string;
  /** Every meaning it can have, the likeliest first; empty where nothing is known of it. */
  readonly meanings: readonly Code[];
  /** A name that is near, where nothing was found. */
  readonly suggestion?: string;
}

// More than any screen or log text holds; a longer text is read so far.
const longest = 8_000;

/** Explains one argument of `easel explain`: a code, a name, a `Log=` text or a whole sentence. */
export function explain(input: string): Explanation {
  const text = input.trim().slice(0, longest);
  const meanings = unique(
    text === '' ? [] : (firstOf(text, [logText, qualified, single, sentence, errorToken]) ?? []),
  );
  if (meanings.length > 0) return { input, meanings };
  const suggestion = text === '' ? undefined : nearest(text.slice(0, 80), knownNames);
  return { input, meanings, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Words of a command line that belong together: `Ping 5`, `event 3033`, `HTTP 401`. */
export function joinWords(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const next = words[i + 1];
    const opens = [...commands, ...Object.keys(kinds)].some(
      (name) => name.toLowerCase() === word.toLowerCase(),
    );
    if (opens && next !== undefined && /^(?:0x)?[0-9a-f]+(?:\.\d+)?$/i.test(next)) {
      joined.push(`${word} ${next}`);
      i++;
    } else {
      joined.push(word);
    }
  }
  return joined;
}

/** The codes of an argument that holds several and nothing else: `449, 86000C2B and Sync:3`; else the argument. */
export function listedCodes(argument: string): string[] {
  const text = argument.trim().slice(0, longest);
  const words = text.split(/[\s,;]+/).filter((word) => !/^(?:and|or|[&+/]|)$/i.test(word));
  const codes = joinWords(words);
  const isWhole = firstOf(text, [logText, qualified, single]) !== undefined;
  const isList = /\d/.test(text) && codes.every((code) => firstOf(code, [qualified, single]));
  return codes.length > 1 && isList && !isWhole ? codes : [argument];
}

/** Everything that has a name, for lists and suggestions. */
const allCodes: readonly Code[] = [
  ...errorNames,
  ...accessStateCodes,
  ...accessReasonCodes,
  ...commonStatuses,
  ...commandStatuses,
  ...supportCodes,
  ...httpStatuses,
  ...substatuses,
  ...win32Codes,
  ...policySettings,
  ...policyStates,
  ...wipeStates,
];
const knownNames = [
  ...new Set([
    ...logTokens.map(({ name }) => name),
    ...commands,
    ...[
      errorNames,
      accessStateCodes,
      accessReasonCodes,
      policySettings,
      policyStates,
      wipeStates,
    ].flatMap((codes) => codes.map(({ code }) => code)),
    ...[commonStatuses, win32Codes].flatMap((codes) => codes.map(({ name }) => name ?? '')),
  ]),
];

function firstOf(
  text: string,
  readers: readonly ((text: string) => readonly Code[] | undefined)[],
): readonly Code[] | undefined {
  for (const reader of readers) {
    const found = reader(text);
    if (found !== undefined && found.length > 0) return found;
  }
  return undefined;
}

function unique(codes: readonly Code[]): Code[] {
  return [...new Map(codes.map((code) => [`${code.kind} ${code.code}`, code])).values()];
}

const kinds: Readonly<Record<string, CodeKind>> = {
  http: 'http',
  status: 'status',
  'eas-status': 'status',
  eas: 'status',
  win32: 'win32',
  'sc-win32-status': 'win32',
  event: 'event',
  'event-id': 'event',
  eventid: 'event',
  support: 'support',
  token: 'token',
  error: 'error',
  as: 'access',
  access: 'access',
  setting: 'setting',
  policy: 'setting',
};

// `win32:64`, `Sync:3`, `Ping 5`, `event 3033`, `HTTP 449`, `As:AllowedG`, `Hb:480`.
function qualified(text: string): readonly Code[] | undefined {
  const match = /^([A-Za-z][A-Za-z0-9-]*)(?:\s*[:=#]\s*|\s+)(\S+)$/.exec(text);
  if (!match) return undefined;
  const [, left = '', value = ''] = match;
  const command = [...commands, 'Policy', 'RemoteWipe'].find(
    (name) => name.toLowerCase() === left.toLowerCase(),
  );
  if (command !== undefined && /^\d+$/.test(value)) return commandStatus(command, value);
  const kind = kinds[left.toLowerCase()];
  if (kind !== undefined && (left !== 'As' || kind !== 'access')) return ofKind(kind, value);
  const token = tokenByName.get(left);
  return token === undefined ? undefined : explainToken(left, urlDecode(value));
}

function ofKind(kind: CodeKind, value: string): readonly Code[] | undefined {
  switch (kind) {
    case 'http':
      return http(value);
    case 'status':
      return statuses(value);
    case 'win32':
      return win32(value);
    case 'event':
      return event(value);
    case 'support':
      return hexadecimal(value);
    case 'token':
      return explainToken(/^[A-Za-z]+1?/.exec(value)?.[0] ?? value, '');
    case 'access':
      return accessLetters(value) ?? named(value);
    default:
      return named(value);
  }
}

function named(text: string): readonly Code[] | undefined {
  const lower = text.toLowerCase();
  const exact = allCodes.filter(
    ({ code, name }) => code.toLowerCase() === lower || name?.toLowerCase() === lower,
  );
  const command = commands.find((name) => name.toLowerCase() === lower);
  const own: Code[] =
    command === undefined
      ? []
      : [
          { kind: 'command', code: command, meaning: `A command of ActiveSync. Its statuses:` },
          ...commandStatuses.filter(({ code }) => code.startsWith(`${command}:`)),
        ];
  const found = [...exact, ...own];
  return found.length > 0 ? found : undefined;
}

// One word or number without a hint what it is: every meaning, by kind.
function single(text: string): readonly Code[] | undefined {
  if (/\s/.test(text)) return undefined;
  if (/^(?:0x)?[0-9a-f]{8}$/i.test(text) && !/^\d{8}$/.test(text)) return hexadecimal(text);
  if (/^\d{3}[./]\d{1,3}$/.test(text)) return http(text);
  if (/^-?\d+$/.test(text)) return bareNumber(text);
  if (/^0x[0-9a-f]{1,7}$/i.test(text)) return win32(text);
  const letters = accessLetters(text);
  if (letters !== undefined) return letters;
  const token = tokenByName.get(text) ? explainToken(text, '') : [];
  const name = named(text) ?? [];
  if (token.length + name.length > 0) return [...token, ...name];
  const withValue = /^([A-Za-z]+)(-?\d+)$/.exec(text);
  if (withValue && tokenByName.has(withValue[1] ?? '')) {
    return explainToken(withValue[1] ?? '', withValue[2] ?? '');
  }
  return undefined;
}

/** `Error:ADOperationException`: a name of which only the token is known. */
function errorToken(text: string): readonly Code[] | undefined {
  const name = /^Error:(\w+)$/.exec(text)?.[1];
  return name === undefined ? undefined : explainToken('Error', name);
}

function bareNumber(text: string): readonly Code[] | undefined {
  const lists = [httpStatuses, commonStatuses, win32Codes, events];
  const known = lists.flatMap((codes) => inList(codes, text));
  const byCommand = /^\d{1,2}$/.test(text)
    ? commandStatuses.filter(({ code }) => code.endsWith(`:${text}`))
    : [];
  if (known.length + byCommand.length > 0) return [...known, ...byCommand];
  if (/^\d{8}$/.test(text) && /^8[05678]/.test(text)) return hexadecimal(text);
  if (/^[1-5]\d\d$/.test(text)) return statuses(text) ?? http(text);
  return win32(text);
}
