import { longestLine } from './limits.ts';
import type { FixedReason, PieceKind } from './piece.ts';

/** What is said of lines that are rejects without being looked at. */
export const fixedDetails: Readonly<Record<FixedReason, string>> = {
  'no-fields': 'there is no #Fields line above it',
  'too-long': `longer than ${longestLine} bytes`,
};

/** Why the lines of a piece without schema are rejects. */
export function fixedReason({ reject = 'no-fields' }: PieceKind): FixedReason {
  return reject;
}
