import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Database } from '../duckdb/database.ts';
import { registerTextFunction } from '../duckdb/scalar-function.ts';
import { ReverseDns } from './reverse-dns.ts';
import { wellKnownSids } from './well-known-sids.ts';

const registered = new WeakMap<Database, Set<string>>();

/**
 * Registers the scalar functions a translation calls; `names` are its `runtimeFunctions`. Call
 * `close` of what it gives when the query is done: REVERSEDNS keeps a thread.
 */
export function registerRuntimeFunctions(
  database: Database,
  names: readonly string[],
): { close(): Promise<void> } {
  const known = registered.get(database) ?? new Set<string>();
  registered.set(database, known);
  let dns: ReverseDns | undefined;
  for (const name of names) {
    if (known.has(name)) continue;
    known.add(name);
    if (name === 'easel_reversedns') {
      const resolver = new ReverseDns();
      dns = resolver;
      registerTextFunction(database, name, (rows) =>
        resolver.resolve(rows.map(([address = '']) => address)),
      );
    } else if (name === 'easel_resolve_sid') {
      registerTextFunction(database, name, (rows) => rows.map(([sid = '']) => resolveSid(sid)));
    } else if (name === 'easel_hashmd5_file') {
      registerTextFunction(database, name, (rows) => rows.map(([path = '']) => md5OfFile(path)));
    }
  }
  return {
    close: async () => {
      await dns?.close();
    },
  };
}

function resolveSid(sid: string): string {
  return wellKnownSids[sid.toUpperCase()] ?? sid;
}

/** Upper-case hex; null where the file cannot be read. */
function md5OfFile(path: string): string | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    const hash = createHash('md5');
    const buffer = Buffer.allocUnsafe(1 << 20);
    for (;;) {
      const length = readSync(file, buffer);
      if (length === 0) return hash.digest('hex').toUpperCase();
      hash.update(buffer.subarray(0, length));
    }
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}
