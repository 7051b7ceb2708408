import { Worker } from 'node:worker_threads';

// Runs in the thread: resolves a batch at once and leaves the answer in shared memory.
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const dns = require('node:dns');
const resolver = new dns.promises.Resolver({ timeout: 2000, tries: 2 });
const state = new Int32Array(workerData, 0, 2);
const bytes = new Uint8Array(workerData, 8);
parentPort.on('message', async (addresses) => {
  const names = await Promise.all(addresses.map(async (address) => {
    try { return (await resolver.reverse(address))[0] ?? null; } catch { return null; }
  }));
  const text = Buffer.from(JSON.stringify(names));
  bytes.set(text.subarray(0, bytes.length));
  Atomics.store(state, 1, text.length <= bytes.length ? text.length : 0);
  Atomics.store(state, 0, 1);
  Atomics.notify(state, 0);
});
`;
const batch = 256;
const longestWait = 30_000;

/** Host names of addresses, each asked once; DuckDB waits, so a thread does the asking. */
export class ReverseDns {
  readonly #memory = new SharedArrayBuffer(8 + batch * 2048);
  readonly #names = new Map<string, string>();
  #worker: Worker | undefined;

  /** The host name of each address; the address itself where there is none. */
  resolve(addresses: readonly string[]): string[] {
    const unknown = [...new Set(addresses)].filter((address) => !this.#names.has(address));
    for (let i = 0; i < unknown.length; i += batch) this.#ask(unknown.slice(i, i + batch));
    return addresses.map((address) => this.#names.get(address) ?? address);
  }

  #ask(addresses: readonly string[]): void {
    this.#worker ??= new Worker(program, { eval: true, workerData: this.#memory });
    this.#worker.unref();
    const state = new Int32Array(this.#memory, 0, 2);
    Atomics.store(state, 0, 0);
    this.#worker.postMessage(addresses);
    const answered = Atomics.wait(state, 0, 0, longestWait) !== 'timed-out';
    const length = answered ? Atomics.load(state, 1) : 0;
    const text = Buffer.from(new Uint8Array(this.#memory, 8, length)).toString('utf8');
    const names = length === 0 ? [] : (JSON.parse(text) as (string | null)[]);
    for (const [i, address] of addresses.entries()) {
      this.#names.set(address, names[i] ?? address);
    }
    if (!answered) {
      // A late answer would be taken for the next batch's.
      void this.#worker.terminate();
      this.#worker = undefined;
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }
}
