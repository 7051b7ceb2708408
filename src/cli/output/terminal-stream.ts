import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { escapeText } from '../../support/terminal.ts';
import type { OutputStream } from '../command.ts';

/** A stream of text to a terminal that shows control characters instead of sending them. */
export function terminalSafe(stream: OutputStream): Writable {
  const decoder = new StringDecoder('utf8');
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const text = escapeText(decoder.write(chunk));
      if (stream.write(text)) done();
      else stream.once('drain', done);
    },
  });
}
