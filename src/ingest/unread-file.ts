import type { FileRecord } from './ledger.ts';
import type { LogSource } from './source.ts';
import type { FileContext, FileOutcome } from './file-context.ts';
import { clearPlace, placeHolder, withoutContent } from './file-record.ts';

/** A file in which nothing has been written yet: listed, and looked at again. */
export async function rememberBlank(
  source: LogSource,
  lines: number,
  context: FileContext,
): Promise<FileOutcome> {
  const { ledger, batch } = context;
  const loaded = ledger.atPath(source.path).find(({ identity }) => identity !== null);
  if (loaded !== undefined) return { kind: 'shorter', known: loaded };
  await clearPlace(source.path, context);
  const record: FileRecord = {
    ...withoutContent(source.path, placeHolder(source.path, ledger)),
    state: 'empty',
  };
  await batch.remember(record, { lines, directives: 0, blank: lines, header: {} });
  return { kind: 'empty', record };
}

/** A file that is not read: it stands in `files` with the reason, unless it was loaded before. */
export async function refuse(
  source: Pick<LogSource, 'path' | 'stamp'>,
  reason: string,
  context: Pick<FileContext, 'ledger' | 'batch'>,
  state: 'refused' | 'pruned' = 'refused',
): Promise<FileOutcome> {
  const { ledger, batch } = context;
  const isLoaded = ledger.atPath(source.path).some((each) => each.state === 'loaded');
  const fileId = placeHolder(source.path, ledger);
  const record: FileRecord = { ...withoutContent(source.path, fileId), state, reason };
  if (!isLoaded) {
    await clearPlace(source.path, context);
    await batch.remember(record, null);
  }
  return { kind: 'refused', state, reason, record };
}
