import { narrowed } from '../measure.ts';
import type { PageModel } from '../page-model.ts';
import { neededColumns } from '../roll-up.ts';
import { groupedColumns } from '../section-rows.ts';

/** What each figure, section and note of the page needs to tell apart in the rows of `facts`. */
export function needsOf(model: PageModel, facts: number): string[][] {
  const needs: string[][] = [];
  for (const figure of model.figures) {
    if (figure.facts === facts) needs.push(neededColumns([figure.measure]));
  }
  const counted = model.facts[facts]?.counted.measure;
  for (const { facts: own, shape, notes } of model.sections) {
    if (own !== facts) continue;
    if (counted !== undefined) needs.push(neededColumns([narrowed(counted, shape.where)]));
    if (shape.kind === 'groups') needs.push(groupedColumns(shape));
    for (const note of notes) {
      if (typeof note !== 'string') needs.push(neededColumns([note.measure]));
    }
  }
  return needs;
}
