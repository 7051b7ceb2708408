import { countText } from './cell-text.ts';
import type { Cell } from './columns.ts';
import type { Note } from './define-report.ts';

/** A note with its number in it; empty where it has nothing to say. */
export function noteText(note: Note, value: Cell): string {
  if (typeof note === 'string') return note;
  if (note.onlyIfAny === true && (value === 0 || value === null)) return '';
  return note.text.replaceAll('{n}', typeof value === 'number' ? countText(value) : '–');
}
