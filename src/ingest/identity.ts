import { createHash } from 'node:crypto';
import { FirstDataLine } from './first-data-line.ts';
import type { FileHead } from './head.ts';
import { hashTo } from './prefix.ts';
import type { LogSource } from './source.ts';

/** What the first bytes of a log tell, and which log it is. */
export interface IdentifiedHead extends FileHead {
  /**
   * sha256 of the decompressed bytes through the first data line, without its line end (docs/definitions.md,
   * "File identity"); null where no data line has ended yet.
   */
  readonly identity: string | null;
}

export interface IdentityOptions {
  /** An unterminated line counts; that of an archive does anyway, as nothing can follow it. */
  readonly final: boolean;
  /** No format knows the file: what follows its start is not looked at; it may be anything. */
  readonly isForeign: boolean;
}

/** Finds out which log a file is, in bounded memory however long its header is. */
export async function identified(
  source: LogSource,
  head: FileHead,
  options: IdentityOptions,
): Promise<IdentifiedHead> {
  const { start } = head;
  const end = await endOfFirst(source, head, options);
  if (end === undefined) return { ...head, identity: null };
  const hash =
    end <= start.length
      ? createHash('sha256').update(start.subarray(0, end))
      : await hashTo(source, end);
  return { ...head, identity: hash.digest('hex') };
}

async function endOfFirst(
  source: LogSource,
  { start, isWhole, encoding, crOnly, bom }: FileHead,
  { final, isForeign }: IdentityOptions,
): Promise<number | undefined> {
  const line = new FirstDataLine(encoding, crOnly, bom);
  const end = line.push(start.subarray(bom));
  if (end !== undefined) return end;
  if (!isWhole && isForeign) return undefined;
  if (!isWhole) {
    for await (const chunk of source.read(start.length)) {
      const later = line.push(chunk);
      if (later !== undefined) return later;
    }
  }
  return final || source.compressed ? line.end() : undefined;
}
