import type { LogRecord } from './log-record.ts';
import type { LoggedLine } from './log-lines.ts';
import { spell, type Person } from './organisation.ts';
import { percentEncode } from './query-text.ts';
import { HEX, type Random } from './random.ts';
import { sites, type SiteName } from './sites.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const STEM = '/Microsoft-Server-ActiveSync/default.eas';

/** Texts that someone on the internet sends instead of a name: none of them may ever become code. */
const hostile = [
  '<script>alert(document.domain)</script>',
  '"><img+src=x+onerror=alert(1)>',
  "';drop+table+requests;--",
  '=HYPERLINK("http://192.0.2.66/","click")',
  '@SUM(1+1)*cmd|calc',
  '{{constructor.constructor}}',
  '</script><script>alert(2)</script>',
  '%1b]0;owned%07',
  '%E2%80%AEgpj.exe',
  '../../../../etc/passwd',
  'javascript:alert(3)',
  '-2+3+cmd|/C+calc!A0',
] as const;

const publicSites: readonly SiteName[] = ['EX03FE', 'CAS10A', 'CAS10B', 'EX16A', 'EX16B'];

export interface Noise {
  readonly kind: 'stranger' | 'probe' | 'other';
  readonly line: LoggedLine;
}

/** Everything of one hour that is not a phone of the fleet. */
export function* hourOfNoise(
  random: Random,
  fromMs: number,
  people: readonly Person[],
  busy: number,
): Generator<Noise> {
  const strangers = random.int(0, 3);
  for (let i = 0; i < strangers; i++) {
    yield { kind: 'stranger', line: stranger(random, fromMs + random.int(0, HOUR - 1)) };
  }
  for (let minute = 0; minute < 60; minute += 10) {
    for (const line of probes(random, fromMs + minute * MINUTE + random.int(0, MINUTE))) {
      yield { kind: 'probe', line };
    }
  }
  const visits = Math.round(people.length * 1.5 * busy);
  for (let i = 0; i < visits; i++) {
    const person = random.pick(people);
    yield { kind: 'other', line: visit(random, fromMs + random.int(0, HOUR - 1), person) };
  }
}

function stranger(random: Random, endedAt: number): LoggedLine {
  const query = `User=${random.pick(hostile)}&DeviceId=${random.pick(hostile)}&DeviceType=${random.pick(hostile)}&Cmd=${random.pick(['Sync', 'Ping', '<b>Sync</b>'])}`;
  const record = {
    ...blank(endedAt),
    query: query.replaceAll(' ', '+'),
    clientIp: '192.0.2.66',
    userAgent: random.pick(hostile).replaceAll(' ', '+'),
    status: 401,
    substatus: 1,
    win32: 1326,
    bytesSent: 1293,
    takenMs: random.int(3, 60),
  };
  return { site: random.pick(publicSites), record };
}

/** What Exchange's own monitoring asks: 2016 on both tiers, 2010 by its test cmdlet. */
function probes(random: Random, endedAt: number): LoggedLine[] {
  const user = 'HealthMailbox6f1a9c0752d84e3b';
  const query = `Cmd=FolderSync&User=${user}%40contoso.com&DeviceId=EASProbeDeviceId141&DeviceType=EASProbeDeviceType`;
  const record: LogRecord = {
    ...blank(endedAt),
    user: `${user}@contoso.com`,
    clientIp: '127.0.0.1',
    userAgent: 'AMProbe/Local/ClientAccess',
    takenMs: random.int(30, 90),
  };
  const id = `${random.text(HEX, 8)}-0000-4000-a000-${random.text(HEX, 12)}`;
  const test = 'extest_4f1a9c07';
  return [
    {
      site: 'EX16A',
      record: { ...record, query: `${query}&CorrelationID=<empty>;&cafeReqId=${id};` },
    },
    {
      site: 'EX16A/back',
      record: {
        ...record,
        stem: '/Microsoft-Server-ActiveSync/Proxy/default.eas',
        query: `${query}&Log=SC1:1_PrxFrom:127.0.0.1_Ver1:141_Throttle:0_`,
        endedAt: endedAt - 3,
        takenMs: record.takenMs - 8,
      },
    },
    {
      site: 'CAS10A',
      record: {
        ...record,
        query: `Cmd=FolderSync&User=${test}&DeviceId=1234567890&DeviceType=TestActiveSyncConnectivity&Log=V120_S1_`,
        user: `CONTOSO\\${test}`,
        clientIp: sites.CAS10A.address,
        userAgent: 'TestActiveSyncConnectivity',
      },
    },
  ];
}

const pages = [
  ['GET', '/owa/', 'ae=Folder&t=IPF.Note'],
  ['POST', '/owa/ev.owa', 'oeh=1&ns=Notify&ev=Poll'],
  ['POST', '/EWS/Exchange.asmx', '-'],
  ['GET', '/owa/14.3.123.3/themes/resources/favicon.ico', '-'],
] as const;

/** Web mail, web services and Autodiscover of the same people: most of it no mobile traffic. */
function visit(random: Random, endedAt: number, person: Person): LoggedLine {
  const site: SiteName =
    person.generation === '2003' ? 'EX03' : person.generation === '2010' ? 'CAS10A' : 'EX16A';
  const autodiscover = person.generation !== '2003' && random.chance(0.15);
  const [method, stem, query] = autodiscover
    ? (['POST', '/Autodiscover/Autodiscover.xml', '-'] as const)
    : random.pick(pages);
  return {
    site,
    record: {
      ...blank(endedAt),
      method,
      stem,
      query: autodiscover ? `email=${percentEncode(person.mail)}` : query,
      user: spell(person, 'netbios'),
      clientIp: `172.27.40.${random.int(2, 254)}`,
      userAgent: 'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64;+rv:125.0)+Gecko/20100101+Firefox/125.0',
      bytesSent: random.int(200, 60_000),
      takenMs: random.int(2, 900),
    },
  };
}

function blank(endedAt: number): LogRecord {
  return {
    endedAt,
    method: 'POST',
    stem: STEM,
    query: '-',
    user: '-',
    clientIp: '-',
    userAgent: '-',
    status: 200,
    substatus: 0,
    win32: 0,
    takenMs: 1,
    bytesSent: 300,
    bytesReceived: 500,
  };
}
