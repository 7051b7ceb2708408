import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';

/** A file of one JSON text a line. */
export class JsonLines {
  readonly file: string;
  readonly #stream: WriteStream;
  count = 0;

  constructor(file: string) {
    this.file = file;
    this.#stream = createWriteStream(file, { mode: 0o600 });
  }

  async write(json: string): Promise<void> {
    this.count++;
    // JSON may hold lone surrogates; the stream writes them as U+FFFD.
    if (!this.#stream.write(`${json}\n`)) await once(this.#stream, 'drain');
  }

  async end(): Promise<void> {
    this.#stream.end();
    await once(this.#stream, 'close');
  }
}
