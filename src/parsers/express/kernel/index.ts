// What the host sees (`kernel.ts`): functions, and addresses of what it fills in or reads.

export { seedKeys } from './keys';
export { layout, period } from './layout';
export { forgetLeads } from './leads';
export { nameParameter, nameToken } from './names';
export { namePlaces } from './places';
export { base64Number, flags, starts } from './line';
export { cutEnds, cutStarts } from './query';
export { clientCuts, endpointCuts, forgetValues } from './ids';
export { linesRead, numberCuts, readLines } from './read';
export { transferSpans, transferTotal } from './transfers';
export { clearTable, freeTable, newTable } from './table';

/** Room for a block of `length` bytes, and for what is read and written after its end. */
export function newBlock(length: usize): usize {
  return heap.alloc(length + 64);
}

export function freeBlock(block: usize): void {
  heap.free(block);
}
