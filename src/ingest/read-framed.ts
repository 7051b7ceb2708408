import { quotedString } from '../duckdb/sql-text.ts';
import { RefusedFile, type FileFacts, type FramedFormat } from '../parsers/format.ts';
import { parseFramed, type FramedPiece } from './framed.ts';
import type { FileHead } from './head.ts';
import type { FileRecord } from './ledger.ts';
import { checkPrefixes } from './prefix.ts';
import { serverName, type ServerName } from './server-name.ts';
import type { LogSource } from './source.ts';
import type { FileContext, FileOutcome } from './file-context.ts';
import { blankRecord, clearPlace, placeHolder } from './file-record.ts';
import { refuse } from './unread-file.ts';
import { utcText } from '../support/utc-text.ts';

/**
 * A framed file is read as a whole. Its identity is all of it: an export does not grow, the next one
 * begins alike. Where it did grow, its rows are replaced.
 */
export async function readFramed(
  source: LogSource,
  head: FileHead,
  format: FramedFormat,
  context: FileContext,
): Promise<FileOutcome> {
  const { ledger, batch, folder, onBytes } = context;
  const given =
    context.server === undefined ? {} : { given: context.server, givenBy: context.serverFrom };
  const name = serverName({ path: source.path, root: source.root, logged: {}, ...given });
  const facts = framedFacts(source, name, context);
  const fileId = placeHolder(source.path, ledger);
  let piece: FramedPiece;
  try {
    piece = await parseFramed({ source, head, format, facts, folder, fileId, onBytes });
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    const hint = error.hint === undefined ? '' : ` (${error.hint})`;
    return refuse(source, `${error.message}${hint}`, context);
  }
  if (ledger.withIdentity(piece.hash).length > 0) return { kind: 'unchanged' };
  const before = ledger.atPath(source.path).filter((each) => each.format === format.name);
  const grown = await findGrown(source, before);
  const id = grown?.fileId ?? fileId;
  if (grown === undefined) await clearPlace(source.path, context);
  else await batch.undo(id, undefined, [format.table]);
  await batch.begin({ fileId: id, server: name.server, site: name.site }, undefined);
  await batch.loadFramed(piece, format, facts, id);
  const { directives, blank, data } = piece.counts;
  const progress = { lines: directives + blank + data, directives, blank, header: {} };
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

function framedFacts(source: LogSource, name: ServerName, context: FileContext): FileFacts {
  return {
    server: quotedString(name.server),
    site: name.site === null ? 'null' : quotedString(name.site),
    keepQuery: context.keepQuery,
    ...(context.dates === undefined ? {} : { dates: context.dates }),
    ...(context.asOf === undefined ? {} : { asOf: context.asOf }),
    modifiedAt: utcText(source.modifiedAt),
  };
}

/** Which of the files that stood here the source begins with. */
async function findGrown(
  source: LogSource,
  before: readonly FileRecord[],
): Promise<FileRecord | undefined> {
  const checks = await checkPrefixes(
    source,
    before.map(({ prefixBytes, prefixHash }) => ({ bytes: prefixBytes, hash: prefixHash ?? '' })),
  );
  return before.find((each) =>
    [...checks].some(
      ([prefix, check]) => check.kind === 'same' && prefix.bytes === each.prefixBytes,
    ),
  );
}
