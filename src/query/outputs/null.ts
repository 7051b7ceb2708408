import type { TextFormat } from './output.ts';

/** Runs the query and discards its rows; the statistics are what remains. */
export const discard: TextFormat = {
  name: 'NULL',
  title: 'Nothing: the rows are discarded',
  parameters: [],
  start: () => ({ begin: () => '', rows: () => [], end: () => '' }),
};
