import type { FileRecord } from './ledger.ts';
import type { LogSource } from './source.ts';
import type { FileContext, FileOutcome } from './file-context.ts';
import { withoutContent } from './file-record.ts';

/** A file in which nothing has been written yet: listed, and looked at again. */
export async function rememberBlank(
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
