import { closeSync, openSync, rmSync, writeSync } from 'node:fs';

/** A file written through one buffer, into which its owner puts the bytes by itself. */
export class ByteFile {
  readonly path: string;
  readonly #handle: number;
  #written = 0;
  #bytes: Buffer;
  /** The first free byte of `bytes`. */
  at = 0;

  constructor(path: string, bufferBytes: number) {
    this.path = path;
    this.#handle = openSync(path, 'w', 0o600);
    this.#bytes = Buffer.allocUnsafe(bufferBytes);
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  get size(): number {
    return this.#written + this.at;
  }

  /** Makes room for `bytes` from `at` on; `bytes` may be another buffer afterwards. */
  reserve(bytes: number): void {
    if (this.at + bytes <= this.#bytes.length) return;
    this.#flush();
    if (bytes > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(bytes);
  }

  finish(): void {
    this.#flush();
    closeSync(this.#handle);
  }

  abandon(): void {
    closeSync(this.#handle);
    rmSync(this.path, { force: true });
  }

  #flush(): void {
    let done = 0;
    while (done < this.at) done += writeSync(this.#handle, this.#bytes, done, this.at - done);
    this.#written += this.at;
    this.at = 0;
  }
}
