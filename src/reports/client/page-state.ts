import { parseHash, printHash, type FilterState } from '../filter-state.ts';
import type { DimensionName } from '../dimensions.ts';
import type { SortKey } from '../define-report.ts';

/** All that a permalink keeps: the filters, and the sort of tables that differ from their own. */
export interface PageState {
  readonly filters: FilterState;
  readonly sorts: ReadonlyMap<string, SortKey>;
}

/** The state as the page was last drawn. */
export interface CurrentState {
  state: PageState;
}

export function readState(hash: string): PageState {
  const sorts = new Map<string, SortKey>();
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, '').slice(0, 20_000))) {
    const section = /^sort\.([\w-]{1,80})$/.exec(key)?.[1];
    const sort = /^(-?)([\w-]{1,80})$/.exec(value);
    if (section === undefined || sort === null || sorts.size >= 50) continue;
    sorts.set(section, { column: sort[2] ?? '', descending: sort[1] === '-' });
  }
  return { filters: parseHash(hash), sorts };
}

/** Puts the state into the address; the change of the hash then redraws the page. */
export function writeState(state: PageState): void {
  const parts = [printHash(state.filters)];
  for (const [section, { column, descending }] of state.sorts) {
    parts.push(`sort.${section}=${descending === true ? '-' : ''}${column}`);
  }
  const hash = parts.filter((part) => part !== '').join('&');
  if (`#${hash}` === (location.hash === '' ? '#' : location.hash)) return;
  // Until the event comes what is on the screen is that of the old filters.
  document.documentElement.dataset['state'] = 'busy';
  location.hash = hash;
}

/** The filters with one value of a dimension switched on or off. */
export function toggled(
  filters: FilterState,
  dimension: DimensionName,
  value: string,
): FilterState {
  if (dimension === 'day') {
    const isOn = filters.from === value && filters.to === value;
    return { ...filters, from: isOn ? null : value, to: isOn ? null : value };
  }
  const values = new Map(filters.values);
  const own = values.get(dimension) ?? [];
  const next = own.includes(value) ? own.filter((other) => other !== value) : [...own, value];
  if (next.length === 0) values.delete(dimension);
  else values.set(dimension, next);
  return { ...filters, values };
}
