import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Where DuckDB spills: beside the warehouse, so on its disk; one a process, as names would clash. */
export function spillFolder(warehouse: string): string {
  return `${path.resolve(warehouse)}.spill-${process.pid}`;
}

/**
 * Removes what killed processes have spilled beside a warehouse. To be called only while this process holds it
 * for writing: then no other has it open. What cannot be removed stays, and does no harm.
 */
export function sweepSpills(warehouse: string): void {
  const own = spillFolder(warehouse);
  const folder = path.dirname(own);
  const start = `${path.basename(path.resolve(warehouse))}.spill-`;
  const isLeft = (name: string): boolean =>
    name.startsWith(start) && /^\d+$/.test(name.slice(start.length));
  try {
    for (const name of readdirSync(folder).filter(isLeft)) {
      const file = path.join(folder, name);
      if (file !== own) rmSync(file, { recursive: true, force: true });
    }
  } catch {
    return;
  }
}
