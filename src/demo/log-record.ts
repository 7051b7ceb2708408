import type { Site } from './sites.ts';
import { utcText } from '../support/utc-text.ts';

/** One line of one log, before the site's field list puts it in order. */
export interface LogRecord {
  readonly endedAt: number;
  readonly method: string;
  readonly stem: string;
  readonly query: string;
  /** As logged: `CONTOSO\aberg`, or `-`. */
  readonly user: string;
  readonly clientIp: string;
  readonly userAgent: string;
  readonly status: number;
  readonly substatus: number;
  readonly win32: number;
  readonly takenMs: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

type FieldWriter = (record: LogRecord, site: Site, stamp: string) => string;

/** Where a load balancer hands the requests on, its own address is what the server sees. */
const LOAD_BALANCER = '10.20.0.5';

const writers: Readonly<Record<string, FieldWriter>> = {
  date: (_record, _site, stamp) => stamp.slice(0, 10),
  time: (_record, _site, stamp) => stamp.slice(11, 19),
  's-sitename': (_record, site) => site.folder,
  's-ip': (_record, site) => site.address,
  'cs-method': (record) => record.method,
  'cs-uri-stem': (record) => record.stem,
  'cs-uri-query': (record) => record.query,
  's-port': (_record, site) => String(site.port),
  'cs-username': (record) => record.user,
  'c-ip': (record, site) => (isBalanced(site) ? LOAD_BALANCER : record.clientIp),
  'cs(User-Agent)': (record) => record.userAgent,
  'cs(Referer)': () => '-',
  'sc-status': (record) => String(record.status),
  'sc-substatus': (record) => String(record.substatus),
  'sc-win32-status': (record) => String(record.win32),
  'sc-bytes': (record) => String(record.bytesSent),
  'cs-bytes': (record) => String(record.bytesReceived),
  'time-taken': (record) => String(record.takenMs),
  'X-Forwarded-For': (record) => record.clientIp,
};

function isBalanced(site: Site): boolean {
  return site.fileSuffix === '_x';
}

/** Compiles a field list to the function that writes its lines. */
export function lineWriter(site: Site, fields: string): (record: LogRecord) => string {
  const columns = fields
    .trim()
    .split(' ')
    .map((field) => {
      const write = writers[field];
      if (write === undefined) throw new Error(`The demo cannot write the field ${field}.`);
      return write;
    });
  return (record) => {
    const stamp = new Date(record.endedAt).toISOString();
    let line = '';
    for (const write of columns) line += `${line === '' ? '' : ' '}${write(record, site, stamp)}`;
    return `${line}\r\n`;
  };
}

/** The block that IIS writes at each start of a log or a worker process. */
export function headerBlock(site: Site, fields: string, atMs: number): string {
  const date = utcText(new Date(atMs));
  return (
    `#Software: Microsoft Internet Information Services ${site.software}\r\n` +
    `#Version: 1.0\r\n#Date: ${date}\r\n#Fields: ${fields}\r\n`
  );
}
