import type { Hash } from 'node:crypto';
import type { IdentifiedHead } from './identity.ts';
import type { FileRecord, Ledger } from './ledger.ts';
import { checkPrefixes, type Prefix } from './prefix.ts';
import type { LogSource } from './source.ts';
import type { FileContext } from './file-context.ts';
import { shellWord } from '../support/shell-word.ts';

export type Known =
  | { readonly kind: 'same'; readonly record: FileRecord; readonly hash: Hash }
  | { readonly kind: 'shorter' | 'rewritten'; readonly record: FileRecord }
  | { readonly kind: 'unknown' };

/** The file of the ledger that this one is (docs/definitions.md, "File identity"). */
export async function findKnown(
  source: LogSource,
  head: IdentifiedHead,
  { ledger, server }: FileContext,
): Promise<Known> {
  if (head.identity === null) return { kind: 'unknown' };
  const all = [...ledger.withIdentity(head.identity), ...halfIdentified(source, ledger)];
  const records = ofServer(all, server, ledger);
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

/** Equal bytes are two files where a run names two servers for them; later each finds its own again. */
function ofServer(
  records: readonly FileRecord[],
  server: string | undefined,
  ledger: Ledger,
): readonly FileRecord[] {
  const own = records.filter((record) => !isOtherServer(record, server));
  const areTwo = records.every(
    (record) => ledger.isOfRun(record) && record.resume?.serverExplicit === true,
  );
  return own.length > 0 || areTwo ? own : records;
}

/** A log at the same path whose only data line was loaded unterminated: its identity was that of the half line. */
function halfIdentified(source: LogSource, ledger: Ledger): FileRecord[] {
  return ledger.atPath(source.path).filter(({ resume }) => {
    const before = resume?.openLine?.before;
    return before !== undefined && before.lines === before.directives + before.blank;
  });
}

/** Why a known file cannot be read as the command line says; undefined where it can. */
export function otherReading(known: FileRecord, context: FileContext): string | undefined {
  const { server, dates, formats } = context;
  const remove = `first: easel remove ${shellWord(known.path, process.platform === 'win32')}`;
  if (isOtherServer(known, server)) {
    return `its bytes are loaded as ${known.path} of server ${known.server ?? ''}; to load them as ${server ?? ''}, ${remove}`;
  }
  const format = formats.find(({ name }) => name === known.format);
  if (dates === undefined || format?.kind !== 'lines' || format.datesByCulture !== true) return;
  const before = known.resume?.progress.header.dates;
  if (known.resume === null || before === dates) return;
  return `its dates were read ${before === undefined ? 'without --dates' : `with --dates ${before}`}; to read them with --dates ${dates}, ${remove}`;
}

/** Loaded bytes belong to one server; another one named for them is a mistake somewhere. */
export function isOtherServer(known: FileRecord, server: string | undefined): boolean {
  return (
    server !== undefined &&
    known.server !== null &&
    known.serverFrom !== 's-computername' &&
    known.server !== server
  );
}
