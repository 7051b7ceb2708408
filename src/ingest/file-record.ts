import type { Format } from '../parsers/format.ts';
import { addLoad } from './filter.ts';
import type { FileNames } from './load-sql.ts';
import type { FileRecord, Ledger, Resume } from './ledger.ts';
import type { Segmented } from './segment-file.ts';
import type { ServerName } from './server-name.ts';
import type { LogSource } from './source.ts';
import type { FileContext } from './file-context.ts';
import { unknownValue } from '../models/unknown-value.ts';

export function recordOf(
  source: LogSource,
  known: FileRecord,
  segmented: Segmented,
  { filter }: FileContext,
  how: {
    readonly encoding: Resume['encoding'];
    readonly crOnly: boolean;
    readonly firstLine: number;
    readonly explicit?: boolean;
    readonly zone?: string;
    readonly assumedFields?: readonly string[];
  },
): FileRecord {
  const { progress, prefixBytes, prefixHash, pending, openLine } = segmented;
  const load = { firstLine: how.firstLine, lastLine: progress.lines, filter };
  return {
    ...known,
    path: source.path,
    state: known.identity === null ? 'empty' : 'loaded',
    reason: null,
    prefixBytes,
    prefixHash,
    pending,
    loads: load.lastLine >= load.firstLine ? addLoad(known.loads, load) : known.loads,
    resume: {
      encoding: how.encoding,
      crOnly: how.crOnly,
      progress,
      ...(openLine === undefined ? {} : { openLine }),
      stamp: source.stamp,
      serverExplicit: how.explicit ?? known.resume?.serverExplicit ?? false,
      ...(how.zone === undefined ? {} : { zone: how.zone }),
      ...(how.assumedFields === undefined ? {} : { assumedFields: how.assumedFields }),
    },
  };
}

/** A file of which nothing is known. */
export function withoutContent(path: string, fileId: number): FileRecord {
  return {
    fileId,
    path,
    server: null,
    serverFrom: null,
    site: null,
    format: null,
    state: 'refused',
    reason: null,
    identity: null,
    prefixBytes: 0,
    prefixHash: null,
    resume: null,
    pending: 0,
    loads: [],
  };
}

export function blankRecord(
  source: LogSource,
  fileId: number,
  format: Format,
  name: ServerName,
  identity: string | null,
): FileRecord {
  return {
    ...withoutContent(source.path, fileId),
    server: name.server,
    serverFrom: name.from,
    site: name.site,
    format: format.name,
    state: 'loaded',
    identity,
  };
}

/** The id of a file without identity at this path (refused, pruned, empty before), else a new one. */
export function placeHolder(path: string, ledger: Ledger): number {
  return placed(path, ledger)?.fileId ?? ledger.nextId();
}

/** Takes out what an earlier reading has stored of that file: it is read from its beginning. */
export async function clearPlace(
  path: string,
  { ledger, batch }: Pick<FileContext, 'ledger' | 'batch'>,
): Promise<void> {
  const before = placed(path, ledger);
  const progress = before?.resume?.progress;
  if (before === undefined || progress === undefined) return;
  if (progress.lines > progress.directives + progress.blank) await batch.undo(before.fileId);
}

function placed(path: string, ledger: Ledger): FileRecord | undefined {
  return ledger.atPath(path).find(({ identity }) => identity === null);
}

export function namesOf({ fileId, server, site }: FileRecord, zone?: string): FileNames {
  const local = zone === undefined ? {} : { zone };
  return { fileId, server: server ?? unknownValue, site, ...local };
}
