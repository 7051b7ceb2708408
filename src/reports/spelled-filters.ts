import type { Table } from './columns.ts';
import { dimensions } from './dimensions.ts';
import { dimensionColumn, type FilterState, type Shape } from './filter-state.ts';
import { simpleLower } from './simple-lower.ts';

type Values = NonNullable<ReturnType<Table['columns']['get']>>['values'];

/** The filters with their values as these rows spell them: case does not count (docs/definitions.md, "Filters"). */
export function spelledFilters(filters: FilterState, facts: Shape, table: Table): FilterState {
  const values = new Map(
    [...filters.values].map(([dimension, own]) => {
      const name = dimensionColumn(facts, dimension)?.[0];
      const known = name === undefined ? null : (table.columns.get(name)?.values ?? null);
      const isTree = dimensions[dimension].kind === 'tree';
      return [dimension, [...new Set(own.flatMap((value) => spellings(value, known, isTree)))]];
    }),
  );
  return { ...filters, values };
}

/** One that is nowhere stays as it is, and fits nothing. */
function spellings(value: string, known: Values, isTree: boolean): readonly string[] {
  if (known === null) return [value];
  const lower = simpleLower(value);
  const found = new Set<string>();
  for (const one of known) {
    if (typeof one !== 'string' || one.length < value.length) continue;
    // In lower case a text is as long as before.
    const isWhole = one.length === value.length;
    if (!isWhole && !(isTree && one[value.length] === '/')) continue;
    const start = one.slice(0, value.length);
    if (start === value || simpleLower(start) === lower) found.add(start);
  }
  return found.size === 0 ? [value] : [...found];
}
