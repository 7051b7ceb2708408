import type { LogRecord } from './log-record.ts';
import { logText2003, logText2010, logText2016 } from './log-text.ts';
import { spell } from './organisation.ts';
import { clientQuery, plusForBlanks } from './query-text.ts';
import { HEX, type Random } from './random.ts';
import type { TrueRequest } from './request.ts';
import { sites, type SiteName } from './sites.ts';

const STEM_2003 = '/Microsoft-Server-ActiveSync';
const STEM = '/Microsoft-Server-ActiveSync/default.eas';
const PROXY_STEM = '/Microsoft-Server-ActiveSync/Proxy/default.eas';
const DOMAIN_CONTROLLER = 'dc01.contoso.com';

export interface LoggedLine {
  readonly site: SiteName;
  readonly record: LogRecord;
}

/** Every line that the servers on a request's way write about it. */
export function logLines(request: TrueRequest, random: Random): LoggedLine[] {
  const { device } = request;
  switch (device.owner.generation) {
    case '2003':
      return lines2003(request, random);
    case '2010':
      return device.back === null ? [single2010(request, random)] : proxied2010(request, random);
    case '2016':
      return lines2016(request, random);
  }
}

function lines2003(request: TrueRequest, random: Random): LoggedLine[] {
  const { device } = request;
  const log = request.authenticated ? `&Log=${logText2003(request, random)}` : '';
  const record = { ...recordOf(request, STEM_2003), query: clientQuery(request) + log };
  const line = { site: device.front, record };
  if (device.back === null || request.command !== 'Sync') return [line];
  return [line, ...davLines(request, device.back, random)];
}

/** What the back end of Exchange 2003 sees of a Sync: the front end asking over DAV. */
function davLines(request: TrueRequest, site: SiteName, random: Random): LoggedLine[] {
  const { device } = request;
  const record: LogRecord = {
    ...recordOf(request, ''),
    method: random.pick(['PROPFIND', 'SUBSCRIBE', 'POLL']),
    stem: `/exchange/${device.owner.mail}/NON_IPM_SUBTREE/Microsoft-Server-ActiveSync/${device.family.deviceType}/${device.id}`,
    query: '-',
    clientIp: sites.EX03FE.address,
    userAgent: 'Microsoft-Server-ActiveSync/6.5.7638.1',
    takenMs: random.int(2, 30),
  };
  return [
    { site, record: { ...record, user: '-', status: 401, substatus: 2, win32: 2_148_074_254 } },
    { site, record: { ...record, status: 207 } },
  ];
}

const side2010 = { mailboxServer: 'MBX10.contoso.com', domainController: DOMAIN_CONTROLLER };

function single2010(request: TrueRequest, random: Random): LoggedLine {
  const log = request.authenticated ? `&Log=${logText2010(request, random, side2010)}` : '';
  const record = { ...recordOf(request, STEM), query: clientQuery(request) + log };
  return { site: request.device.front, record };
}

/** Between sites, one client access server passes the request on to another. */
function proxied2010(request: TrueRequest, random: Random): LoggedLine[] {
  const { device } = request;
  const query = clientQuery(request);
  const front = recordOf(request, STEM);
  if (!request.authenticated || device.back === null) {
    return [{ site: device.front, record: { ...front, query } }];
  }
  const to = `PrxTo:${sites[device.back].server.toLowerCase()}.branch.contoso.com`;
  const log = `${to}_V${device.protocol}_HH:mail.contoso.com_`;
  const behind = logText2010(request, random, side2010);
  return [
    { site: device.front, record: { ...front, query: `${query}&Log=${log}` } },
    {
      site: device.back,
      record: {
        ...backRecord(front, random),
        clientIp: sites[device.front].address,
        query: `${query}&Log=PrxFrom:${sites[device.front].address}_${behind}`,
      },
    },
  ];
}

function lines2016(request: TrueRequest, random: Random): LoggedLine[] {
  const { device } = request;
  const query = clientQuery(request);
  const front = recordOf(request, STEM);
  const asked = `${query}&CorrelationID=<empty>;&cafeReqId=${guid(random)};`;
  const lines: LoggedLine[] = [{ site: device.front, record: { ...front, query: asked } }];
  if (!request.authenticated || device.back === null) return lines;
  const log = logText2016(request, random, {
    mailboxServer: `${sites[device.back].server}.contoso.com`,
    domainController: DOMAIN_CONTROLLER,
    frontEnd: sites[device.front].address,
  });
  const record = {
    ...backRecord(front, random),
    clientIp: sites[device.front].address,
    query: `${query}&Log=${log}`,
  };
  return [...lines, { site: device.back, record }];
}

/** The back end begins a little later and is done a little earlier. */
function backRecord(front: LogRecord, random: Random): LogRecord {
  const later = Math.min(random.int(2, 24), front.takenMs);
  const earlier = Math.min(random.int(1, 12), front.takenMs - later);
  return {
    ...front,
    stem: PROXY_STEM,
    endedAt: front.endedAt - earlier,
    takenMs: front.takenMs - later - earlier,
  };
}

function recordOf(request: TrueRequest, stem: string): LogRecord {
  const { device } = request;
  return {
    endedAt: request.startedAt + request.takenMs,
    method: request.command === 'OPTIONS' ? 'OPTIONS' : 'POST',
    stem,
    query: '-',
    user: request.authenticated ? plusForBlanks(spell(device.owner, device.spelling)) : '-',
    clientIp: device.clientIp,
    userAgent: plusForBlanks(device.userAgent),
    status: request.status,
    substatus: request.substatus,
    win32: request.win32,
    takenMs: request.takenMs,
    bytesSent: request.bytesSent,
    bytesReceived: request.bytesReceived,
  };
}

function guid(random: Random): string {
  const part = (length: number): string => random.text(HEX, length);
  return `${part(8)}-${part(4)}-4${part(3)}-a${part(3)}-${part(12)}`;
}
