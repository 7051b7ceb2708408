/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Cell, Column, Table } from './columns.ts';
import { conditionColumns } from './condition-mask.ts';
import type { Groups } from './group-rows.ts';
import { aggregatesOf, type Measure } from './measure.ts';
import { measureGroups } from './measure-loop.ts';
import { takeRows } from './row-loops.ts';

/** Groups of which all measures are worked out together. */
const groupsAtOnce = 256;
/** So few groups are measured all at once. */
const fewGroups = 4096;

/**
 * The measures of groups in an order, as they are asked for. Of many groups a page shows few: their rows
 * are taken out, and only these measured, some hundred groups at a time.
 */
export class GroupValues {
  readonly #table: Table;
  readonly #groups: Groups;
  readonly #order: Int32Array;
  readonly #measures: readonly Measure[];
  readonly #columns: readonly string[];
  readonly #isWhole: boolean;
  #rows: GroupedRows | null = null;
  #first = -1;
  #values: readonly Cell[][] = [];

  constructor(table: Table, groups: Groups, order: Int32Array, measures: readonly Measure[]) {
    this.#table = table;
    this.#groups = groups;
    this.#order = order;
    this.#measures = measures;
    this.#columns = [...new Set(measures.flatMap(columnsOf))];
    // A share is one of all groups.
    this.#isWhole =
      groups.count <= fewGroups ||
      table.cells !== undefined ||
      measures.some(({ kind }) => kind === 'share');
  }

  /** The measures of the group at this place of the order. */
  at(place: number): (Cell | undefined)[] {
    const first = this.#isWhole ? 0 : place - (place % groupsAtOnce);
    if (first !== this.#first) {
      this.#first = first;
      this.#values = this.#isWhole ? this.#ofAll() : this.#ofSome(first);
    }
    const group = this.#isWhole ? this.#order[place]! : place - first;
    return this.#values.map((values) => values[group]);
  }

  #ofAll(): Cell[][] {
    return this.#measures.map((measure) => measureGroups(measure, this.#table, this.#groups));
  }

  #ofSome(first: number): Cell[][] {
    this.#rows ??= groupedRows(this.#groups);
    const { starts, rows } = this.#rows;
    const some = this.#order.subarray(first, first + groupsAtOnce);
    const sizes = Array.from(some, (group) => starts[group + 1]! - starts[group]!);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const own = new Int32Array(total);
    const groupOf = new Int32Array(total);
    let at = 0;
    for (const [index, group] of some.entries()) {
      own.set(rows.subarray(starts[group], starts[group + 1]), at);
      groupOf.fill(index, at, at + sizes[index]!);
      at += sizes[index]!;
    }
    const table = partOf(this.#table, own, this.#columns);
    const groups = { count: some.length, groupOf, first: groupOf };
    return this.#measures.map((measure) => measureGroups(measure, table, groups));
  }
}

interface GroupedRows {
  /** Where the rows of each group begin. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

function groupedRows({ groupOf, count }: Groups): GroupedRows {
  const starts = new Int32Array(count + 1);
  for (const group of groupOf) if (group >= 0) starts[group + 1]! += 1;
  for (let group = 0; group < count; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const rows = new Int32Array(starts[count]!);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    if (group >= 0) rows[next[group]!++] = row;
  }
  return { starts, rows };
}

/** Some rows of a table, with the columns named. */
function partOf(table: Table, rows: Int32Array, names: readonly string[]): Table {
  const columns = new Map<string, Column>();
  for (const name of names) {
    const column = table.columns.get(name);
    if (column !== undefined) columns.set(name, takeRows(column, rows));
  }
  return { rows: rows.length, columns };
}

/** The columns that a measure looks at. */
function columnsOf(measure: Measure): string[] {
  return aggregatesOf(measure).flatMap((one) => [
    ...('column' in one ? [one.column] : []),
    ...(one.kind === 'quantile' && one.weight !== undefined ? [one.weight] : []),
    ...(one.where === undefined ? [] : conditionColumns(one.where)),
  ]);
}
