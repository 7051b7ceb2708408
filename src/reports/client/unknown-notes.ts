import { hasUnknown, type Table } from '../columns.ts';
import type { Condition } from '../condition.ts';
import { columnOf, maskOf, type Mask } from '../condition-mask.ts';
import { dimensions, type DimensionName } from '../dimensions.ts';
import { conditionOf, dimensionColumn, type FilterState } from '../filter-state.ts';
import { narrowed } from '../measure.ts';
import { leftOutWords } from '../noun.ts';
import type { PageFacts } from '../page-model.ts';
import { measureWhole } from '../roll-up.ts';
import { unknownValue } from '../../models/unknown-value.ts';

/** Rows that the filters leave out only because they do not know a dimension. */
export interface UnknownRows {
  readonly dimension: DimensionName;
  readonly mask: Mask;
}

/** What the filters leave out only because a value is not known (docs/definitions.md, "Filters"). */
export function unknownRows(facts: PageFacts, table: Table, filters: FilterState): UnknownRows[] {
  const rows: UnknownRows[] = [];
  for (const [dimension, values] of filters.values) {
    const found = dimensionColumn(facts, dimension);
    if (values.includes(unknownValue) || found === undefined) continue;
    if (!hasUnknown(columnOf(table, found[0]))) continue;
    const turned = new Map([...filters.values, [dimension, [unknownValue]] as const]);
    const condition = conditionOf(facts, { ...filters, values: turned });
    if (condition !== undefined) rows.push({ dimension, mask: maskOf(condition, table) });
  }
  return rows;
}

/** How many of the rows `where` these are, in words. */
export function unknownNotes(
  facts: PageFacts,
  table: Table,
  unknown: readonly UnknownRows[],
  where: Condition | undefined,
): string[] {
  const counted = narrowed(facts.counted.measure, where);
  return unknown.flatMap(({ dimension, mask }) => {
    const count = measureWhole(counted, table, mask);
    if (typeof count !== 'number' || count === 0) return [];
    const { title } = dimensions[dimension];
    return `${leftOutWords(count, facts.counted.noun, title)}.`;
  });
}
