/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { cellOf, microsNumber, dayNumber, type Cell, type Column, type Table } from './columns.ts';
import { columnOf, maskOf, type Mask } from './condition-mask.ts';
import { groupRows, measureGroups } from './measure-loop.ts';
import type { GroupsSection, RowsSection, SortKey } from './define-report.ts';

/** What the loops need of a section: the same in Node and in the page's JSON. */
export type SectionShape =
  | Pick<RowsSection, 'kind' | 'columns' | 'where' | 'sort'>
  | (Pick<GroupsSection, 'kind' | 'by' | 'where' | 'sort'> & {
      readonly measures: Readonly<
        Record<string, Pick<GroupsSection['measures'][string], 'measure'>>
      >;
    });

/** The rows of a section, in order: `at(i)` gives the cells of the i-th. */
export interface RowsView {
  readonly length: number;
  readonly names: readonly string[];
  /** The cells of a row; `undefined` where the page does not hold the value. */
  at(row: number): (Cell | undefined)[];
  /** A row of the facts behind the i-th row: its keys are the row's. */
  factRow(row: number): number;
  cells(): (Cell | undefined)[][];
}

/** Sorts by other columns than the section's own; ties go by the section's plain columns. */
export function groupsView(
  section: Extract<SectionShape, { kind: 'groups' }>,
  table: Table,
  filter: Mask | null,
  sort: readonly SortKey[] = section.sort ?? [],
): RowsView {
  const groups = groupRows(table, section.by, combined(section, table, filter));
  const ids = Object.keys(section.measures);
  const values = ids.map((id) => measureGroups(section.measures[id]!.measure, table, groups));
  const keys = section.by.map((name) => columnOf(table, name));
  const sortable = (key: SortKey): Sortable => {
    const measure = ids.indexOf(key.column);
    if (measure < 0) return byCode(columnOf(table, key.column), groups.first, key.descending);
    return byValue(values[measure]!, key.descending);
  };
  const order = sorted(groups.count, [
    ...sort.map(sortable),
    ...section.by.map((column) => sortable({ column })),
  ]);
  return view(
    order,
    [...section.by, ...ids],
    (group) => [
      ...keys.map((column) => cellOf(column, column.codes[groups.first[group]!]!)),
      ...values.map((list) => list[group]),
    ],
    (group) => groups.first[group]!,
  );
}

export function rowsView(
  section: Extract<SectionShape, { kind: 'rows' }>,
  table: Table,
  filter: Mask | null,
  sort: readonly SortKey[] = section.sort ?? [],
): RowsView {
  const mask = combined(section, table, filter);
  const names = section.columns ?? [...table.columns.keys()];
  const columns = names.map((name) => columnOf(table, name));
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) if (mask === null || mask[row] === 1) rows.push(row);
  const own = Int32Array.from(rows);
  const keys: SortKey[] = [...sort, ...names.map((column) => ({ column }))];
  const order = sorted(
    own.length,
    keys.map((key) => byCode(columnOf(table, key.column), own, key.descending)),
  );
  return view(
    order,
    names,
    (index) => columns.map((column) => cellOf(column, column.codes[own[index]!]!)),
    (index) => own[index]!,
  );
}

export function sectionView(
  section: SectionShape,
  table: Table,
  filter: Mask | null,
  sort?: readonly SortKey[],
): RowsView {
  return section.kind === 'rows'
    ? rowsView(section, table, filter, sort)
    : groupsView(section, table, filter, sort);
}

function view(
  order: Int32Array,
  names: readonly string[],
  cells: (item: number) => (Cell | undefined)[],
  factRow: (item: number) => number,
): RowsView {
  const at = (row: number): (Cell | undefined)[] => cells(order[row]!);
  return {
    length: order.length,
    names,
    at,
    factRow: (row) => factRow(order[row]!),
    cells: () => Array.from({ length: order.length }, (_, row) => at(row)),
  };
}

function combined(section: SectionShape, table: Table, filter: Mask | null): Mask | null {
  if (section.where === undefined) return filter;
  const own = maskOf(section.where, table);
  if (filter !== null) for (let row = 0; row < own.length; row++) own[row]! &= filter[row]!;
  return own;
}

/** The rank of an item under one sort key; unknown values rank last either way. */
type Sortable = Float64Array;

function byCode(column: Column, rows: Int32Array, descending = false): Sortable {
  const sign = descending ? -1 : 1;
  return Float64Array.from(rows, (row) => {
    const code = column.codes[row]!;
    return code === 0 ? Infinity : sign * code;
  });
}

function byValue(values: readonly Cell[], descending = false): Sortable {
  const sign = descending ? -1 : 1;
  return Float64Array.from(values, (value) => (value === null ? Infinity : sign * rankOf(value)));
}

function rankOf(value: Cell): number {
  if (typeof value !== 'string') return Number(value);
  return value.length === 10 ? dayNumber(value) : microsNumber(value);
}

/** The items 0 to count-1 by the keys; with none, as they come. */
function sorted(count: number, keys: readonly Sortable[]): Int32Array {
  const order = new Int32Array(count);
  for (let item = 0; item < count; item++) order[item] = item;
  return order.sort((a, b) => {
    for (const key of keys) {
      const [left, right] = [key[a]!, key[b]!];
      if (left !== right) return left < right ? -1 : 1;
    }
    return a - b;
  });
}
