/** Takes chunks apart, as far in as was asked. */
export class Bytes {
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** @throws Error where the chunks end before */
  async take(count: number): Promise<Buffer> {
    const taken = await this.upTo(count);
    if (taken.length < count) throw endOfFile();
    return taken;
  }

  /** Fewer where the chunks end. */
  async upTo(count: number): Promise<Buffer> {
    // A copy: the chunk is valid until the next one only.
    const taken = Buffer.allocUnsafe(count);
    let filled = 0;
    while (filled < count) {
      const chunk = await this.some();
      if (chunk.length === 0) break;
      const copied = chunk.copy(taken, filled);
      this.giveBack(chunk.subarray(copied));
      filled += copied;
    }
    return taken.subarray(0, filled);
  }

  /** All of the chunk that is at hand, valid until more is asked for; none where the chunks end. */
  async some(): Promise<Buffer> {
    while (this.#chunk.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return this.#chunk;
      this.#chunk = next.value;
    }
    const chunk = this.#chunk;
    this.#chunk = chunk.subarray(chunk.length);
    return chunk;
  }

  /** The end of what `some` gave last, to be given again. */
  giveBack(rest: Buffer): void {
    this.#chunk = rest;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

export function endOfFile(): Error {
  return new Error('unexpected end of file');
}
