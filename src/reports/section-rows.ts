/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { cellOf, type Cell, type Column, type Table } from './columns.ts';
import { columnOf, definedMask, type Mask } from './condition-mask.ts';
import { groupRows, type Groups } from './group-rows.ts';
import { GroupValues } from './group-values.ts';
import { figureCell, measureKeys, type Figures } from './measure-loop.ts';
import { neededColumns, rolledUp } from './roll-up.ts';
import { codeKeys, everyRow, isInOrder, sortByCodes } from './row-order.ts';
import { sortByKey } from './sort-by-key.ts';
import type { GroupsSection, RowsSection, SortKey } from './define-report.ts';

/** What the loops need of a section: the same in Node and in the page's JSON. */
export type SectionShape =
  | Pick<RowsSection, 'kind' | 'columns' | 'where' | 'sort'>
  | (Pick<GroupsSection, 'kind' | 'by' | 'where' | 'sort' | 'always'> & {
      readonly measures: Readonly<
        Record<string, Pick<GroupsSection['measures'][string], 'measure'>>
      >;
    });

type GroupsShape = Extract<SectionShape, { kind: 'groups' }>;

/** The rows of a section, in order: `at(i)` gives the cells of the i-th. */
export interface RowsView {
  readonly length: number;
  readonly names: readonly string[];
  /** The cells of a row; `undefined` where the page does not hold the value. */
  at(row: number): (Cell | undefined)[];
  /** Each column of the rows from the `from`-th up to before the `until`-th, made anew by each call. */
  columns(from: number, until: number): readonly Figures[];
  /** A row of the facts behind each row: its keys are the row's. -1 where there is none. */
  factRows(): Int32Array;
  /** The cells of all rows. */
  cells(): (Cell | undefined)[][];
}

/**
 * The groups of a section under a filter, in order. `sort` takes the place of the section's own; ties go by the
 * columns of `by`, ascending.
 */
export function groupsView(
  section: GroupsShape,
  table: Table,
  filter: Mask | null,
  sort: readonly SortKey[] = section.sort ?? [],
): RowsView {
  const { table: source, mask } = rolledUp(table, filter, groupedColumns(section));
  const found = groupRows(source, section.by, mask, section.where);
  const empty = emptyGroups(section, source, found);
  const groups = withEmpty(found, empty.length);
  const ids = Object.keys(section.measures);
  const keys = section.by.map((name) => columnOf(source, name));
  const placed =
    section.always === undefined ? null : placedKeys(section.always, keys, groups, empty);
  let order = everyRow(groups.count);
  if (placed !== null) order = sortByKey(order, placed);
  for (const { column, descending } of sort.toReversed()) {
    const measure = section.measures[column]?.measure;
    const own =
      measure === undefined
        ? (signed(placed, descending) ??
          codeKeys(columnOf(source, column), groups.first, descending))
        : measureKeys(measure, source, groups, descending);
    order = sortByKey(order, own);
  }
  const values = new GroupValues(
    source,
    groups,
    ids.map((id) => section.measures[id]!.measure),
  );
  const shown = keys.map((column) => withValues(column, empty));
  return view(
    order,
    [...section.by, ...ids],
    (some) => [
      ...shown.map((column) => keyFigures(column, groups, some, found.count)),
      ...values.of(some),
    ],
    () => factRows(source, order, groups),
  );
}

/** The column with more values at the end of its dictionary. */
function withValues(column: Column, more: readonly string[]): Column {
  return more.length === 0 ? column : { ...column, values: [...column.values!, ...more] };
}

/** A key of some groups; those from the `known`-th have no row, but the last values of the dictionary. */
function keyFigures(column: Column, groups: Groups, some: Int32Array, known: number): Figures {
  const { count, first } = groups;
  const figures = codesOf(
    column,
    some.map((group) => first[group]!),
  );
  if (count === known) return figures;
  const before = column.values!.length - count;
  const { numbers } = figures;
  for (let place = 0; place < some.length; place++) {
    if (some[place]! >= known) numbers[place] = before + some[place]! + 1;
  }
  return figures;
}

function codesOf(column: Column, rows: Int32Array): Figures {
  const { codes } = column;
  const numbers = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) numbers[place] = codes[rows[place]!]!;
  return { column, numbers };
}

/** The columns whose values a roll-up for the section must tell apart. */
export function groupedColumns({ measures, by, where }: GroupsShape): string[] {
  return neededColumns(
    Object.values(measures).map(({ measure }) => measure),
    by,
    where,
  );
}

