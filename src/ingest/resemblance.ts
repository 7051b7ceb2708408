import type { Head } from '../parsers/format.ts';

const signatures: readonly (readonly [start: string, what: string])[] = [
  ['ElfFile\0', 'a Windows event log (.evtx)'],
  ['PK\u0003\u0004', 'a ZIP archive or an Office document'],
  ['\u001f\u008b', 'gzip'],
  ['7z\u00bc\u00af', 'a 7-Zip archive: unpack it first'],
  ['Rar!', 'a RAR archive: unpack it first'],
  ['BZh', 'bzip2: unpack it first'],
  ['\u00fd7zXZ', 'xz: unpack it first'],
  ['SQLite format 3', 'a SQLite database'],
  ['%PDF', 'a PDF'],
  ['MZ', 'a program'],
  ['\u007fELF', 'a program'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Office document'],
  ['\u0089PNG', 'a picture'],
  ['MSFT LOG', 'a centralized binary log of IIS (.ibl)'],
  ['regf', 'a registry hive'],
];

/** What a binary file is, by its first bytes. */
export function binaryKind(bytes: Buffer): string | undefined {
  if (bytes.subarray(8, 12).toString('latin1') === 'DUCK') return 'a DuckDB database';
  const start = bytes.subarray(0, 16).toString('latin1');
  return signatures.find(([signature]) => start.startsWith(signature))?.[1];
}

/** What a text looks like that no format knows. */
export function textKind({ lines }: Head): string | undefined {
  const [first = '', second = ''] = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (/^<(?:\?xml|[A-Za-z!])/.test(first))
    return /^<!doctype html|<html/i.test(first) ? 'HTML' : 'XML';
  if (/^[[{]/.test(first)) return 'JSON';
  if (first.startsWith('#!')) return 'a script';
  if (/^<\d{1,3}>/.test(first) || /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d /.test(first))
    return 'syslog';
  const separator = [',', ';', '\t'].find((each) => {
    const parts = first.split(each).length;
    return parts > 1 && second.split(each).length === parts;
  });
  if (separator === undefined) return undefined;
  const name = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }[separator] ?? '';
  const shown = first.length > 80 ? `${first.slice(0, 80)}...` : first;
  return `a table with ${name}, beginning: ${shown}`;
}
