import type { Format, LineFormat } from '../parsers/format.ts';
import { bringsMore } from './filter.ts';
import { fittingFields } from './known-fields.ts';
import { readHead, type FileHead } from './head.ts';
import { identified, type IdentifiedHead } from './identity.ts';
import { binaryKind } from './resemblance.ts';
import { loggedServer } from './logged-server.ts';
import { serverName } from './server-name.ts';
import { namedFormat, sniff } from './sniff.ts';
import type { LogSource } from './source.ts';
import { continueFile } from './continue-file.ts';
import { zoneFor, type FileContext, type FileOutcome, type LoadKind } from './file-context.ts';
import { blankRecord, clearPlace, namesOf, placeHolder, recordOf } from './file-record.ts';
import { findKnown, otherReading } from './known-file.ts';
import { readFramed } from './read-framed.ts';
import { fromBeginning, segmentSource } from './segment-source.ts';
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
    const { fileId } = known.record;
    return readNew(source, head, { format: chosen, fileId, how: 'rewritten' }, context);
  }
  await clearPlace(source.path, context);
  const fileId = placeHolder(source.path, context.ledger);
  return readNew(source, head, { format: chosen, fileId, how: 'new' }, context);
}

function isUntouched(source: LogSource, context: FileContext): boolean {
  const { ledger, filter, final } = context;
  return ledger.atPath(source.path).some((record) => {
    const { state, resume, loads } = record;
    return (
      state === 'loaded' &&
      resume?.stamp === source.stamp &&
      !(final && record.pending > 0) &&
      (loads.length === 0 || !bringsMore(filter, loads, resume.progress.lines)) &&
      otherReading(record, context) === undefined
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

interface NewFile {
  readonly format: LineFormat;
  readonly fileId: number;
  readonly how: LoadKind;
}

async function readNew(
  source: LogSource,
  head: IdentifiedHead,
  { format, fileId, how }: NewFile,
  context: FileContext,
): Promise<FileOutcome> {
  const given =
    context.server === undefined ? {} : { given: context.server, givenBy: context.serverFrom };
  const fields = await fittingFields(source, head, format);
  const isOrdered = format.datesByCulture === true && context.dates !== undefined;
  const header = {
    ...(fields === undefined ? {} : { fields }),
    ...(isOrdered ? { dates: context.dates } : {}),
  };
  const logged = loggedServer(head.head, format, header);
  const name = serverName({ path: source.path, root: source.root, logged, ...given });
  const zone = zoneFor(source, format, context);
  if (zone === undefined && isLocal(head, format)) {
    const reason = `its times are local: say of which zone with --source-tz <zone>, or --source-tz '<glob>=<zone>'`;
    return refuse(source, reason, context);
  }
  if (how === 'rewritten') await context.batch.undo(fileId);
  const blank = blankRecord(source, fileId, format, name, head.identity);
  await context.batch.begin(namesOf(blank, zone), undefined);
  const from = fromBeginning(header);
  const lines = { head, format, fileId, from, oldLines: 0, offerOld: false };
  const segmented = await segmentSource(source, lines, context);
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

function isLocal({ head }: FileHead, format: LineFormat): boolean {
  const { localTime = false } = format;
  return typeof localTime === 'function' ? localTime(head) : localTime;
}
