import { percentEncode, plusForBlanks } from './query-text.ts';
import type { Random } from './random.ts';
import type { SyncedFolder, TrueRequest } from './request.ts';

/** Exchange 2003: positional counters, `V4TEmSSC:1A0C0D0FS:2A1C0D0SP:...`. */
export function logText2003(request: TrueRequest, random: Random): string {
  const folder = request.folders[0];
  if (request.error === 'UserDisabledForSync') return 'VNATNASNC:0A0C0D0FS:0A0C0D0SP:0C0I0S0R';
  const kind = folder?.kind ?? 'NA';
  const state = folder?.state ?? 'N';
  const sent = folder?.sent ?? 0;
  const performance = `${random.int(1, 4)}C${random.int(2, 20)}I${random.int(2000, 99_999)}S${random.int(3000, 199_999)}R`;
  const push = request.command === 'Ping' ? `0S0L${request.heartbeatS ?? 0}H0P` : '';
  return (
    `V4T${kind}S${state}C:${sent}A0C0D0FS:${folder?.added ?? 0}A${folder?.changed ?? 0}C` +
    `${folder?.deleted ?? 0}D0SP:${performance}${push}`
  );
}

export interface ServerSide {
  readonly mailboxServer: string;
  readonly domainController: string;
}

/** Exchange 2007 to 2013: `V141_HH:..._Hb900_S1_`. */
export function logText2010(request: TrueRequest, random: Random, side: ServerSide): string {
  const { device } = request;
  return [
    `V${device.protocol}`,
    'HH:mail.contoso.com',
    `SmtpAdrs:${percentEncode(device.owner.mail)}`,
    ...(request.syncStateNotFound ? ['Ssnf:T'] : []),
    ...(request.command === 'Ping' ? [`Fc${random.int(1, 5)}`] : []),
    ...folderTokens(request.folders, ''),
    ...documentTokens(request, ''),
    ...(request.heartbeatS === null ? [] : [`Hb${request.heartbeatS}`, 'Rto1']),
    ...(request.easStatus === null ? [] : [`S${request.easStatus}`]),
    ...(request.error === null ? [] : [`Error:${request.error}`]),
    ...(request.access === null ? [] : [`As:${request.access}`]),
    ...(request.policyKey === null ? [] : [`Pk${request.policyKey}`]),
    ...(request.policyAck === null ? [] : [`Pa${request.policyAck}`]),
    `LdapC${random.int(0, 6)}_LdapL${random.int(0, 47)}_RpcC${random.int(5, 90)}_RpcL${random.int(8, 700)}`,
    `Dc:${side.domainController}`,
    `Throttle${request.throttleMs}`,
    `Budget:(A)Conn%3a${random.int(0, 2)}%2cHangingConn%3a0%3b(D)Conn%3a0%3b`,
    '',
  ].join('_');
}

/** Exchange 2016: colons before numbers too, and the front end named. */
export function logText2016(
  request: TrueRequest,
  random: Random,
  side: ServerSide & { readonly frontEnd: string },
): string {
  const { device } = request;
  const seconds = new Date(request.startedAt).toISOString().slice(11, 23);
  return [
    ...(request.easStatus === null ? [] : [`SC1:${request.easStatus}`]),
    `PrxFrom:${percentEncode(side.frontEnd)}`,
    `Ver1:${device.protocol}`,
    `HH:mail.contoso.com%3a444`,
    `SmtpAdrs:${percentEncode(device.owner.mail)}`,
    ...(request.syncStateNotFound ? ['Ssnf:T'] : []),
    ...folderTokens(request.folders, ':'),
    ...documentTokens(request, ':'),
    ...(request.heartbeatS === null ? [] : [`Hb:${request.heartbeatS}`, 'Rto:2']),
    `Fet:${request.takenMs}`,
    `Pk:${request.policyKey ?? 0}`,
    ...(request.policyAck === null ? [] : [`Pa:${request.policyAck}`]),
    `DevOS:${plusForBlanks(device.os)}`,
    ...(request.error === null ? [] : [`Error:${request.error}`]),
    ...(request.access === null ? [] : [`As:${request.access}`]),
    `Mbx:${side.mailboxServer}`,
    `Dc:${side.domainController}`,
    `Throttle:${request.throttleMs}`,
    `TmRcv:${seconds}${random.int(1000, 9999)}`,
    `Budget:(D)Owner%3aSid%7e${percentEncode(device.owner.samAccountName)}%2cConn%3a0%2cMaxConn%3a10%2cMaxBurst%3a480000%2cPolicy%3aGlobalThrottlingPolicy%5F5fa0`,
    `ActivityContextData:Dbl%3aRPC.T%5b${percentEncode(side.mailboxServer)}%5d%3d${random.int(1, 300)}%3bI32%3aADS.C%5bdc01%5d%3d${random.int(1, 9)}`,
    '',
  ].join('_');
}

/** What a request fetched besides items: mostly attachments, seldom a file of SharePoint or a share. */
function documentTokens(request: TrueRequest, colon: '' | ':'): string[] {
  const { command, status, bytesSent } = request;
  if (status !== 200 || (command !== 'GetAttachment' && command !== 'ItemOperations')) return [];
  const tokens = (name: string, bytes: string): string[] => [
    `${name}${colon}1`,
    `${bytes}${colon}${bytesSent}`,
  ];
  if (command === 'ItemOperations') {
    if (bytesSent % 8 === 0) return [`ItOfd${colon}1`, ...tokens('Ssp', 'Sspb')];
    if (bytesSent % 16 === 1) return [`ItOfd${colon}1`, ...tokens('Unc', 'Uncb')];
  }
  return tokens('Att', 'Attb');
}

/** One group a collection, opened by `Fid`; numbers follow a colon from 2016 on. */
function folderTokens(folders: readonly SyncedFolder[], colon: '' | ':'): string[] {
  if (folders.length === 0) return [];
  return [
    `Fc${colon}${folders.length}`,
    ...folders.flatMap((folder) => [
      `Fid:${folder.id}`,
      `Ty:${folder.kind}`,
      `Filt${colon}${folder.kind === 'Ca' ? 5 : 3}`,
      `St:${folder.state}`,
      `Sk:${folder.clientKey}`,
      `Sks:${folder.serverKey}`,
      ...(folder.sent > 0 ? [`Cli:${folder.sent}a0c0d0f0e0s0fs`] : []),
      `Srv:${folder.added}a${folder.changed}c${folder.deleted}d0s0e0r0A0sd`,
    ]),
  ];
}
