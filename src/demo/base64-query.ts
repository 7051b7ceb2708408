/** What a client packs into a base64 query (MS-ASHTTP 2.2.1.1.1.1). */
export interface PackedQuery {
  /** `141` */
  readonly protocol: string;
  readonly command: string;
  readonly deviceId: string;
  readonly deviceType: string;
  readonly policyKey?: number;
}

const commandCodes: Readonly<Record<string, number>> = {
  Sync: 0,
  SendMail: 1,
  SmartForward: 2,
  SmartReply: 3,
  GetAttachment: 4,
  FolderSync: 9,
  FolderCreate: 10,
  MoveItems: 13,
  GetItemEstimate: 14,
  MeetingResponse: 15,
  Search: 16,
  Settings: 17,
  Ping: 18,
  ItemOperations: 19,
  Provision: 20,
  ResolveRecipients: 21,
};

const US_ENGLISH = 0x0409;

/** The query string as IIS logs it: base64 with its padding. */
export function encodeBase64Query(query: PackedQuery): string {
  const id = Buffer.from(query.deviceId, 'latin1');
  const type = Buffer.from(query.deviceType, 'latin1');
  const head = Buffer.from([Number(query.protocol), commandCodes[query.command] ?? 0, 0, 0]);
  head.writeUInt16LE(US_ENGLISH, 2);
  const key = Buffer.alloc(query.policyKey === undefined ? 1 : 5);
  if (query.policyKey !== undefined) {
    key.writeUInt8(4, 0);
    key.writeUInt32LE(query.policyKey, 1);
  }
  const parts = [head, Buffer.from([id.length]), id, key, Buffer.from([type.length]), type];
  return Buffer.concat(parts).toString('base64');
}
