import { countText } from '../cell-text.ts';
import type { Table } from '../columns.ts';
import { maskOf } from '../condition-mask.ts';
import { dimensions, unknownValue } from '../dimensions.ts';
import { conditionOf, dimensionColumn, type FilterState } from '../filter-state.ts';
import { groupRows } from '../group-rows.ts';
import { measureGroups } from '../measure-loop.ts';
import type { PageFacts } from '../page-model.ts';

/** What the filters leave out only because a value is not known (contract.md section 2). */
export function unknownNotes(facts: PageFacts, table: Table, filters: FilterState): string[] {
  const notes: string[] = [];
  for (const [dimension, values] of filters.values) {
    if (values.includes(unknownValue) || dimensionColumn(facts, dimension) === undefined) continue;
    const turned = new Map([...filters.values, [dimension, [unknownValue]] as const]);
    const condition = conditionOf(facts, { ...filters, values: turned });
    if (condition === undefined) continue;
    const groups = groupRows(table, [], maskOf(condition, table));
    const [count] = measureGroups(facts.counted.measure, table, groups);
    if (typeof count !== 'number' || count === 0) continue;
    const { title } = dimensions[dimension];
    notes.push(`${countText(count)} ${facts.counted.noun} with unknown ${title} are left out.`);
  }
  return notes;
}
