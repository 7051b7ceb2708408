import { readHead } from '../ingest/head.ts';
import { sniff } from '../ingest/sniff.ts';
import { fileSources } from '../ingest/source.ts';
import type { Head } from '../parsers/format.ts';
import { loadFormats } from '../parsers/registry.ts';
import { eventLogInput } from './inputs/event-log.ts';
import { findFiles } from './inputs/find-files.ts';
import { lineDefinitions } from './inputs/line-definitions.ts';

/** Log Parser's names of formats of easel. */
const names: ReadonlyMap<string, string> = new Map([
  ...lineDefinitions.map(({ format, name }) => [format, name] as const),
  ['events', eventLogInput.name],
]);

/**
 * The input format that the files of FROM are in by their content, where their names say nothing: an
 * extension. Looks at the first file of each entry, of an archive at its first member; undefined where they differ or say nothing.
 */
export async function sniffedInput(
  entries: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  const found = new Set<string | undefined>();
  for (const entry of entries) found.add(await ofEntry(entry, cwd));
  const [name] = found;
  return found.size === 1 ? name : undefined;
}

async function ofEntry(entry: string, cwd: string): Promise<string | undefined> {
  try {
    const [file] = await findFiles(entry, { cwd, recurse: 0 });
    if (file === undefined) return undefined;
    const [source] = await fileSources({ file, root: file });
    if (source === undefined) return undefined;
    const { head, isBinary } = await readHead(source);
    return isBinary ? undefined : await ofHead(head);
  } catch {
    // Opening it as text will say what is wrong with it.
    return undefined;
  }
}

async function ofHead(head: Head): Promise<string | undefined> {
  const sniffed = sniff(head, await loadFormats());
  if (sniffed.kind === 'known') return names.get(sniffed.format.name) ?? sniffed.format.name;
  // Exchange writes such a line too, with commas: for CSV somebody has to say how many lines to skip.
  if (head.lines.some((line) => /^#\s*Fields\s*:[^,]*$/i.test(line))) return 'W3C';
  const start = head.lines.find((line) => line.trim() !== '')?.trimStart() ?? '';
  if (/^<\?xml\b/i.test(start)) return 'XML';
  return undefined;
}
