import type { Table } from '../columns.ts';
import type { Section, SortKey } from '../define-report.ts';
import type { DimensionName } from '../dimensions.ts';
import type { FilterState } from '../filter-state.ts';
import type { PageModel, PageSection } from '../page-model.ts';
import type { Filtered } from './facts-filter.ts';

/** What the parts of the page know of each other. */
export interface App {
  readonly model: PageModel;
  readonly tables: readonly Table[];
  filters(): FilterState;
  /** What the present filters come to for the rows of some facts. */
  filtered(facts: number): Filtered;
  sortOf(section: string): SortKey | undefined;
  setFilters(filters: FilterState): void;
  setSort(section: string, sort: SortKey | undefined): void;
  toggle(dimension: DimensionName, value: string): void;
}

/** The section as the SQL compiler takes it. */
export function definedSection(model: PageModel, section: PageSection): Section {
  const facts = model.facts[section.facts];
  if (facts === undefined) throw new Error(`no facts for ${section.id}`);
  return {
    ...section.shape,
    id: section.id,
    title: section.title,
    facts: { sql: '', grain: facts.grain, columns: facts.columns },
  };
}
