/** One web site of one server: where its log lies and which fields it writes. */
export interface Site {
  readonly server: string;
  readonly folder: 'W3SVC1' | 'W3SVC2';
  readonly software: string;
  readonly address: string;
  readonly port: number;
  readonly fields: string;
  /** `ex` up to IIS 6, `u_ex` since IIS 7; `_x` at the end where custom fields are on. */
  readonly filePrefix: 'ex' | 'u_ex';
  readonly fileSuffix: '' | '_x';
}

const FIELDS_IIS6 =
  'date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken';
const FIELDS_IIS7 =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken';
const FIELDS_IIS10 =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';
/** What EX16A logs after its administrator ticked the two byte counts at noon. */
export const FIELDS_WITH_BYTES = `${FIELDS_IIS10} sc-bytes cs-bytes`;

const iis6 = (server: string, address: string): Site => ({
  server,
  address,
  folder: 'W3SVC1',
  software: '6.0',
  port: 443,
  // IIS 6 writes a blank after the last field name.
  fields: `${FIELDS_IIS6} `,
  filePrefix: 'ex',
  fileSuffix: '',
});
const iis7 = (server: string, address: string): Site => ({
  ...iis6(server, address),
  software: '7.5',
  fields: FIELDS_IIS7,
  filePrefix: 'u_ex',
});
const iis10 = (server: string, address: string, folder: 'W3SVC1' | 'W3SVC2'): Site => ({
  ...iis7(server, address),
  folder,
  software: '10.0',
  port: folder === 'W3SVC1' ? 443 : 444,
  fields: FIELDS_IIS10,
});

/** Every site of the fleet by `server` and, for the 2016 servers, tier. */
export const sites = {
  EX03FE: iis6('EX03FE', '10.3.0.11'),
  EX03BE: { ...iis6('EX03BE', '10.3.0.12'), port: 80 },
  EX03: iis6('EX03', '10.3.0.21'),
  CAS10A: iis7('CAS10A', '10.1.0.21'),
  CAS10B: iis7('CAS10B', '10.1.0.22'),
  CAS10C: iis7('CAS10C', '10.2.0.21'),
  EX16A: iis10('EX16A', '10.1.0.31', 'W3SVC1'),
  EX16B: {
    ...iis10('EX16B', '10.1.0.32', 'W3SVC1'),
    fields: `${FIELDS_IIS10} X-Forwarded-For`,
    fileSuffix: '_x',
  },
  'EX16A/back': iis10('EX16A', '10.1.0.31', 'W3SVC2'),
  'EX16B/back': iis10('EX16B', '10.1.0.32', 'W3SVC2'),
} as const satisfies Record<string, Site>;

export type SiteName = keyof typeof sites;

/** `logs/CAS10A/W3SVC1/u_ex240501.log`, always with `/`. */
export function logPath(site: Site, dayMs: number): string {
  const date = new Date(dayMs).toISOString().slice(2, 10).replaceAll('-', '');
  return `logs/${site.server}/${site.folder}/${site.filePrefix}${date}${site.fileSuffix}.log`;
}
