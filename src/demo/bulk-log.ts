import { encodeBase64Query, type PackedQuery } from './base64-query.ts';
import { familiesOf } from './clients.ts';
import { createRandom, type Random } from './random.ts';
import { utcText } from '../support/utc-text.ts';

export interface BulkLogOptions {
  readonly lines: number;
  readonly seed?: number;
  readonly devices?: number;
  /** The lines are spread evenly over so many days from `from`. */
  readonly days?: number;
  readonly from?: Date;
  /** The share of lines that are ActiveSync. */
  readonly easShare?: number;
}

/** The field list of a bulk log: what Exchange 2010 administrators log, with both byte counts. */
export const BULK_FIELDS =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) ' +
  'sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken';

const CHUNK_BYTES = 1 << 20;
const LONGEST_LINE = 4096;

/**
 * One long IIS log of a busy client access server, in chunks of about 1 MiB, for measuring: no
 * story is told in it, but every kind of line the fleet knows is there in a usual proportion.
 */
export function* generateBulkLog(options: BulkLogOptions): Generator<Buffer> {
  const { lines, seed = 1, devices = 20_000, days = 1, easShare = 0.85 } = options;
  const from = (options.from ?? new Date(Date.UTC(2024, 4, 1))).getTime();
  const random = createRandom(`bulk/${seed}`);
  const phones = Array.from({ length: devices }, (_, i) => bulkPhone(random, i));
  const spanMs = days * 86_400_000;
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES + LONGEST_LINE);
  let used = buffer.write(header(from), 0, 'latin1');
  let second = -1;
  let stamp = '';
  for (let i = 0; i < lines; i++) {
    const now = Math.floor((from + (i * spanMs) / lines) / 1000);
    if (now !== second) {
      second = now;
      stamp = utcText(new Date(now * 1000));
    }
    const line =
      random.next() < easShare
        ? easLine(random, stamp, random.pick(phones))
        : otherLine(random, stamp, random.pick(phones));
    used += buffer.write(line, used, 'latin1');
    if (used >= CHUNK_BYTES) {
      yield buffer.subarray(0, used);
      buffer = Buffer.allocUnsafe(CHUNK_BYTES + LONGEST_LINE);
      used = 0;
    }
  }
  if (used > 0) yield buffer.subarray(0, used);
}

function header(from: number): string {
  const date = utcText(new Date(from));
  return `#Software: Microsoft Internet Information Services 7.5\r\n#Version: 1.0\r\n#Date: ${date}\r\n#Fields: ${BULK_FIELDS}\r\n`;
}

/** All that does not change from line to line of one phone, joined beforehand. */
interface BulkPhone {
  readonly query: string;
  readonly commandFirst: boolean;
  readonly packed: PackedQuery | null;
  readonly client: string;
  readonly log: string;
  readonly address: string;
  readonly user: string;
  readonly policyKey: number;
  readonly heartbeats: readonly number[];
}

function bulkPhone(random: Random, index: number): BulkPhone {
  const family = random.weighted(familiesOf('2010'));
  const [userAgent] = random.pick(family.builds);
  const name = `user${String(index).padStart(6, '0')}`;
  const spelling = random.weighted([
    [`CONTOSO\\${name}`, 60],
    [`${name}@contoso.com`, 25],
    [name, 15],
  ] as const);
  const query = spelling.replace('\\', '%5C').replace('@', '%40');
  const address = `10.${random.int(32, 63)}.${random.int(0, 255)}.${random.int(1, 254)}`;
  const deviceId = family.deviceId(random);
  const { deviceType } = family;
  const protocol = family.protocol['2010'] ?? '141';
  return {
    query: `User=${query}&DeviceId=${deviceId}&DeviceType=${deviceType}`,
    packed: family.base64Query ? { protocol, command: '', deviceId, deviceType } : null,
    commandFirst: family.parameterOrder === 'command-first',
    client: ` 443 ${spelling} ${address} ${userAgent.replaceAll(' ', '+')} `,
    log: `V${protocol}_HH:mail.contoso.com_SmtpAdrs:${name}%40contoso.com`,
    address,
    user: spelling,
    policyKey: random.int(1_000_000, 4_294_967_295),
    heartbeats: random.pick([[480], [540], [900], [900, 1680], [480, 780, 1080, 1740], [3540]]),
  };
}

