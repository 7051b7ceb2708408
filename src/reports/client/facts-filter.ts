import { hasGaps, type Table } from '../columns.ts';
import { maskOf, type Mask } from '../condition-mask.ts';
import type { Condition } from '../condition.ts';
import { dimensions } from '../dimensions.ts';
import {
  conditionOf,
  dimensionColumn,
  noFilters,
  textColumns,
  unmetBy,
  without,
  type FilterState,
  type Unmet,
} from '../filter-state.ts';
import type { PageFacts } from '../page-model.ts';
import { spelledFilters } from '../spelled-filters.ts';
import { unknownNotes, unknownRows, type UnknownRows } from './unknown-notes.ts';
import { unknownValue } from '../../models/unknown-value.ts';

/** The reader's filters applied to the rows of some facts; computed once, when asked for. */
export class FactsFilter {
  readonly #facts: PageFacts;
  readonly #table: Table;
  #filters: FilterState = noFilters;
  #unmet: Filtered['unmet'] | undefined;
  #mask: Mask | null | undefined;
  #unknown: readonly UnknownRows[] | undefined;

  constructor(facts: PageFacts, table: Table) {
    this.#facts = facts;
    this.#table = table;
  }

  follow(filters: FilterState): void {
    this.#filters = spelledFilters(filters, this.#facts, this.#table);
    this.#unmet = undefined;
    this.#mask = undefined;
    this.#unknown = undefined;
  }

  get filters(): FilterState {
    return this.#filters;
  }

  get unmet(): Filtered['unmet'] {
    this.#unmet ??= {
      notKnown: unmetBy(this.#facts, this.#filters),
      notHere: notHere(this.#facts, this.#table, this.#filters),
    };
    return this.#unmet;
  }

  get mask(): Mask | null {
    if (this.#mask === undefined) {
      const condition = conditionOf(this.#facts, this.#obeyed());
      this.#mask = condition === undefined ? null : maskOf(condition, this.#table);
    }
    return this.#mask;
  }

  unknownOf(where: Condition | undefined): readonly string[] {
    // One look at all rows serves every section.
    this.#unknown ??= unknownRows(this.#facts, this.#table, this.#obeyed());
    return unknownNotes(this.#facts, this.#table, this.#unknown, where);
  }

  #obeyed(): FilterState {
    return without(this.#filters, this.unmet.notHere);
  }
}

export interface Filtered {
  /** The reader's filters, as the rows spell their values. */
  readonly filters: FilterState;
  /** The rows that the filters keep; null = all. */
  readonly mask: Mask | null;
  /** What they leave out of the rows `where` only because a value is not known. */
  unknownOf(where: Condition | undefined): readonly string[];
  /** The filters that the rows cannot obey: they do not know it, or the page does not hold the texts that tell. */
  readonly unmet: { readonly notKnown: readonly Unmet[]; readonly notHere: readonly Unmet[] };
}

/** The filters about which texts tell that the budget left out of the page. */
function notHere(facts: PageFacts, table: Table, filters: FilterState): Unmet[] {
  const lacks = (name: string): boolean => {
    const column = table.columns.get(name);
    return column !== undefined && hasGaps(column);
  };
  const unmet: Unmet[] = [];
  for (const [dimension, values] of filters.values) {
    const name = dimensionColumn(facts, dimension)?.[0];
    if (name === undefined || !lacks(name)) continue;
    const known = table.columns.get(name)?.values ?? [];
    const isHere = (value: string): boolean => value === unknownValue || known.includes(value);
    // Below a branch of a tree may lie what is not here.
    if (dimensions[dimension].kind === 'tree' || !values.every(isHere)) unmet.push(dimension);
  }
  if (filters.text !== '' && textColumns(facts).some(lacks)) unmet.push('text');
  return unmet;
}
