import { namePlacesOfLine } from './line';
import { namePlacesOfQuery } from './query';
import { namePlacesOfRow } from './read';

// What the host sees (`kernel.ts`): functions, and addresses of what it fills in or reads.

export { seedKeys } from './keys';
export { layout, period } from './layout';
export { forgetLeads } from './leads';
export { nameParameter, nameToken } from './names';
export { base64Number, flags, starts } from './line';
export { cutEnds, cutStarts } from './query';
export { clientCuts, endpointCuts, forgetValues } from './ids';
export { linesRead, numberCuts, readLines } from './read';
export { clearTable, freeTable, newTable } from './table';

/** Which places of a query the values have that mean something to the kernel itself. */
export function namePlaces(
  log: i32,
  version: i32,
  requestId: i32,
  correlation: i32,
  heartbeat: i32,
): void {
  namePlacesOfQuery(log, requestId, correlation);
  namePlacesOfLine(log, version);
  namePlacesOfRow(log, requestId, heartbeat);
}

/** Room for a block of `length` bytes, and for what is read and written behind its end. */
export function newBlock(length: usize): usize {
  return heap.alloc(length + 64);
}

export function freeBlock(block: usize): void {
  heap.free(block);
}
