import type { Cell, Cells, Column, Table } from './columns.ts';
import { columnOf, conditionColumns, type Mask } from './condition-mask.ts';
import type { Condition } from './condition.ts';
import { groupRows, refined, undivided, type Groups } from './group-rows.ts';
import { aggregatesOf, type Measure } from './measure.ts';
import { figureCell, figuresOf } from './measure-loop.ts';
import { addUp, amountsOf, extremeCodes, takeRows, wideCodes } from './row-loops.ts';

// A page of a million rows mostly asks for figures by columns of few values. Rows that are the same in
// all columns that sections look at make one cell; a change of the filters then adds up the rows once,
// and sections work on some thousand cells.

/** Columns, and the cells of all rows by these. */
interface RollUp {
  readonly names: ReadonlySet<string>;
  readonly groups: Groups;
  readonly columns: Table['columns'];
}

const rollUps = new WeakMap<Table, readonly RollUp[]>();

/**
 * Prepares cells for figures that look at the columns `needs`, as many as fit into one roll-up sharing
 * it. What has more than `most` cells gets none: its rows are gone through one by one.
 */
export function prepareRollUps(
  table: Table,
  needs: readonly (readonly string[])[],
  most = Math.floor(table.rows / 16),
): void {
  const drafts: Omit<RollUp, 'columns'>[] = [];
  const none = { names: new Set<string>(), groups: undivided(table.rows) };
  for (const need of needs) {
    if (drafts.some(({ names }) => need.every((name) => names.has(name)))) continue;
    let wider: Omit<RollUp, 'columns'> | null = null;
    let at = -1;
    while (wider === null && ++at <= drafts.length) {
      wider = widened(drafts[at] ?? none, need, table, most);
    }
    if (wider !== null) drafts[at] = wider;
  }
  rollUps.set(
    table,
    drafts.map(({ names, groups }) => {
      const first = groups.first.subarray(0, groups.count);
      const columns = [...names].map(
        (name) => [name, takeRows(columnOf(table, name), first)] as const,
      );
      return { names, groups, columns: new Map(columns) };
    }),
  );
}

function widened(
  { names, groups }: Omit<RollUp, 'columns'>,
  need: readonly string[],
  table: Table,
  most: number,
): Omit<RollUp, 'columns'> | null {
  let wider: Groups | null = groups;
  for (const name of need) {
    if (names.has(name)) continue;
    wider = refined(wider, columnOf(table, name), most);
    if (wider === null) return null;
  }
  return { names: new Set([...names, ...need]), groups: wider };
}

/** The cells of `table` under a filter where such have been prepared for the columns `need`, else its rows. */
export function rolledUp(
  table: Table,
  filter: Mask | null,
  need: readonly string[],
): { readonly table: Table; readonly mask: Mask | null } {
  const rollUp = rollUps.get(table)?.find(({ names }) => need.every((name) => names.has(name)));
  if (rollUp === undefined) return { table, mask: filter };
  const known = filtered.get(rollUp) ?? new WeakMap<Table | Mask, CellsOf>();
  filtered.set(rollUp, known);
  let cells = known.get(filter ?? table);
  if (cells === undefined) known.set(filter ?? table, (cells = cellsUnder(rollUp, table, filter)));
  return cells;
}

interface CellsOf {
  readonly table: Table;
  /** The cells of which the filter keeps a row. */
  readonly mask: Mask | null;
}

const filtered = new WeakMap<RollUp, WeakMap<Table | Mask, CellsOf>>();

function cellsUnder({ groups, columns }: RollUp, table: Table, filter: Mask | null): CellsOf {
  const { count, groupOf, first } = groups;
  const sums = new Map<Column, Float64Array>();
  const best = { min: new Map<Column, Float64Array>(), max: new Map<Column, Float64Array>() };
  const cells: Cells = {
    table,
    cellOf: groupOf,
    first,
    mask: filter,
    counts: addUp(groupOf, count, filter, null),
    sums: (column) => once(sums, column, () => addUp(groupOf, count, filter, amountsOf(column))),
    extremes: (column, kind) =>
      once(best[kind], column, () => extremeCodes(groupOf, count, filter, wideCodes(column), kind)),
  };
  const mask = filter === null ? null : Uint8Array.from(cells.counts, (rows) => (rows > 0 ? 1 : 0));
  return { table: { rows: count, columns, cells }, mask };
}

function once<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

/** A measure over all rows that a filter keeps. */
export function measureWhole(measure: Measure, table: Table, filter: Mask | null): Cell {
  const source = rolledUp(table, filter, neededColumns([measure]));
  const groups = groupRows(source.table, [], source.mask);
  return figureCell(figuresOf(measure, source.table, groups), 0) ?? null;
}

/** The columns whose values cells must not mix, for these measures by `by` of the rows `where`. */
export function neededColumns(
  measures: readonly Measure[],
  by: readonly string[] = [],
  where?: Condition,
): string[] {
  // Sums, extremes and different values are read of the rows behind the cells.
  const values = measures
    .flatMap(aggregatesOf)
    .flatMap((one) => [
      ...(one.kind === 'quantile' ? [one.column] : []),
      ...(one.where === undefined ? [] : conditionColumns(one.where)),
    ]);
  return [...new Set([...by, ...(where === undefined ? [] : conditionColumns(where)), ...values])];
}
