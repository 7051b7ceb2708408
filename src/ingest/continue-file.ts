import type { Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Header } from '../parsers/format.ts';
import { bringsMore, loadsUpTo, type Load } from './filter.ts';
import type { IdentifiedHead } from './identity.ts';
import type { FileRecord, Resume } from './ledger.ts';
import { hashTo } from './prefix.ts';
import type { ReadFrom } from './segment-file.ts';
import type { LogSource } from './source.ts';
import type { FileContext, FileOutcome } from './file-context.ts';
import { namesOf, recordOf } from './file-record.ts';
import { isOtherServer } from './known-file.ts';
import { fromBeginning, segmentSource } from './segment-source.ts';
import { shellWord } from '../support/shell-word.ts';

/** A known file: its new lines, and of the old ones what a wider filter lets through. */
export async function continueFile(
  source: LogSource,
  head: IdentifiedHead,
  known: FileRecord,
  hash: Hash,
  context: FileContext,
): Promise<FileOutcome> {
  const { resume } = known;
  if (isOtherServer(known, context.server)) {
    const reason = `its bytes are loaded as ${known.path} of server ${known.server ?? ''}; to load them as ${context.server ?? ''}, first: easel remove ${shellWord(known.path, process.platform === 'win32')}`;
    return { kind: 'refused', state: 'refused', reason, record: known };
  }
  const format = context.formats.find(({ name }) => name === known.format);
  if (resume === null || format?.kind !== 'lines') return { kind: 'unchanged' };
  const isWider = bringsMore(context.filter, known.loads, resume.progress.lines);
  const newLines = await newLinesOf(source, known, resume, hash, context);
  await context.batch.begin(namesOf(known, resume.zone), known);
  const oldLines = newLines.from.start.lines;
  const lines = {
    head,
    format,
    fileId: known.fileId,
    from: isWider ? fromBeginning(assumedHeader(resume)) : newLines.from,
    oldLines,
    offerOld: isWider,
    isTailLoaded: newLines.openLine !== undefined,
  };
  const segmented = await segmentSource(source, lines, context);
  const hasMore = segmented.progress.lines > oldLines;
  const openLine = segmented.openLine ?? (hasMore ? undefined : newLines.openLine);
  const read = openLine === undefined ? segmented : { ...segmented, openLine };
  const before = { ...known, loads: newLines.loads, identity: head.identity };
  const found = recordOf(source, before, read, context, {
    encoding: resume.encoding,
    crOnly: resume.crOnly,
    firstLine: isWider ? 1 : oldLines + 1,
    ...(resume.zone === undefined ? {} : { zone: resume.zone }),
    ...(resume.assumedFields === undefined ? {} : { assumedFields: resume.assumedFields }),
  });
  const record = hasMore ? found : atOldPath(found, known, resume, context);
  await context.batch.remember(record, segmented.progress);
  if (!hasMore && !isWider) return { kind: 'unchanged' };
  return { kind: 'loaded', how: hasMore ? 'grown' : 'wider', record };
}

interface NewLines {
  readonly from: ReadFrom;
  /** What has been offered of the lines before. */
  readonly loads: readonly Load[];
  /** The unterminated line that the lines before end with. */
  readonly openLine?: Resume['openLine'];
}

/** Where new lines begin. A line that was loaded unterminated is read again, if it goes on. */
async function newLinesOf(
  source: LogSource,
  known: FileRecord,
  { progress, openLine }: Resume,
  hash: Hash,
  { batch }: FileContext,
): Promise<NewLines> {
  if (openLine === undefined || !(await goesOn(source, known.prefixBytes))) {
    const from = { start: progress, offset: known.prefixBytes, hash };
    return { from, loads: known.loads, openLine };
  }
  await batch.undo(known.fileId, progress.lines);
  const { offset, before } = openLine;
  const loads = loadsUpTo(known.loads, before.lines);
  return { from: { start: before, offset, hash: await hashTo(source, offset) }, loads };
}

/**
 * A copy with nothing new does not take the place of the file that it is a copy of, nor of its last line. A
 * log under another name is no copy where another log has come under the old one.
 */
function atOldPath(
  record: FileRecord,
  { fileId, path, pending }: FileRecord,
  { stamp }: Resume,
  { ledger }: FileContext,
): FileRecord {
  const isTaken = ledger
    .atPath(path)
    .some((other) => other.fileId !== fileId && other.state === 'loaded');
  if (record.resume === null || record.path === path || isTaken || !existsSync(path)) return record;
  return { ...record, path, pending, resume: { ...record.resume, stamp } };
}

/** Whether anything but NULs follows. */
async function goesOn(source: LogSource, offset: number): Promise<boolean> {
  for await (const chunk of source.read(offset)) {
    if (chunk.some((byte) => byte !== 0)) return true;
  }
  return false;
}

function assumedHeader({ assumedFields }: Resume): Header {
  return assumedFields === undefined ? {} : { fields: assumedFields };
}
