import type { Cell } from './columns.ts';
import type { KeyFigure } from './define-report.ts';

/** What a number should make its reader think; nothing where there is none. */
export function toneOf({ tone }: Pick<KeyFigure, 'tone'>, value: Cell): KeyFigure['tone'] {
  return value === null || value === 0 ? undefined : tone;
}
