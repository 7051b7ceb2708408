import { createHash } from 'node:crypto';
import type { LineFormat } from '../parsers/format.ts';
import type { FileHead } from './head.ts';
import type { LogSource } from './source.ts';
import { textLines } from './text-lines.ts';

/**
 * The field list of a file without any `#Fields`: one that fits all records, if there is only one.
 * Reads the whole file, but stops where no list is left.
 */
export async function fittingFields(
  source: LogSource,
  head: FileHead,
  format: LineFormat,
): Promise<readonly string[] | undefined> {
  const { knownFields = [], fits } = format;
  if (fits === undefined || head.head.lines.some(isFields)) return undefined;
  let left = knownFields;
  let records = 0;
  const lines = textLines(source, {
    encoding: head.encoding,
    crOnly: head.crOnly,
    bom: head.bom,
    hash: createHash('sha256'),
  });
  for await (const line of lines) {
    if (isFields(line)) return undefined;
    if (line.trim() === '' || line.startsWith('#')) continue;
    records++;
    left = left.filter((fields) => fits(line, fields));
    if (left.length === 0) return undefined;
  }
  return records > 0 && left.length === 1 ? left[0] : undefined;
}

function isFields(line: string): boolean {
  return /^#\s*Fields\s*:/i.test(line);
}
