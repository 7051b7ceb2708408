import { Writable } from 'node:stream';

/** Takes what `--quiet` leaves unsaid. */
export function silentStream(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