/** The rows of the facts behind groups of their rows, or of cells. */
function factRows({ cells }: Table, order: Int32Array, { first }: Groups): Int32Array {
  const rows = new Int32Array(order.length);
  for (let place = 0; place < rows.length; place++) rows[place] = first[order[place]!]!;
  if (cells === undefined) return rows;
  return rows.map((row) => (row < 0 ? row : cells.first[row]!));
}

/** The values of `always` that no row has. */
function emptyGroups(section: GroupsShape, table: Table, found: Groups): string[] {
  const [name] = section.by;
  if (section.always === undefined || name === undefined) return [];
  const column = columnOf(table, name);
  const there = new Set(Array.from(found.first, (row) => cellOf(column, column.codes[row]!)));
  return section.always.filter((value) => !there.has(value));
}

/** The groups and, behind them, `more` without a row. */
function withEmpty(groups: Groups, more: number): Groups {
  if (more === 0) return groups;
  const first = new Int32Array(groups.count + more).fill(-1);
  first.set(groups.first);
  return { ...groups, count: groups.count + more, first };
}

/** Sort keys of groups in the order of `always`; other values come after them, unknown last. */
function placedKeys(
  always: readonly string[],
  keys: readonly Column[],
  groups: Groups,
  empty: readonly string[],
): Float64Array {
  const [column] = keys;
  const found = groups.count - empty.length;
  return Float64Array.from(groups.first, (row, group) => {
    const code = row < 0 ? 0 : column!.codes[row]!;
    const value = group < found ? cellOf(column!, code) : empty[group - found];
    if (value === null) return Infinity;
    const place = always.indexOf(value as string);
    return place < 0 ? always.length + code : place;
  });
}

function signed(keys: Float64Array | null, descending = false): Float64Array | null {
  if (keys === null || !descending) return keys;
  return keys.map((key) => (key === Infinity ? key : -key));
}

/** The rows of a section under a filter, in order. `sort` takes the place of the section's own. */
export function rowsView(
  section: Extract<SectionShape, { kind: 'rows' }>,
  table: Table,
  filter: Mask | null,
  sort: readonly SortKey[] = section.sort ?? [],
): RowsView {
  const own = section.where === undefined ? null : definedMask(section.where, table);
  const names = section.columns ?? [...table.columns.keys()];
  const columns = names.map((name) => columnOf(table, name));
  const all = rowOrder(table, names, sort);
  const order = keptRows(keptRows(all, own), filter);
  return view(
    order,
    names,
    (rows) => columns.map((column) => codesOf(column, rows)),
    () => order,
  );
}

function keptRows(order: Int32Array, mask: Mask | null): Int32Array {
  if (mask === null) return order;
  const kept = new Int32Array(order.length);
  let count = 0;
  for (const row of order) {
    kept[count] = row;
    count += mask[row]!;
  }
  return kept.subarray(0, count);
}

/** The rows or groups of a section under a filter, in order. */
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

/** Rows that are computed together where one is asked for. */
const rowsAtOnce = 256;

function view(
  order: Int32Array,
  names: readonly string[],
  figures: (items: Int32Array) => readonly Figures[],
  factRows: () => Int32Array,
): RowsView {
  const columns = (from: number, until: number) => figures(order.subarray(from, until));
  let first = -1;
  let some: readonly Figures[] = [];
  let behind: Int32Array | null = null;
  const at = (row: number): (Cell | undefined)[] => {
    const from = row - (row % rowsAtOnce);
    if (from !== first) some = columns(from, from + rowsAtOnce);
    first = from;
    return some.map((one) => figureCell(one, row - from));
  };
  return {
    length: order.length,
    names,
    at,
    columns,
    factRows: () => (behind ??= factRows()),
    cells: () => Array.from({ length: order.length }, (_, row) => at(row)),
  };
}

const orders = new WeakMap<Table, Map<string, Int32Array>>();

/** All rows of a table by sort keys, then by the columns `by`; no filter changes it: computed once. */
function rowOrder(table: Table, by: readonly string[], sort: readonly SortKey[] = []): Int32Array {
  const id = JSON.stringify([by, sort]);
  const known = orders.get(table) ?? new Map<string, Int32Array>();
  orders.set(table, known);
  let order = known.get(id);
  if (order !== undefined) return order;
  if (sort.length > 0) order = rowOrder(table, by);
  else {
    const columns = by.map((name) => columnOf(table, name));
    order = everyRow(table.rows);
    if (!isInOrder(columns, order)) order = sortByCodes(columns, null, table.rows);
  }
  for (const { column, descending } of sort.toReversed()) {
    order = sortByKey(order, codeKeys(columnOf(table, column), null, descending));
  }
  known.set(id, order);
  return order;
}
