import { formatError } from './print-error.ts';

/** Ends the process: stdout or stderr cannot be written, as the disk behind `> file` is full, for example. */
export function failWriting(error: NodeJS.ErrnoException): never {
  process.stderr.removeAllListeners('error').on('error', () => undefined);
  process.stderr.write(formatError(error, { color: false, debug: false }));
  process.exit(1);
}
