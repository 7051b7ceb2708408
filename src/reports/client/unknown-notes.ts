import { countText } from '../cell-text.ts';
import { hasUnknown, type Table } from '../columns.ts';
import type { Condition } from '../condition.ts';
import { columnOf, maskOf } from '../condition-mask.ts';
import { dimensions, unknownValue } from '../dimensions.ts';
import { conditionOf, dimensionColumn, type FilterState } from '../filter-state.ts';
import { narrowed } from '../measure.ts';
import type { PageFacts } from '../page-model.ts';
import { measureWhole } from '../roll-up.ts';

/** What the filters leave out of the rows `where` only because a value is not known (contract.md section 2). */
export function unknownNotes(
  facts: PageFacts,
  table: Table,
  filters: FilterState,
  where: Condition | undefined,
): string[] {
  const notes: string[] = [];
  const counted = narrowed(facts.counted.measure, where);
  for (const [dimension, values] of filters.values) {
    const found = dimensionColumn(facts, dimension);
    if (values.includes(unknownValue) || found === undefined) continue;
    if (!hasUnknown(columnOf(table, found[0]))) continue;
    const turned = new Map([...filters.values, [dimension, [unknownValue]] as const]);
    const condition = conditionOf(facts, { ...filters, values: turned });
    if (condition === undefined) continue;
    const count = measureWhole(counted, table, maskOf(condition, table));
    if (typeof count !== 'number' || count === 0) continue;
    const { title } = dimensions[dimension];
    notes.push(`${countText(count)} ${facts.counted.noun} with unknown ${title} are left out.`);
  }
  return notes;
}
