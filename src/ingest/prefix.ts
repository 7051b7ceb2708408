import { createHash, type Hash } from 'node:crypto';
import type { LogSource } from './source.ts';

/** A stretch from the beginning of a file that was loaded before. */
export interface Prefix {
  readonly bytes: number;
  readonly hash: string;
}

export type PrefixCheck =
  | { readonly kind: 'same'; readonly hash: Hash }
  | { readonly kind: 'other' }
  /** The file ends within the prefix. */
  | { readonly kind: 'shorter' };

/** Compares the beginning of `source` with each prefix, in one pass over the longest. */
export async function checkPrefixes(
  source: LogSource,
  prefixes: readonly Prefix[],
): Promise<Map<Prefix, PrefixCheck>> {
  const found = new Map<Prefix, PrefixCheck>();
  const waiting = [...prefixes].sort((a, b) => a.bytes - b.bytes);
  const hash = createHash('sha256');
  let at = 0;
  const settle = (): void => {
    while (waiting[0]?.bytes === at) {
      const [prefix] = waiting.splice(0, 1);
      if (prefix === undefined) return;
      const same = hash.copy().digest('hex') === prefix.hash;
      found.set(prefix, same ? { kind: 'same', hash: hash.copy() } : { kind: 'other' });
    }
  };
  settle();
  if (waiting.length > 0) {
    for await (const chunk of source.read(0)) {
      let from = 0;
      while (waiting[0] !== undefined && waiting[0].bytes <= at + chunk.length - from) {
        const to = from + waiting[0].bytes - at;
        hash.update(chunk.subarray(from, to));
        at += to - from;
        from = to;
        settle();
      }
      if (waiting.length === 0) break;
      hash.update(chunk.subarray(from));
      at += chunk.length - from;
    }
  }
  for (const prefix of waiting) found.set(prefix, { kind: 'shorter' });
  return found;
}

/** The state of the hash after the first `bytes` bytes. */
export async function hashTo(source: LogSource, bytes: number): Promise<Hash> {
  const hash = createHash('sha256');
  let left = bytes;
  if (left === 0) return hash;
  for await (const chunk of source.read(0)) {
    const part = chunk.subarray(0, left);
    hash.update(part);
    left -= part.length;
    if (left === 0) break;
  }
  return hash;
}
