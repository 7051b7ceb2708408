import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Logs that may not be copied here, `$EASEL_REAL_LOGS`: IIS logs below `iis/`, exported events below `events/`. */
const folder = process.env['EASEL_REAL_LOGS'] ?? path.join(root, '..', 'shared', 'real-logs');

/** The real logs of a kind; undefined, said aloud, where there are none: what tests them is skipped. */
export function realLogs(kind: 'iis' | 'events'): string | undefined {
  const logs = path.resolve(folder, kind);
  if (existsSync(logs)) return logs;
  console.warn(`no real logs: ${logs} does not exist (EASEL_REAL_LOGS names their folder)`);
  return undefined;
}
