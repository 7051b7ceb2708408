import { createHash, type Hash } from 'node:crypto';
import { quotedString } from '../duckdb/sql-text.ts';
import type { ExpressMemory, ExpressOptions } from '../parsers/express/express-reader.ts';
import {
  RefusedFile,
  type FileFacts,
  type Format,
  type FramedFormat,
  type Header,
  type LineFormat,
} from '../parsers/format.ts';
import type { Batch } from './batch.ts';
import { addLoad, bringsMore, type Filter } from './filter.ts';
import { parseFramed, type FramedPiece } from './framed.ts';
import { fittingFields } from './known-fields.ts';
import type { ExpressPool } from './express-pool.ts';
import type { FileNames } from './load-sql.ts';
import { readHead, type FileHead } from './head.ts';
import type { FileRecord, Ledger, Resume } from './ledger.ts';
import type { Pieces } from './piece.ts';
import { binaryKind } from './resemblance.ts';
import { checkPrefixes, hashTo, type Prefix } from './prefix.ts';
import { loggedServer } from './logged-server.ts';
import { segmentFile, type Segmented } from './segment-file.ts';
import { atStart, type Progress, type RegularBlock } from './segmenter.ts';
import { serverName, type ServerName } from './server-name.ts';
import { namedFormat, sniff } from './sniff.ts';
import type { LogSource } from './source.ts';

export interface FileOptions {
  readonly formats: readonly Format[];
  readonly formatName?: string;
  readonly server?: string;
  /** Who names `server`. */
  readonly serverFrom: '--server' | 'easel.yaml';
  readonly filter: Filter;
  readonly final: boolean;
  readonly keepQuery: boolean;
  readonly dates?: 'dmy' | 'mdy' | 'iso';
  /** UTC, as DuckDB writes it. */
  readonly asOf?: string;
  /** The zone `--source-tz` names for a path. */
  readonly zoneOf: (path: string) => string | undefined;
}

export interface FileContext extends FileOptions {
  readonly batch: Batch;
  readonly ledger: Ledger;
  readonly pieces: Pieces;
  readonly memory: ExpressMemory;
  /** Other threads to read large files with. */
  readonly pool: ExpressPool | undefined;
  /** For working copies. */
  readonly folder: string;
  readonly onBytes: (bytes: number) => void;
}

/** What became of one file. */
export type FileOutcome =
  | { readonly kind: 'loaded'; readonly how: LoadKind; readonly record: FileRecord }
  | { readonly kind: 'empty'; readonly record: FileRecord }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'shorter'; readonly known: FileRecord }
  | {
      readonly kind: 'refused';
      /** `pruned`: not even opened. */
      readonly state: 'refused' | 'pruned';
      readonly reason: string;
      readonly record: FileRecord;
    };

export type LoadKind = 'new' | 'grown' | 'rewritten' | 'wider';