const commands: readonly (readonly [string, number])[] = [
  ['Ping', 44],
  ['Sync', 36],
  ['FolderSync', 4],
  ['GetItemEstimate', 2],
  ['ItemOperations', 3],
  ['SendMail', 3],
  ['SmartReply', 2],
  ['MoveItems', 2],
  ['Settings', 1],
  ['Provision', 1],
  ['Search', 1],
  ['MeetingResponse', 1],
];
/** The commands as often as their weight: one array read instead of a walk over the weights. */
const commandDeck = commands.flatMap(([name, weight]) => Array<string>(weight).fill(name));
const folderKinds = ['Em', 'Em', 'Em', 'Ca', 'Co', 'Ta'] as const;
const start = ' 10.1.0.21 POST /Microsoft-Server-ActiveSync/default.eas ';
const close = '_LdapC';

function easLine(random: Random, stamp: string, phone: BulkPhone): string {
  const command = random.pick(commandDeck);
  const query = phone.packed
    ? encodeBase64Query({ ...phone.packed, command })
    : phone.commandFirst
      ? `Cmd=${command}&${phone.query}`
      : `${phone.query}&Cmd=${command}`;
  const cost = `${close}${random.int(0, 6)}_LdapL${random.int(0, 47)}_RpcC${random.int(5, 90)}_RpcL${random.int(8, 700)}_Dc:dc0${random.int(1, 4)}.contoso.com_Throttle0_`;
  const fate = random.next();
  if (fate < 0.02) {
    const bare = phone.client.replace(phone.user, '-');
    return `${stamp}${start}${query}${bare}401 2 2148074254 1293 512 ${random.int(1, 30)}\r\n`;
  }
  if (command === 'Ping') {
    const heartbeat = random.pick(phone.heartbeats);
    const ends =
      fate < 0.6 ? heartbeat * 1000 + random.int(10, 400) : random.int(800, heartbeat * 1000);
    const dropped = fate > 0.96;
    return `${stamp}${start}${query}&Log=${phone.log}_Fc${random.int(1, 6)}_Hb${heartbeat}_Rto1${dropped ? '' : '_S'}${dropped ? '' : fate < 0.6 ? 1 : 2}_Pk${phone.policyKey}${cost}Budget:(A)Conn%3a1%2cHangingConn%3a0%3b_${phone.client}200 0 ${dropped ? 64 : 0} ${random.int(180, 420)} ${random.int(400, 900)} ${ends}\r\n`;
  }
  if (command === 'Sync') {
    const key = random.int(1, 900_000);
    const status = fate > 0.985 ? 3 : 1;
    return `${stamp}${start}${query}&Log=${phone.log}_Fc1_Fid:${random.int(1, 60)}_Ty:${random.pick(folderKinds)}_Filt${random.int(0, 5)}_St:S_Sk:${key}_Sks:${key + 1}_Srv:${random.int(0, 9)}a${random.int(0, 3)}c${random.int(0, 2)}d0s0e0r0A0sd_S${status}${cost}Budget:(A)Conn%3a1%3b_${phone.client}200 0 0 ${random.int(300, 60_000)} ${random.int(400, 2400)} ${random.int(15, 2500)}\r\n`;
  }
  const failed = fate > 0.99;
  return `${stamp}${start}${query}&Log=${phone.log}_S${failed ? 111 : 1}${failed ? '_Error:ServerErrorRetryLater' : ''}${cost}Budget:(A)Conn%3a1%2cHangingConn%3a0%3b_${phone.client}${failed ? 503 : 200} 0 0 ${random.int(150, 9000)} ${random.int(300, 90_000)} ${random.int(10, 1800)}\r\n`;
}

const others = [
  ['GET', '/owa/', 'ae=Folder&t=IPF.Note'],
  ['POST', '/owa/ev.owa', 'oeh=1&ns=Notify&ev=Poll'],
  ['POST', '/EWS/Exchange.asmx', '-'],
  ['GET', '/owa/14.3.123.3/themes/base/clear1x1.gif', '-'],
  ['POST', '/Autodiscover/Autodiscover.xml', '-'],
  ['RPC_IN_DATA', '/rpc/rpcproxy.dll', 'mbx01.contoso.com:6001'],
] as const;

function otherLine(random: Random, stamp: string, phone: BulkPhone): string {
  const [method, stem, query] = random.pick(others);
  return `${stamp} 10.1.0.21 ${method} ${stem} ${query} 443 ${phone.user} ${phone.address} Mozilla/5.0+(Windows+NT+6.1;+WOW64;+rv:24.0)+Gecko/20100101+Firefox/24.0 200 0 0 ${random.int(200, 40_000)} ${random.int(400, 4000)} ${random.int(1, 900)}\r\n`;
}
