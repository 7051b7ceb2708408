// Which tokens of the log text tell what was synchronised and fetched (`eas/transfers.ts`).

const MOST: i32 = 256;

/** Where they lie, as many as there are: starts and ends in turn, i32 each. */
export const transferSpans: usize = memory.data(8 * 256);
export let transferTotal: i32 = 0;

export function transferCount(): i32 {
  return transferTotal;
}
export function transferStart(i: i32): usize {
  return load<u32>(transferSpans + ((<usize>i) << 3));
}
export function transferEnd(i: i32): usize {
  return load<u32>(transferSpans + ((<usize>i) << 3), 4);
}

export function clearTransfers(): void {
  transferTotal = 0;
}

/** Takes one more; false where there are too many. */
export function addTransfer(from: usize, to: usize): bool {
  if (transferTotal == MOST) return false;
  const span = transferSpans + ((<usize>transferTotal) << 3);
  transferTotal++;
  store<u32>(span, <u32>from);
  store<u32>(span, <u32>to, 4);
  return true;
}