/** Reads one file as far as it is new, into the batch. */
export async function ingestFile(source: LogSource, context: FileContext): Promise<FileOutcome> {
  if (isUntouched(source, context)) return { kind: 'unchanged' };
  const head = await readHead(source, context.final);
  if (head.blankLines !== null) return rememberBlank(source, head.blankLines, context);
  const chosenFirst = chooseFormat(head, context);
  if (typeof chosenFirst !== 'string' && chosenFirst.kind === 'framed') {
    return readFramed(source, head, chosenFirst, context);
  }
  const known = await findKnown(source, head, context);
  if (known.kind === 'same') return goOn(source, head, known.record, known.hash, context);
  if (known.kind === 'shorter') return { kind: 'shorter', known: known.record };
  const chosen = chosenFirst;
  if (typeof chosen === 'string') return refuse(source, chosen, context);
  if (known.kind === 'rewritten') {
    return readNew(source, head, chosen, known.record.fileId, 'rewritten', context);
  }
  return readNew(source, head, chosen, placeHolder(source, context), 'new', context);
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

type Known =
  | { readonly kind: 'same'; readonly record: FileRecord; readonly hash: Hash }
  | { readonly kind: 'shorter' | 'rewritten'; readonly record: FileRecord }
  | { readonly kind: 'unknown' };

/** The file of the ledger that this one is (contract.md section 5, "File identity"). */
async function findKnown(
  source: LogSource,
  head: FileHead,
  { ledger }: FileContext,
): Promise<Known> {
  if (head.identity === null) return { kind: 'unknown' };
  const records = ledger.withIdentity(head.identity);
  if (records.length === 0) return { kind: 'unknown' };
  const prefixes = new Map<Prefix, FileRecord>(
    records.map((record) => [{ bytes: record.prefixBytes, hash: record.prefixHash ?? '' }, record]),
  );
  const checks = await checkPrefixes(source, [...prefixes.keys()]);
  let shorter: FileRecord | undefined;
  let rewritten: FileRecord | undefined;
  let same: { record: FileRecord; hash: Hash } | undefined;
  for (const [prefix, check] of checks) {
    const record = prefixes.get(prefix);
    if (record === undefined) continue;
    const isLonger = same === undefined || record.prefixBytes > same.record.prefixBytes;
    if (check.kind === 'same' && isLonger) same = { record, hash: check.hash };
    if (check.kind === 'shorter') shorter ??= record;
    if (check.kind === 'other' && record.path === source.path) rewritten = record;
  }
  if (same !== undefined) return { kind: 'same', ...same };
  if (rewritten !== undefined) return { kind: 'rewritten', record: rewritten };
  return shorter === undefined ? { kind: 'unknown' } : { kind: 'shorter', record: shorter };
}

/** A known file: its new lines, and of the old ones what a wider filter lets through. */
async function goOn(
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
  const record = recordOf(source, known, segmented, context, {
    encoding: resume.encoding,
    crOnly: resume.crOnly,
    firstLine: isWider ? 1 : from.progress.lines + 1,
    ...(resume.zone === undefined ? {} : { zone: resume.zone }),
    ...(resume.assumedFields === undefined ? {} : { assumedFields: resume.assumedFields }),
  });
  const isSame =
    !hasMore && !isWider && record.pending === known.pending && record.path === known.path;
  await context.batch.remember(record, segmented.progress);
  if (isSame || (!hasMore && !isWider)) return { kind: 'unchanged' };
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

/** Whether anything but NULs follows. */
async function goesOn(source: LogSource, offset: number): Promise<boolean> {
  for await (const chunk of source.read(offset)) {
    if (chunk.some((byte) => byte !== 0)) return true;
  }
  return false;
}

async function readNew(
  source: LogSource,
  head: FileHead,
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

/**
 * A framed file is read as a whole. Its identity is all of it: an export does not grow, the next one
 * begins alike. Where it did grow (a trace), its rows are replaced.
 */
async function readFramed(
  source: LogSource,
  head: FileHead,
  format: FramedFormat,
  context: FileContext,
): Promise<FileOutcome> {
  const { ledger, batch } = context;
  const given =
    context.server === undefined ? {} : { given: context.server, givenBy: context.serverFrom };
  const name = serverName({ path: source.path, root: source.root, logged: {}, ...given });
  const facts: FileFacts = {
    server: quotedString(name.server),
    site: name.site === null ? 'null' : quotedString(name.site),
    keepQuery: context.keepQuery,
    ...(context.dates === undefined ? {} : { dates: context.dates }),
    ...(context.asOf === undefined ? {} : { asOf: context.asOf }),
    modifiedAt: source.modifiedAt.toISOString().slice(0, 19).replace('T', ' '),
  };
  const fileId = placeHolder(source, context);
  let piece: FramedPiece;
  try {
    piece = await parseFramed(source, head, format, facts, context.folder, fileId, (bytes) => {
      context.onBytes(bytes);
      return Promise.resolve();
    });
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    const hint = error.hint === undefined ? '' : ` (${error.hint})`;
    return refuse(source, `${error.message}${hint}`, context);
  }
  if (ledger.withIdentity(piece.hash).length > 0) return { kind: 'unchanged' };
  const before = ledger.atPath(source.path).filter((each) => each.format === format.name);
  const checks = await checkPrefixes(
    source,
    before.map(({ prefixBytes, prefixHash }) => ({ bytes: prefixBytes, hash: prefixHash ?? '' })),
  );
  const grown = before.find((each) =>
    [...checks].some(
      ([prefix, check]) => check.kind === 'same' && prefix.bytes === each.prefixBytes,
    ),
  );
  const id = grown?.fileId ?? fileId;
  if (grown !== undefined) await batch.undo(id, undefined, [format.table]);
  await batch.begin({ fileId: id, server: name.server, site: name.site }, undefined);
  await batch.loadFramed(piece, format, facts, id);
  const { directives, blank, data } = piece.counts;
  const progress: Progress = {
    lines: directives + blank + data,
    directives,
    blank,
    header: {},
  };
  const identity = data === 0 ? null : piece.hash;
  const record: FileRecord = {
    ...blankRecord(source, id, format, name, identity),
    state: identity === null ? 'empty' : 'loaded',
    prefixBytes: piece.bytes,
    prefixHash: piece.hash,
    loads: [],
    resume: {
      encoding: head.encoding,
      crOnly: head.crOnly,
      progress,
      stamp: source.stamp,
      serverExplicit: name.explicit,
    },
  };
  await batch.remember(record, progress);
  return identity === null
    ? { kind: 'empty', record }
    : { kind: 'loaded', how: grown === undefined ? 'new' : 'grown', record };
}

function segment(
  source: LogSource,
  head: FileHead,
  format: LineFormat,
  fileId: number,
  context: FileContext,
  from: Start0,
): Promise<Segmented> {
  const { pool } = context;
  const options = expressOptions(fileId, context);
  return segmentFile({
    source,
    encoding: head.encoding,
    crOnly: head.crOnly,
    format,
    fileId,
    pieces: context.pieces,
    ...from,
    express: { options, memory: context.memory },
    ...(pool === undefined ? {} : { offer: (block) => giveToPool(pool, block, format, options) }),
    takeTail: context.final || source.compressed,
    onChunk: async (bytes) => {
      context.onBytes(bytes);
      await context.batch.loadFull(bytes);
    },
  });
}

function giveToPool(
  pool: ExpressPool,
  { bytes, ...block }: RegularBlock,
  { name }: LineFormat,
  options: ExpressOptions,
): boolean {
  pool.add({ ...block, format: name, options }, bytes);
  return true;
}

function expressOptions(fileId: number, { filter, keepQuery }: FileContext): ExpressOptions {
  const seconds = (time: string | undefined, otherwise: number): number =>
    time === undefined ? otherwise : Date.parse(`${time.replace(' ', 'T')}Z`) / 1000;
  return {
    fileId,
    keepQuery,
    traffic: filter.traffic,
    since: seconds(filter.since, -Infinity),
    until: seconds(filter.until, Infinity),
  };
}

interface Start0 {
  readonly start: Progress;
  readonly offset: number;
  readonly hash: Hash;
  readonly oldLines: number;
  readonly offerOld: boolean;
}

function recordOf(
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

function blankRecord(
  source: LogSource,
  fileId: number,
  format: Format,
  name: ServerName,
  identity: string | null,
): FileRecord {
  return {
    fileId,
    path: source.path,
    server: name.server,
    serverFrom: name.from,
    site: name.site,
    format: format.name,
    state: 'loaded',
    reason: null,
    identity,
    prefixBytes: 0,
    prefixHash: null,
    resume: null,
    pending: 0,
    loads: [],
  };
}

/** The id of a file without identity at this path (refused, pruned, empty before), else a new one. */
function placeHolder(source: LogSource, { ledger }: FileContext): number {
  const before = ledger.atPath(source.path).find(({ identity }) => identity === null);
  return before?.fileId ?? ledger.nextId();
}

/** A file in which nothing has been written yet: listed, and looked at again. */
async function rememberBlank(
  source: LogSource,
  lines: number,
  { ledger, batch }: FileContext,
): Promise<FileOutcome> {
  const there = ledger.atPath(source.path);
  const loaded = there.find(({ identity }) => identity !== null);
  if (loaded !== undefined) return { kind: 'shorter', known: loaded };
  const record: FileRecord = {
    ...withoutContent(source.path, there[0]?.fileId ?? ledger.nextId()),
    state: 'empty',
  };
  await batch.remember(record, { lines, directives: 0, blank: lines, header: {} });
  return { kind: 'empty', record };
}

function withoutContent(path: string, fileId: number): FileRecord {
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

function chooseFormat(head: FileHead, context: FileContext): Format | string {
  if (context.formatName !== undefined) return namedFormat(context.formatName, context.formats);
  if (head.isBinary) {
    const kind = binaryKind(head.bytes);
    return `it is a binary file${kind === undefined ? '' : `: ${kind}`}`;
  }
  const found = sniff(head.head, context.formats);
  return found.kind === 'known' ? found.format : found.reason;
}

/** A file that is not read: it stands in `files` with the reason, unless it was loaded before. */
export async function refuse(
  source: Pick<LogSource, 'path' | 'stamp'>,
  reason: string,
  { ledger, batch }: Pick<FileContext, 'ledger' | 'batch'>,
  state: 'refused' | 'pruned' = 'refused',
): Promise<FileOutcome> {
  const there = ledger.atPath(source.path);
  const before = there.find(({ identity }) => identity === null);
  const record: FileRecord = {
    ...withoutContent(source.path, before?.fileId ?? ledger.nextId()),
    state,
    reason,
  };
  const isLoaded = there.some((each) => each.state === 'loaded');
  if (!isLoaded) await batch.remember(record, null);
  return { kind: 'refused', state, reason, record };
}

/** Loaded bytes belong to one server; another one named for them is a mistake somewhere. */
function isOtherServer(known: FileRecord, server: string | undefined): boolean {
  return (
    server !== undefined &&
    known.server !== null &&
    known.serverFrom !== 's-computername' &&
    known.server !== server
  );
}

/** A path as it can be typed again. */
function shellWord(path: string): string {
  return /[^\w./\\:@%+,-]/.test(path) ? `"${path}"` : path;
}

function namesOf({ fileId, server, site }: FileRecord, zone?: string): FileNames {
  const local = zone === undefined ? {} : { zone };
  return { fileId, server: server ?? '(unknown)', site, ...local };
}

function assumedHeader({ assumedFields }: Resume): Header {
  return assumedFields === undefined ? {} : { fields: assumedFields };
}

/** The header in force after the first lines. */
function headerOf(head: FileHead, format: LineFormat, before: Header): Header {
  return head.head.lines.reduce(
    (header, line) => (line.startsWith('#') ? format.directive?.(line, header) : null) ?? header,
    before,
  );
}

function isLocal(head: FileHead, format: LineFormat, before: Header): boolean {
  if (format.localTime === true) return true;
  return format.schema(headerOf(head, format, before))?.localTime === true;
}
