import { createHash } from 'node:crypto';
import type { Format, Header, LineFormat } from '../parsers/format.ts';
import { bringsMore } from './filter.ts';
import { fittingFields } from './known-fields.ts';
import { readHead, type FileHead } from './head.ts';
import { identified, type IdentifiedHead } from './identity.ts';
import { binaryKind } from './resemblance.ts';
import { loggedServer } from './logged-server.ts';
import { atStart } from './segmenter.ts';
import { serverName } from './server-name.ts';
import { namedFormat, sniff } from './sniff.ts';
import type { LogSource } from './source.ts';
import { continueFile } from './continue-file.ts';
import type { FileContext, FileOutcome, LoadKind } from './file-context.ts';
import { blankRecord, clearPlace, namesOf, placeHolder, recordOf } from './file-record.ts';
import { findKnown, isOtherServer } from './known-file.ts';
import { readFramed } from './read-framed.ts';
import { segment } from './read-lines.ts';
import { refuse, rememberBlank } from './unread-file.ts';

/** Reads one file as far as it is new, into the batch. */
export async function ingestFile(source: LogSource, context: FileContext): Promise<FileOutcome> {
  if (isUntouched(source, context)) return { kind: 'unchanged' };
  const start = await readHead(source);
  if (start.blankLines !== null) return rememberBlank(source, start.blankLines, context);
  const chosen = chooseFormat(start, context);
  if (typeof chosen !== 'string' && chosen.kind === 'framed') {
    return readFramed(source, start, chosen, context);
  }
  const isForeign = typeof chosen === 'string';
  const head = await identified(source, start, { final: context.final, isForeign });
  const known = await findKnown(source, head, context);
  if (known.kind === 'same') return continueFile(source, head, known.record, known.hash, context);
  if (known.kind === 'shorter') return { kind: 'shorter', known: known.record };
  if (isForeign) return refuse(source, chosen, context);
  if (known.kind === 'rewritten') {
    return readNew(source, head, chosen, known.record.fileId, 'rewritten', context);
  }
  await clearPlace(source.path, context);
  return readNew(source, head, chosen, placeHolder(source.path, context.ledger), 'new', context);
}

function isUntouched(source: LogSource, { ledger, filter, final, server }: FileContext): boolean {
  return ledger.atPath(source.path).some((record) => {
    const { state, resume, loads } = record;
    return (
      state === 'loaded' &&
      resume?.stamp === source.stamp &&
      !(final && record.pending > 0) &&
      (loads.length === 0 || !bringsMore(filter, loads, resume.progress.lines)) &&
      !isOtherServer(record, server)
    );
  });
}

function chooseFormat(head: FileHead, context: FileContext): Format | string {
  if (context.formatName !== undefined) return namedFormat(context.formatName, context.formats);
  if (head.isBinary) {
    const kind = binaryKind(head.bytes);
    return `it is a binary file${kind === undefined ? '' : `: ${kind}`}`;
  }
  const found = sniff(head.head, context.formats);
  return found.kind === 'known' ? found.format : found.reason;
}

async function readNew(
  source: LogSource,
  head: IdentifiedHead,
  format: LineFormat,
  fileId: number,
  how: LoadKind,
  context: FileContext,
): Promise<FileOutcome> {
  const given =
    context.server === undefined ? {} : { given: context.server, givenBy: context.serverFrom };
  const fields = await fittingFields(source, head, format);
  const header = fields === undefined ? {} : { fields };
  const logged = loggedServer(head.head, format, header);
  const name = serverName({ path: source.path, root: source.root, logged, ...given });
  const zone = isLocal(head, format, header) ? context.zoneOf(source.path) : undefined;
  if (zone === undefined && isLocal(head, format, header)) {
    const reason = `its times are local: say of which zone with --source-tz <zone>, or --source-tz '<glob>=<zone>'`;
    return refuse(source, reason, context);
  }
  if (how === 'rewritten') await context.batch.undo(fileId);
  const blank = blankRecord(source, fileId, format, name, head.identity);
  await context.batch.begin(namesOf(blank, zone), undefined);
  const segmented = await segment(source, head, format, fileId, context, {
    start: { ...atStart, header },
    offset: 0,
    hash: createHash('sha256'),
    oldLines: 0,
    offerOld: false,
  });
  const record = recordOf(source, blank, segmented, context, {
    encoding: head.encoding,
    crOnly: head.crOnly,
    firstLine: 1,
    explicit: name.explicit,
    ...(zone === undefined ? {} : { zone }),
    ...(fields === undefined ? {} : { assumedFields: fields }),
  });
  await context.batch.remember(record, segmented.progress);
  if (head.identity === null) return { kind: 'empty', record };
  return { kind: 'loaded', how, record };
}

/** The header in force after the first lines. */
function headerOf(head: FileHead, format: LineFormat, before: Header): Header {
  return head.head.lines.reduce(
    (header, line) => (line.startsWith('#') ? format.directive?.(line, header) : null) ?? header,
    before,
  );
}

function isLocal(head: FileHead, format: LineFormat, before: Header): boolean {
  const { localTime = false } = format;
  if (typeof localTime === 'function' ? localTime(head.head) : localTime) return true;
  return format.schema(headerOf(head, format, before))?.localTime === true;
}
