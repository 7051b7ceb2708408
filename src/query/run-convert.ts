import { UsageError } from '../support/errors.ts';
import type { CommandLine } from './command-line.ts';
import { isRefused, refusal } from './inputs/refused.ts';
import type { NamedQuery } from './run-query-text.ts';

const utc = (part: string): string => `${part}(TO_UTCTIME(TO_TIMESTAMP(Date, Time)))`;
const local = (part: string): string => `${part}(TO_LOCALTIME(TO_TIMESTAMP(date, time)))`;

interface Conversion {
  readonly select: string;
  /** The number of the site, for -multiSite. */
  readonly site: string;
}

/**
 * The conversions of `-c`. Native logs are in local time, W3C logs in UTC; in native logs BytesSent is
 * what the client sent.
 */
const conversions: Readonly<Record<string, Conversion>> = {
  'IIS>W3C': {
    site: "EXTRACT_SUFFIX(ServiceInstance, 0, 'W3SVC')",
    select: `${utc('TO_DATE')} AS date, ${utc('TO_TIME')} AS time, UserIP AS c-ip, UserName AS cs-username, ServiceInstance AS s-sitename, HostName AS s-computername, ServerIP AS s-ip, RequestType AS cs-method, Target AS cs-uri-stem, Parameters AS cs-uri-query, StatusCode AS sc-status, Win32StatusCode AS sc-win32-status, BytesReceived AS sc-bytes, BytesSent AS cs-bytes, TimeTaken AS time-taken`,
  },
  'IISW3C>IIS': {
    site: "EXTRACT_SUFFIX(s-sitename, 0, 'W3SVC')",
    select: `c-ip AS UserIP, cs-username AS UserName, ${local('TO_DATE')} AS Date, ${local('TO_TIME')} AS Time, s-sitename AS ServiceInstance, s-computername AS HostName, s-ip AS ServerIP, time-taken AS TimeTaken, cs-bytes AS BytesSent, sc-bytes AS BytesReceived, sc-status AS StatusCode, sc-win32-status AS Win32StatusCode, cs-method AS RequestType, cs-uri-stem AS Target, cs-uri-query AS Parameters`,
  },
};

export const conversionNames = Object.keys(conversions).map((name) => name.replace('>', ' to '));

/** The query behind `-c -i:IISW3C -o:IIS <from> <into> [<where>]`. */
export function conversionQuery(line: CommandLine): NamedQuery {
  const from = (line.inputFormat ?? '').toUpperCase();
  const to = (line.outputFormat ?? '').toUpperCase();
  if (isRefused(from)) throw refusal(from);
  const conversion = conversions[`${from}>${to}`];
  if (conversion === undefined) {
    throw new UsageError('no-conversion', `-c does not convert ${from || '?'} to ${to || '?'}`, {
      hint: `conversions: ${conversionNames.join(', ')}; a query converts anything else`,
    });
  }
  const [source, target, where] = line.operands;
  if (source === undefined || target === undefined) {
    throw new UsageError('usage', '-c needs a from-entity and an into-entity', {
      hint: 'as: -c -i:IISW3C -o:IIS ex*.log converted.log "sc-status >= 400"',
    });
  }
  if (line.multiSite && !target.includes('*')) {
    throw new UsageError('usage', '-multiSite writes one file a site: put a * into the target', {
      hint: 'as: W3SVC*.log',
    });
  }
  const select = line.multiSite
    ? `${conversion.site} AS SiteID, ${conversion.select}`
    : conversion.select;
  const condition = (where ?? '').trim().replace(/^WHERE\s+/i, '');
  const clause = condition === '' ? '' : ` WHERE ${condition}`;
  return {
    name: 'conversion',
    text: `SELECT ${select} INTO ${quoted(target)} FROM ${quoted(source)}${clause}`,
  };
}

function quoted(entity: string): string {
  return entity.includes("'") ? `"${entity}"` : `'${entity}'`;
}
