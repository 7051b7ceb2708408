import { commands } from '../eas/commands.ts';
import type { Code } from './code.ts';
import { policyStates, wipeStates } from './device-states.ts';
import { errorNames } from './errors.ts';
import { events } from './events.ts';
import { httpStatuses, substatuses } from './http.ts';
import { commandStatus, event, hexadecimal, http, inList, statuses, win32 } from './numbers.ts';
import { explainPhrase } from './phrases.ts';
import { policySettings } from './settings.ts';
import { commonStatuses } from './status.ts';

/** Whatever stands in a sentence: codes first, then typical words. */
export function sentence(text: string): readonly Code[] | undefined {
  const codes: Code[] = [];
  const take = (pattern: RegExp, of: (value: string) => readonly Code[] | undefined): void => {
    for (const match of text.matchAll(pattern)) codes.push(...(of(match[1] ?? '') ?? []));
  };
  take(/(?:^|[^0-9A-Za-z])(?:0x)?(8[05678][0-9a-f]{6})(?![0-9A-Za-z])/gi, hexadecimal);
  take(/(?:^|[^0-9A-Za-z])0x([0-9a-f]{8})(?![0-9A-Za-z])/gi, hexadecimal);
  // PowerShell and event logs write them as they lie in 32 bits.
  take(/(?:^|[^\w.-])(-\d{9,10})(?![\w.])/g, win32);
  take(
    /\bHTTP(?:\/\d\.\d)?(?: status| error| code| response)*[ :#=/_]*([1-5]\d\d(?:\.\d{1,3})?)\b/gi,
    http,
  );
  take(/\b(?:event|ereignis)(?:[ _-]?id)?[ :#=]*(\d{3,5})\b/gi, event);
  take(/\b(?:MSExchange|Server) ActiveSync\b[^0-9]{0,20}(\d{4})\b/gi, (value) =>
    inList(events, value),
  );
  take(/\bwin32(?:[- ]status| error| code)*[ :#=]*(\d+|0x[0-9a-f]+)\b/gi, win32);
  // Pocket PCs: what is missing to 12000, and the status of Sync.
  take(/\bINTERNET_(\d{1,3})\b/gi, (value) => win32(String(12000 + Number(value))));
  take(/\bMIS_(\d{1,2})\b/gi, (value) => commandStatus('Sync', value));
  take(/\b(\d{3}\.\d{1,3})\b/g, (value) => inList(substatuses, value));
  for (const command of [...commands, 'Policy', 'RemoteWipe']) {
    const pattern = new RegExp(
      `\\b${command}\\b[^0-9.]{0,20}(?:status|error|code|:|=)[ :#=]*(\\d{1,3})\\b`,
      'gi',
    );
    take(pattern, (value) => commandStatus(command, value));
  }
  take(/\bstatus(?: code)?[ :#=]*(\d{1,3})\b/gi, (value) =>
    codes.some(({ code }) => code.endsWith(`:${value}`) || code === value)
      ? []
      : Number(value) >= 200
        ? http(value)
        : statuses(value),
  );
  take(/\b(?:error|code|response)[ :#=]*([1-5]\d\d)\b/gi, (value) => inList(httpStatuses, value));
  for (const code of [
    ...errorNames,
    ...commonStatuses,
    ...policySettings,
    ...policyStates,
    ...wipeStates,
  ]) {
    const name = code.kind === 'status' ? code.name : code.code;
    if (name !== undefined && new RegExp(`\\b${name}\\b`).test(text)) codes.push(code);
  }
  if (codes.length === 0)
    take(/(?:^|[\s(])([1-5]\d\d)(?=\s|[.,;:)]|$)/g, (value) => inList(httpStatuses, value));
  codes.push(...explainPhrase(text));
  return codes.length > 0 ? codes : undefined;
}
