import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { generateFleet, type FleetOptions } from './generate-fleet.ts';

export interface WrittenFleet {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes the fleet's logs and exports below `folder`, which must not hold any of them yet. Throws
 * the signal's reason when it is aborted.
 */
export async function writeFleet(
  folder: string,
  options: FleetOptions,
  signal?: AbortSignal,
): Promise<WrittenFleet> {
  const files = new Set<string>();
  let bytes = 0;
  for (const { path: name, chunk } of generateFleet(options)) {
    const file = path.join(folder, ...name.split('/'));
    if (!files.has(name)) mkdirSync(path.dirname(file), { recursive: true });
    files.add(name);
    // Gzip files may be joined end to end, so that each piece is compressed on its own.
    appendFileSync(file, name.endsWith('.gz') ? gzipSync(chunk) : chunk);
    bytes += chunk.length;
    // Lets a Ctrl-C through: everything else here is synchronous.
    await setImmediate();
    signal?.throwIfAborted();
  }
  return { files: files.size, bytes };
}
