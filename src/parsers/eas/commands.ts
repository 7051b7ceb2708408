/** Command codes of the base64 query (MS-ASHTTP 2.2.1.1.1.1.2). */
export const commandCodes: Readonly<Record<number, string>> = Object.freeze({
  0: 'Sync',
  1: 'SendMail',
  2: 'SmartForward',
  3: 'SmartReply',
  4: 'GetAttachment',
  5: 'GetHierarchy',
  6: 'CreateCollection',
  7: 'DeleteCollection',
  8: 'MoveCollection',
  9: 'FolderSync',
  10: 'FolderCreate',
  11: 'FolderDelete',
  12: 'FolderUpdate',
  13: 'MoveItems',
  14: 'GetItemEstimate',
  15: 'MeetingResponse',
  16: 'Search',
  17: 'Settings',
  18: 'Ping',
  19: 'ItemOperations',
  20: 'Provision',
  21: 'ResolveRecipients',
  22: 'ValidateCert',
  23: 'Find',
});

/** Every command in its canonical spelling; OPTIONS is the method that has no `Cmd`. */
export const commands: readonly string[] = Object.freeze([
  ...Object.values(commandCodes),
  'Notify',
  'OPTIONS',
]);

const bySpelling = new Map(commands.map((name) => [name.toLowerCase(), name]));

/** `ping` -> `Ping`; an unknown command stays as it is, nothing for no command. */
export function canonicalCommand(raw: string): string | undefined {
  if (raw === '') return undefined;
  return bySpelling.get(raw.toLowerCase()) ?? raw;
}
