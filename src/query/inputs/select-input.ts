import path from 'node:path';

const byExtension: Readonly<Record<string, string>> = {
  '.csv': 'CSV',
  '.tsv': 'TSV',
  '.xml': 'XML',
  '.evt': 'EVT',
  '.evtx': 'EVT',
  '.etl': 'ETW',
  '.cap': 'NETMON',
  '.ibl': 'BIN',
  '.parquet': 'PARQUET',
  '.json': 'JSONL',
  '.jsonl': 'JSONL',
  '.ndjson': 'JSONL',
};

const byName: readonly (readonly [RegExp, string])[] = [
  [/^(?:u_)?(?:ex|extend|nc_?ex)[\d*?_]/, 'IISW3C'],
  [/^httperr.*\.log$/, 'HTTPERR'],
  [/^urlscan.*\.log$/, 'URLSCAN'],
  [/^(?:u_)?in[\d*?].*\.log$/, 'IIS'],
  [/^(?:u_)?nc[\d*?].*\.log$/, 'NCSA'],
  [/ex\d{6}.*\.log$/, 'IISW3C'],
];

const eventLogs = ['system', 'application', 'security', 'setup', 'forwardedevents'];

/**
 * The input format Log Parser takes for a FROM name when `-i` is absent; undefined where it would
 * fall back on TEXTLINE.
 */
export function inputFormatFor(entry: string): string | undefined {
  if (/^<.*>$/.test(entry)) return 'IISW3C';
  if (/^(?:LDAP|GC|WinNT|IIS):\/\//i.test(entry)) return 'ADS';
  if (/^\\(?:\\[^\\]+\\)?HK(?:LM|CU|CR|CC|U)\b/i.test(entry)) return 'REG';
  const log = /^(?:\\\\[^\\]+\\)?([^\\/.]+)$/.exec(entry)?.[1]?.toLowerCase();
  if (log !== undefined && eventLogs.includes(log)) return 'EVT';
  const name = path.posix
    .basename(entry.replaceAll('\\', '/'))
    .toLowerCase()
    .replace(/#.*$/, '')
    .replace(/\.(?:gz|zst|zip)$/, '');
  const extension = byExtension[path.posix.extname(name)];
  if (extension !== undefined) return extension;
  if (/\.xml#/i.test(entry)) return 'XML';
  return byName.find(([pattern]) => pattern.test(name) && /\.log$|\d\*$/.test(name))?.[1];
}
