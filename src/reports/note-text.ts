import { countText } from './cell-text.ts';
import type { Cell } from './columns.ts';
import type { Note } from './define-report.ts';

/** A note with its number in it. */
export function noteText(note: Note, value: Cell): string {
  if (typeof note === 'string') return note;
  return note.text.replaceAll('{n}', typeof value === 'number' ? countText(value) : '–');
}
