import type { OutputStream } from '../command.ts';

/** Columns of a terminal; one that does not know says 0. */
export function terminalWidth({ columns = 0 }: OutputStream): number {
  return columns > 0 ? columns : 80;
}
