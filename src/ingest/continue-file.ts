import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Header } from '../parsers/format.ts';
import { bringsMore } from './filter.ts';
import type { FileHead } from './head.ts';
import type { FileRecord, Resume } from './ledger.ts';
import { hashTo } from './prefix.ts';
import { atStart, type Progress } from './segmenter.ts';
import type { LogSource } from './source.ts';
import type { FileContext, FileOutcome } from './file-context.ts';
import { namesOf, recordOf } from './file-record.ts';
import { isOtherServer } from './known-file.ts';
import { segment } from './read-lines.ts';

/** A known file: its new lines, and of the old ones what a wider filter lets through. */
export async function continueFile(
  source: LogSource,
  head: FileHead,
  known: FileRecord,
  hash: Hash,
  context: FileContext,
): Promise<FileOutcome> {
  const { resume } = known;
  if (isOtherServer(known, context.server)) {
    const reason = `its bytes are loaded as ${known.path} of server ${known.server ?? ''}; to load them as ${context.server ?? ''}, first: easel remove ${shellWord(known.path)}`;
    return { kind: 'refused', state: 'refused', reason, record: known };
  }
  const format = context.formats.find(({ name }) => name === known.format);
  if (resume === null || format?.kind !== 'lines') return { kind: 'unchanged' };
  const isWider = bringsMore(context.filter, known.loads, resume.progress.lines);
  const from = await startOf(source, known, resume, hash, context);
  await context.batch.begin(namesOf(known, resume.zone), known);
  const segmented = await segment(source, head, format, known.fileId, context, {
    start: isWider ? { ...atStart, header: assumedHeader(resume) } : from.progress,
    offset: isWider ? 0 : from.offset,
    hash: isWider ? createHash('sha256') : from.hash,
    oldLines: from.progress.lines,
    offerOld: isWider,
  });
  const hasMore = segmented.progress.lines > from.progress.lines;
  const found = recordOf(source, known, segmented, context, {
    encoding: resume.encoding,
    crOnly: resume.crOnly,
    firstLine: isWider ? 1 : from.progress.lines + 1,
    ...(resume.zone === undefined ? {} : { zone: resume.zone }),
    ...(resume.assumedFields === undefined ? {} : { assumedFields: resume.assumedFields }),
  });
  const record = hasMore ? found : atOldPath(found, known, resume);
  await context.batch.remember(record, segmented.progress);
  if (!hasMore && !isWider) return { kind: 'unchanged' };
  return { kind: 'loaded', how: hasMore ? 'grown' : 'wider', record };
}

interface Start {
  readonly progress: Progress;
  readonly offset: number;
  readonly hash: Hash;
}

/** Where new lines begin. A line that was loaded unterminated is read again, if it goes on. */
async function startOf(
  source: LogSource,
  known: FileRecord,
  { progress, openLine }: Resume,
  hash: Hash,
  { batch }: FileContext,
): Promise<Start> {
  if (openLine === undefined || !(await goesOn(source, known.prefixBytes))) {
    return { progress, offset: known.prefixBytes, hash };
  }
  await batch.undo(known.fileId, progress.lines);
  const { offset, before } = openLine;
  return { progress: before, offset, hash: await hashTo(source, offset) };
}

/** A copy with nothing new does not take the place of the file that it is a copy of. */
function atOldPath(record: FileRecord, { path }: FileRecord, { stamp }: Resume): FileRecord {
  if (record.resume === null || record.path === path || !existsSync(path)) return record;
  return { ...record, path, resume: { ...record.resume, stamp } };
}

/** Whether anything but NULs follows. */
async function goesOn(source: LogSource, offset: number): Promise<boolean> {
  for await (const chunk of source.read(offset)) {
    if (chunk.some((byte) => byte !== 0)) return true;
  }
  return false;
}

/** A path as it can be typed again. */
function shellWord(path: string): string {
  return /[^\w./\\:@%+,-]/.test(path) ? `"${path}"` : path;
}

function assumedHeader({ assumedFields }: Resume): Header {
  return assumedFields === undefined ? {} : { fields: assumedFields };
}
