import type { Parameter } from '../command-line-parameters.ts';
import type { SourceField } from '../source.ts';
import {
  checkpointParameter,
  codepageParameter,
  minDateModParameter,
  recurseParameter,
} from './input.ts';

const dirTimeParameter: Parameter = {
  name: 'dirTime',
  kind: 'switch',
  default: 'OFF',
  doc: 'Take date and time from #Date where the lines have none.',
};
export const dQuotesParameter: Parameter = {
  name: 'dQuotes',
  kind: 'switch',
  default: 'OFF',
  doc: 'String values stand in double quotes.',
};
const fileParameters = (codepage: string): readonly Parameter[] => [
  codepageParameter(codepage),
  recurseParameter('0'),
  minDateModParameter,
  checkpointParameter,
];

/** `S name`, `I name`, `R name`, `T name`, `D name` (a date), `C name` (a clock time). */
function fieldsFrom(list: string): SourceField[] {
  return list
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((line) => line.split(/,\s*/))
    .map((item): SourceField => {
      const [kind = 'S', ...rest] = item.trim().split(' ');
      const name = rest.join(' ');
      switch (kind) {
        case 'I':
          return { name, type: 'INTEGER' };
        case 'R':
          return { name, type: 'REAL' };
        case 'T':
          return { name, type: 'TIMESTAMP' };
        case 'D':
          return { name, type: 'TIMESTAMP', kind: 'date' };
        case 'C':
          return { name, type: 'TIMESTAMP', kind: 'time' };
        default:
          return { name, type: 'STRING' };
      }
    });
}

/** The fixed fields of IISW3C; the view `iisw3c` of the warehouse has them too. */
export const iisw3cFields = fieldsFrom(`
  S LogFilename, I LogRow, D date, C time, S c-ip, S cs-username, S s-sitename, S s-computername
  S s-ip, I s-port, S cs-method, S cs-uri-stem, S cs-uri-query, I sc-status, I sc-substatus
  I sc-win32-status, I sc-bytes, I cs-bytes, I time-taken, S cs-version, S cs-host
  S cs(User-Agent), S cs(Cookie), S cs(Referer), S s-event, S s-process-type, R s-user-time
  R s-kernel-time, I s-page-faults, I s-total-procs, I s-active-procs, I s-stopped-procs`);

/** An input whose lines are of one of easel's formats, with Log Parser's names and parameters. */
export interface LineDefinition {
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  /** The format's name in easel. */
  readonly format: string;
  readonly fields: readonly SourceField[];
  /** Further columns of the files become fields, an extension. */
  readonly offersOthers?: boolean;
}

export const lineDefinitions: readonly LineDefinition[] = [
  {
    name: 'IISW3C',
    title: 'IIS logs in the W3C extended format',
    parameters: [
      ...fileParameters('-2'),
      dQuotesParameter,
      dirTimeParameter,
      {
        name: 'consolidateLogs',
        kind: 'switch',
        default: 'OFF',
        doc: 'All files together in the order of date and time.',
      },
    ],
    format: 'iisw3c',
    fields: iisw3cFields,
    offersOthers: true,
  },
  {
    name: 'IIS',
    title: 'IIS logs in the native format',
    parameters: [
      ...fileParameters('-2'),
      {
        name: 'locale',
        kind: 'text',
        default: 'DEF',
        doc: 'The locale of dates; easel reads M/D/Y, D.M.Y and those that begin with the year.',
      },
    ],
    format: 'iis',
    fields: fieldsFrom(`
      S LogFilename, I LogRow, S UserIP, S UserName, D Date, C Time, S ServiceInstance, S HostName
      S ServerIP, I TimeTaken, I BytesSent, I BytesReceived, I StatusCode, I Win32StatusCode
      S RequestType, S Target, S Parameters`),
  },
  {
    name: 'NCSA',
    title: 'Logs in the NCSA common and combined formats',
    parameters: fileParameters('-2'),
    format: 'ncsa',
    fields: fieldsFrom(`
      S LogFilename, I LogRow, S RemoteHostName, S RemoteLogName, S UserName, T DateTime, S Request
      I StatusCode, I BytesSent, S Referer, S User-Agent, S Cookie`),
  },
  {
    name: 'HTTPERR',
    title: 'Error logs of HTTP.sys',
    parameters: [...fileParameters('0'), dirTimeParameter],
    format: 'httperr',
    fields: fieldsFrom(`
      S LogFilename, I LogRow, D date, C time, S s-computername, S c-ip, I c-port, S s-ip, I s-port
      S cs-version, S cs-method, S cs-uri, S cs(User-Agent), S cs(Cookie), S cs(Referer), S cs-host
      I sc-status, I sc-bytes, I cs-bytes, I time-taken, I s-siteid, S s-reason, S s-queuename`),
    offersOthers: true,
  },
  {
    name: 'URLSCAN',
    title: 'Logs of the URLScan filter',
    parameters: fileParameters('0'),
    format: 'urlscan',
    fields: fieldsFrom(`
      S LogFilename, I LogRow, T Date, S ClientIP, S Comment, I SiteInstance, S Url`),
  },
];
