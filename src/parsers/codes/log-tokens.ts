import { parseAccessState } from '../eas/access-state.ts';
import { canonicalCommand } from '../eas/commands.ts';
import { parse2003, parseLogText } from '../eas/log-text.ts';
import { logTokens, type LogToken } from '../eas/tokens.ts';
import { urlDecode } from '../eas/url-decode.ts';
import type { Code } from './code.ts';
import { accessReasonCodes, accessStateCodes, errorNames } from './errors.ts';
import { commandStatus, inList } from './numbers.ts';
import { commonStatuses } from './status.ts';

/** Every token that is known, by name. */
export const tokenByName: ReadonlyMap<string, LogToken> = new Map(
  logTokens.map((token) => [token.name, token]),
);

const inNames = (codes: readonly Code[], name: string): Code[] =>
  codes.filter((code) => code.name?.toLowerCase() === name.toLowerCase());

/** A pasted log text, or a query that holds one, token by token. */
export function logText(text: string): readonly Code[] | undefined {
  const after = /(?:^|[?&\s])Log=(\S*)/i.exec(text)?.[1];
  const isBare = /^[A-Za-z0-9]+[^\s_]*_\S*$/.test(text) || parse2003(text) !== undefined;
  const log = after ?? (isBare ? text : undefined);
  if (log === undefined) return undefined;
  const old = parse2003(log);
  if (old) return counters2003(log);
  const known = parseLogText(log).filter(({ name }) => tokenByName.has(name));
  if (after === undefined && known.length < 2) return undefined;
  const command = canonicalCommand(/(?:^|[?&\s])Cmd=(\w*)/i.exec(text)?.[1] ?? '');
  return parseLogText(log.replace(/&.*$/s, '')).flatMap(({ name, value }) => [
    ...explainToken(name, urlDecode(value)),
    ...statusOf(command, name, value),
  ]);
}

/** What a status token says of the command that the query names; common ones are explained with the token. */
function statusOf(command: string | undefined, name: string, value: string): readonly Code[] {
  const isOwn = isStatus(name) && /^\d{1,2}$/.test(value) && value !== '1';
  return isOwn && command !== undefined ? commandStatus(command, value) : [];
}

/** Exchange writes the status of a command under either name. */
function isStatus(name: string): boolean {
  return name === 'S' || name === 'SC1';
}

/** One token with its value, which may be empty. */
export function explainToken(name: string, value: string): Code[] {
  const token: LogToken | undefined = tokenByName.get(name);
  const code = value === '' ? name : `${name}:${value}`;
  if (token === undefined) {
    return [
      { kind: 'token', code, meaning: 'A token that is not known; it is kept in log_tokens.' },
    ];
  }
  const detail = detailOf(name, value);
  return [
    {
      kind: 'token',
      code,
      meaning: [token.meaning, detail?.meaning].filter(Boolean).join(' '),
      ...(detail?.action === undefined ? {} : { action: detail.action }),
    },
  ];
}

/** What the value of a token means, where it is a code itself. */
function detailOf(name: string, value: string): { meaning: string; action?: string } | undefined {
  if (name === 'As') return accessDetail(value);
  if (name === 'Error') return inList(errorNames, value)[0] ?? inNames(commonStatuses, value)[0];
  if (isStatus(name)) {
    return value === '1' ? { meaning: '1 = success.' } : inList(commonStatuses, value)[0];
  }
  if (name === 'Hb' && /^\d+$/.test(value)) {
    const seconds = Number(value);
    const judged =
      seconds <= 540
        ? 'That is short (540 s or less): connections are being cut, or the device has just begun.'
        : 'That is long enough to leave the alarm silent.';
    return { meaning: `${value} s = ${(seconds / 60).toFixed(1)} minutes. ${judged}` };
  }
  if ((name === 'V' || name === 'Ver1') && /^\d{2,3}$/.test(value)) {
    return { meaning: `${value} = version ${value.slice(0, -1)}.${value.slice(-1)}.` };
  }
  return undefined;
}

function accessDetail(value: string): { meaning: string; action?: string } | undefined {
  const { state, reason } = parseAccessState(value);
  const known = [
    inList(accessStateCodes, state ?? '')[0],
    inList(accessReasonCodes, reason ?? '')[0],
  ];
  const meaning = known.flatMap((code) =>
    code === undefined ? [] : [`${code.code}: ${code.meaning}`],
  );
  if (meaning.length === 0) return undefined;
  if (reason !== undefined && known[1] === undefined) {
    meaning.push(`${reason}: letters of a reason that are not known.`);
  }
  const action = known[1]?.action ?? known[0]?.action;
  return { meaning: meaning.join(' '), ...(action === undefined ? {} : { action }) };
}

function counters2003(log: string): readonly Code[] {
  const { version, heartbeat } = parse2003(log) ?? {};
  const parts = [
    `Counters of Exchange 2003, by position: version${version === undefined ? '' : ` (${version})`}, class (Em, Co, Ca), kind (N none, S normal, R recovery, F first),`,
    'C: and S: = adds, changes, deletes, fetches (server: soft deletes) of client and server, P: = numbers each followed by its letter.',
    heartbeat === undefined || heartbeat === '0' ? '' : `H = heartbeat of ${heartbeat} s.`,
  ];
  return [{ kind: 'token', code: log, meaning: parts.filter(Boolean).join(' ') }];
}

/** `AllowedG`: a state with the letters of its reason. */
export function accessLetters(text: string): readonly Code[] | undefined {
  const { state, reason } = parseAccessState(text);
  const isStateWithLetters =
    state !== text && reason !== undefined && /^[A-Z]\w{0,30}$/.test(reason);
  if (!isStateWithLetters) return undefined;
  return explainToken('As', text);
}
