import type { Code } from './code.ts';
import { commandStatuses } from './command-status.ts';
import { events } from './events.ts';
import { httpStatuses, substatuses } from './http.ts';
import { commonStatuses } from './status.ts';
import { explainSupportCode, supportCodes } from './support.ts';
import { win32Codes } from './win32.ts';

/** The codes of a list with this number or name. */
export const inList = (codes: readonly Code[], code: string): Code[] =>
  codes.filter((one) => one.code === code);

/** `Ping`, `5` -> what that status says after that command. */
export function commandStatus(command: string, value: string): readonly Code[] {
  const known = inList(commandStatuses, `${command}:${value}`);
  if (known.length > 0) return known;
  const common = inList(commonStatuses, value);
  if (common.length > 0) return common;
  return [
    {
      kind: 'status',
      code: `${command}:${value}`,
      meaning: `Not a status of ${command} with a published meaning. 1 to 99 belong to the command, 101 to 184 to all of them.`,
      action:
        "Look at the error token of the request and at the server's event log of that minute.",
    },
  ];
}

/** `401`, `401.2`, `401/2`, `403.501`. */
export function http(value: string): readonly Code[] | undefined {
  const match = /^([1-5]\d\d)(?:[./](\d{1,3}))?$/.exec(value);
  if (!match) return undefined;
  const [, status = '', sub] = match;
  const whole = inList(httpStatuses, status);
  const part = sub === undefined ? [] : inList(substatuses, `${status}.${sub}`);
  if (whole.length + part.length > 0) return [...part, ...whole];
  const families = [
    'information',
    'success',
    'a redirection',
    'an error of the client',
    'an error of the server',
  ];
  return [
    {
      kind: 'http',
      code: value,
      meaning: `Not a status that ActiveSync gives a meaning of its own. ${status.charAt(0)}xx: ${families[Number(status.charAt(0)) - 1] ?? ''}.`,
    },
  ];
}

/** A status without its command: the common one, else every command's. */
export function statuses(value: string): readonly Code[] | undefined {
  if (!/^\d{1,3}$/.test(value)) return undefined;
  const common = inList(commonStatuses, value);
  if (common.length > 0) return common;
  const byCommand = commandStatuses.filter(({ code }) => code.endsWith(`:${value}`));
  if (byCommand.length > 0) return byCommand;
  const number = Number(value);
  return number >= 101 && number <= 184
    ? [
        {
          kind: 'status',
          code: value,
          meaning: 'A common status (101 to 184) whose meaning is not published.',
        },
      ]
    : undefined;
}

/** sc-win32-status, decimal (signed or not) or hexadecimal. */
export function win32(value: string): readonly Code[] | undefined {
  const number = /^0x[0-9a-f]{1,8}$/i.test(value)
    ? BigInt(value)
    : /^-?\d{1,20}$/.test(value)
      ? BigInt(value)
      : undefined;
  if (number === undefined) return undefined;
  const unsigned = number < 0n && number >= -(2n ** 31n) ? number + 2n ** 32n : number;
  const known = inList(win32Codes, String(unsigned));
  if (known.length > 0) return known;
  const hex = unsigned.toString(16).toUpperCase().padStart(8, '0');
  const low =
    hex.length === 8 && hex.startsWith('8007')
      ? inList(win32Codes, String(unsigned & 0xffffn))
      : [];
  const family = hex.length === 8 ? explainSupportCode(hex) : undefined;
  if (low.length > 0) return low;
  if (family) return [family];
  const range =
    unsigned >= 2n ** 32n
      ? 'Larger than any win32 code (32 bits): the log has been altered, or it is another column.'
      : unsigned >= 12000n && unsigned < 12200n
        ? 'A win32 code of 12000 to 12199: an error of the Internet functions.'
        : unsigned >= 10000n && unsigned < 12000n
          ? 'A win32 code of 10000 to 11999: an error of Windows Sockets.'
          : 'A win32 code without an entry here.';
  return [
    {
      kind: 'win32',
      code: value,
      meaning: range,
      ...(unsigned < 2n ** 32n
        ? { action: `On Windows: net helpmsg ${unsigned} (or certutil -error ${unsigned}).` }
        : {}),
    },
  ];
}

/** The id of an event. */
export function event(value: string): readonly Code[] | undefined {
  if (!/^\d{1,5}$/.test(value)) return undefined;
  const known = inList(events, value);
  if (known.length > 0) return known;
  const number = Number(value);
  const from =
    number >= 3000 && number < 3100
      ? 'An event of Server ActiveSync (Exchange 2003) without an entry here.'
      : number >= 1000 && number < 1100
        ? 'An event of MSExchange ActiveSync (2007 and later) without an entry here.'
        : 'An event without an entry here.';
  return [
    {
      kind: 'event',
      code: value,
      meaning: from,
      action: 'Read its text in the event log of the server.',
    },
  ];
}

/** Eight hexadecimal digits, as devices show them. */
export function hexadecimal(value: string): readonly Code[] | undefined {
  const hex = /^(?:0x)?([0-9a-f]{8})$/i.exec(value)?.[1];
  if (hex === undefined) return undefined;
  const support = explainSupportCode(hex);
  const low = hex.toUpperCase().startsWith('8007')
    ? inList(win32Codes, String(Number.parseInt(hex.slice(4), 16)))
    : [];
  const same = inList(win32Codes, String(Number.parseInt(hex, 16)));
  // What a family says is less than the Windows error that the code is made of.
  const says = low.length === 0 || (support && supportCodes.includes(support));
  const found = [...same, ...(support && same.length === 0 && says ? [support] : []), ...low];
  return found.length > 0
    ? found
    : [
        {
          kind: 'support',
          code: `0x${hex.toUpperCase()}`,
          meaning: 'A code of 32 bits of no family that is known here.',
          action: 'Look up what the server logged for the device at that time.',
        },
      ];
}
