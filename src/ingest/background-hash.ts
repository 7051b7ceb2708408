import { Worker } from 'node:worker_threads';

/** A sha256 of bytes as they come; Node's own `Hash` is one. */
export interface RunningHash {
  update(bytes: Buffer): unknown;
  /** Another that goes on from here. */
  copy(): RunningHash;
  digest(encoding: 'hex'): string | Promise<string>;
  /** Waits until the bytes handed over so far may be written over; where it is left out, they may be. */
  settled?(): Promise<unknown>;
}

/** A file from this size on is hashed in the background: below, to begin a thread takes as long. */
export const backgroundFrom = 64 << 20;

// A thread has no modules of ours: neither Node nor a bundle finds them alike in all places.
const program = `
const { parentPort } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const hashes = new Map();
parentPort.on('message', ({ id, from, bytes, ask, digest }) => {
  if (bytes !== undefined) hashes.get(id).update(bytes);
  else if (ask === undefined) hashes.set(id, hashes.get(from)?.copy() ?? createHash('sha256'));
  else {
    parentPort.postMessage({ ask, value: digest ? hashes.get(id).digest('hex') : '' });
    if (digest) hashes.delete(id);
  }
});`;

interface Waiting {
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

interface Answer {
  readonly ask: number;
  readonly value: string;
}

/** The one thread of the process; it does not keep the process alive. */
class HashThread {
  readonly #worker = new Worker(program, { eval: true });
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #failure: Error | undefined;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', ({ ask, value }: Answer) => {
      this.#waiting.get(ask)?.resolve(value);
      this.#waiting.delete(ask);
      if (this.#waiting.size === 0) this.#worker.unref();
    });
    this.#worker.on('error', (error) => {
      this.#failure = error;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
  }

  tell(message: object): void {
    this.#worker.postMessage(message);
  }

  ask(message: object): Promise<string> {
    this.#asked++;
    const ask = this.#asked;
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) reject(this.#failure);
      this.#waiting.set(ask, { resolve, reject });
      this.#worker.postMessage({ ...message, ask });
    });
  }
}

let thread: HashThread | undefined;
let hashes = 0;

/** A sha256 that another core works out. What it is handed in shared memory is not copied. */
export class BackgroundHash implements RunningHash {
  readonly #thread: HashThread;
  readonly #id: number;

  constructor(from?: BackgroundHash) {
    hashes++;
    this.#id = hashes;
    thread ??= new HashThread();
    this.#thread = thread;
    this.#thread.tell({ id: this.#id, from: from === undefined ? 0 : from.#id });
  }

  update(bytes: Buffer): void {
    const isShared = bytes.buffer instanceof SharedArrayBuffer;
    this.#thread.tell({ id: this.#id, bytes: isShared ? bytes : new Uint8Array(bytes) });
  }

  copy(): BackgroundHash {
    return new BackgroundHash(this);
  }

  digest(): Promise<string> {
    return this.#thread.ask({ id: this.#id, digest: true });
  }

  settled(): Promise<unknown> {
    return this.#thread.ask({ id: this.#id });
  }
}
