/** An address in the kernel's memory. */
export type Address = number;

interface Global<T> {
  readonly value: T;
}

/** What `kernel/index.ts` exports, as WebAssembly hands it over: i64 as bigint, addresses as numbers. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly layout: Global<Address>;
  readonly period: Global<Address>;
  readonly starts: Global<Address>;
  readonly cutStarts: Global<Address>;
  readonly cutEnds: Global<Address>;
  readonly numberCuts: Global<Address>;
  readonly clientCuts: Global<Address>;
  readonly endpointCuts: Global<Address>;
  readonly linesRead: Global<number>;
  readonly flags: Global<number>;
  readonly base64Number: Global<number>;
  readonly transferSpans: Global<Address>;
  readonly transferTotal: Global<number>;
  seedKeys(first: bigint, second: bigint): void;
  nameToken(name: bigint, place: number, kind: number): void;
  nameParameter(low: bigint, high: bigint, length: number, place: number): void;
  namePlaces(
    log: number,
    version: number,
    requestId: number,
    correlation: number,
    heartbeat: number,
    policyKey: number,
    arrLogId: number,
  ): void;
  forgetLeads(): void;
  forgetValues(): void;
  newBlock(length: number): Address;
  freeBlock(block: Address): void;
  readLines(table: Address, from: Address, end: Address, lineNo: number): Address;
  newTable(texts: number): Address;
  clearTable(table: Address): void;
  freeTable(table: Address): void;
}

/** What the kernel asks for (`kernel/host.ts`). */
export interface KernelHost {
  dayStart(at: Address): number;
  stemFlags(from: Address, to: Address): number;
  base64(from: Address, to: Address): number;
  newRow(dimension: number): number;
}
