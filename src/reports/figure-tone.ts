import type { Cell } from './columns.ts';
import type { FigureTone } from './define-report.ts';

/** What a number should make its reader think; nothing where there is none. */
export function toneOf(
  { tone }: { readonly tone?: FigureTone },
  value: Cell,
): FigureTone['is'] | undefined {
  if (tone === undefined || typeof value !== 'number') return undefined;
  return value > 0 && value >= (tone.from ?? 0) ? tone.is : undefined;
}
