import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Address, KernelExports, KernelHost } from './kernel-exports.ts';
import {
  clientSlots,
  endpointTokens,
  numberColumns,
  parameterSlots,
  slot,
  tokenKinds,
} from './query-names.ts';
import { base64Bytes, dayStart, stemFlags, type Base64Bytes } from './remembered-values.ts';

const longestParameter = 16;
const usualBlock = 5 << 20;
const lf = 10;
const mostClients = 1 << 18;

let compiled: WebAssembly.Module | undefined;

/** `kernel/` compiled by `scripts/build-kernel.js`. */
function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('kernel.wasm', import.meta.url)));
  return compiled;
}

/**
 * The part of the express reader that looks at every byte, in WebAssembly (ADR 0020), and what it
 * remembers: the numbers of shared values of one run. Positions are addresses in its memory.
 */
export class Kernel {
  readonly exports: KernelExports;
  /** Asked for the row of shared values the kernel has not met; -1 refuses the line. */
  onNewRow: (dimension: number) => number = () => -1;
  /** The block that was taken last. */
  block: Address = 0;
  blockLength = 0;
  #clients = new Map<string, number>();
  #lastClient = 0;
  #bytes = Buffer.alloc(0);
  #words = new Int32Array(0);
  #room = 0;
  #reader: object | undefined;

  constructor() {
    const host: KernelHost = {
      dayStart: (at) => dayStart(this.#text(at, at + 10)),
      stemFlags: (from, to) => stemFlags(this.#text(from, to)),
      base64: (from, to) => this.#numberOf(base64Bytes(this.#text(from, to))),
      newRow: (dimension) => this.onNewRow(dimension),
    };
    const env = { abort: noMemory };
    const { exports } = new WebAssembly.Instance(kernelModule(), { host: { ...host }, env });
    this.exports = exports as unknown as KernelExports;
    this.#tellNames();
  }

  /** All of the kernel's memory; another buffer when it has grown. */
  get bytes(): Buffer {
    this.#look();
    return this.#bytes;
  }

  /** The same as numbers of 32 bits: that at address `a` is number `a / 4`. */
  get words(): Int32Array {
    this.#look();
    return this.#words;
  }

  /** Takes a block of whole lines to read. */
  take(block: Buffer): void {
    const { length } = block;
    if (length + 1 > this.#room) {
      if (this.block !== 0) this.exports.freeBlock(this.block);
      this.#room = Math.max(length + 1, usualBlock);
      this.block = this.exports.newBlock(this.#room);
    }
    this.blockLength = length;
    this.bytes.set(block, this.block);
    // The last line may have no end.
    this.bytes[this.block + length] = lf;
  }

  /** Lets `prepare` tell the kernel of other lines, where those it reads are not `reader`'s already. */
  turnTo(reader: object, prepare: () => void): void {
    if (this.#reader === reader) return;
    this.#reader = reader;
    prepare();
    this.exports.forgetLeads();
  }

  /** Seconds since 1970: the first that is kept, the first that is not. */
  setPeriod(since: number, until: number): void {
    new Float64Array(this.exports.memory.buffer, this.exports.period.value, 2).set([since, until]);
  }

  /** Writes a list as its length and its numbers. */
  putList(at: Address, list: readonly number[]): void {
    this.words.set([list.length, ...list], at / 4);
  }

  #look(): void {
    const { buffer } = this.exports.memory;
    if (this.#words.buffer === buffer) return;
    this.#bytes = Buffer.from(buffer);
    this.#words = new Int32Array(buffer);
  }

  #text(from: Address, to: Address): string {
    return this.bytes.toString('utf8', from >>> 0, to >>> 0);
  }

  /** As `kernel/host.ts` says. A number stands for one client only; a forgotten one gets another. */
  #numberOf(query: Base64Bytes | undefined): number {
    if (query === undefined) return 0;
    if (query.isOdd) return -1;
    let client = this.#clients.get(query.client);
    if (client === undefined) {
      if (this.#clients.size === mostClients) this.#clients.clear();
      client = ++this.#lastClient;
      this.#clients.set(query.client, client);
    }
    return client < 2 ** 26 ? client * 32 + query.commandNo : -1;
  }

  #tellNames(): void {
    const { exports } = this;
    exports.seedKeys(randomBytes(8).readBigInt64LE(), randomBytes(8).readBigInt64LE());
    for (const [i, names] of tokenKinds.entries()) {
      for (const [name, place] of Object.entries(names)) {
        exports.nameToken(Buffer.from(name.padEnd(8, '\0')).readBigInt64LE(), place, i + 1);
      }
    }
    for (const [name, place] of Object.entries(parameterSlots)) {
      const bytes = Buffer.from(name.padEnd(longestParameter));
      exports.nameParameter(bytes.readBigInt64LE(0), bytes.readBigInt64LE(8), name.length, place);
    }
    const { log, version, requestId, correlation, heartbeat, policyKey, arrLogId } = slot;
    exports.namePlaces(log, version, requestId, correlation, heartbeat, policyKey, arrLogId);
    const placesOf = (list: readonly (readonly [number, string])[]): number[] =>
      list.map(([place]) => place);
    this.putList(exports.numberCuts.value, placesOf(numberColumns));
    this.putList(exports.clientCuts.value, clientSlots);
    this.putList(exports.endpointCuts.value, [slot.command, ...placesOf(endpointTokens)]);
  }
}

function noMemory(): never {
  throw new Error('the reader of lines ran out of memory (4 GB)');
}
