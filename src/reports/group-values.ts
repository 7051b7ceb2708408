/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Column, Table } from './columns.ts';
import { conditionColumns } from './condition-mask.ts';
import type { Groups } from './group-rows.ts';
import { aggregatesOf, type Measure } from './measure.ts';
import { figuresOf, type Figures } from './measure-loop.ts';
import { takeRows } from './row-loops.ts';

/** So few groups are measured all at once. */
const fewGroups = 4096;

/**
 * The measures of groups, as they are asked for. Of many groups a page shows few: their rows are taken
 * out, and only these measured. A caller that asks for many at once gets all of them measured.
 */
export class GroupValues {
  readonly #table: Table;
  readonly #groups: Groups;
  readonly #measures: readonly Measure[];
  readonly #columns: readonly string[];
  readonly #isWhole: boolean;
  #rows: GroupedRows | null = null;
  #all: AllFigures | null = null;

  constructor(table: Table, groups: Groups, measures: readonly Measure[]) {
    this.#table = table;
    this.#groups = groups;
    this.#measures = measures;
    this.#columns = [...new Set(measures.flatMap(columnsOf))];
    // A share is one of all groups.
    this.#isWhole =
      groups.count <= fewGroups ||
      table.cells !== undefined ||
      measures.some(({ kind }) => kind === 'share');
  }

  /** Each measure of these groups. */
  of(some: Int32Array): readonly Figures[] {
    if (!this.#isWhole && some.length <= fewGroups) return this.#ofSome(some);
    if (some.length === this.#groups.count) return this.#inOrder(some);
    this.#all ??= allOf(this.#measures.map((one) => figuresOf(one, this.#table, this.#groups)));
    return someOf(this.#all, some);
  }

  /** Of all groups, numbered in this order. */
  #inOrder(order: Int32Array): readonly Figures[] {
    const { count, groupOf, first, narrowed } = this.#groups;
    const places = new Int32Array(count);
    for (let place = 0; place < count; place++) places[order[place]!] = place;
    const numbered = {
      count,
      groupOf: groupOf.map((group) => (group < 0 ? group : places[group]!)),
      first: order.map((group) => first[group]!),
      narrowed:
        narrowed === undefined
          ? { base: this.#groups, mask: null, numbers: places }
          : {
              ...narrowed,
              numbers: narrowed.numbers.map((group) => (group < 0 ? group : places[group]!)),
            },
    };
    return this.#measures.map((measure) => figuresOf(measure, this.#table, numbered));
  }

  #ofSome(some: Int32Array): Figures[] {
    this.#rows ??= groupedRows(this.#groups);
    const { starts, rows } = this.#rows;
    let total = 0;
    for (const group of some) total += starts[group + 1]! - starts[group]!;
    const own = new Int32Array(total);
    const groupOf = new Int32Array(total);
    let at = 0;
    for (let index = 0; index < some.length; index++) {
      const until = starts[some[index]! + 1]!;
      for (let place = starts[some[index]!]!; place < until; place++) {
        own[at] = rows[place]!;
        groupOf[at++] = index;
      }
    }
    const table = partOf(this.#table, own, this.#columns);
    const groups = { count: some.length, groupOf, first: groupOf };
    return this.#measures.map((measure) => figuresOf(measure, table, groups));
  }
}

/** The figures of all groups, those of one group side by side: in whatever order groups are asked for. */
interface AllFigures {
  /** Of each measure the column that its numbers are codes of, if they are. */
  readonly columns: readonly (Column | undefined)[];
  readonly numbers: Float64Array;
}

/** Groups of which the figures lie in the fastest memory. */
const groupsAtOnce = 64;

function allOf(figures: readonly Figures[]): AllFigures {
  const width = figures.length;
  const count = figures[0]?.numbers.length ?? 0;
  const all = new Float64Array(count * width);
  for (let from = 0; from < count; from += groupsAtOnce) {
    const until = Math.min(count, from + groupsAtOnce);
    for (let index = 0; index < width; index++) {
      const { numbers } = figures[index]!;
      for (let group = from; group < until; group++) all[group * width + index] = numbers[group]!;
    }
  }
  return { columns: figures.map(({ column }) => column), numbers: all };
}

function someOf({ columns, numbers: all }: AllFigures, some: Int32Array): Figures[] {
  const width = columns.length;
  const own = columns.map(() => new Float64Array(some.length));
  for (let place = 0; place < some.length; place++) {
    const at = some[place]! * width;
    for (let index = 0; index < width; index++) own[index]![place] = all[at + index]!;
  }
  return own.map((numbers, index) => {
    const column = columns[index];
    return column === undefined ? { numbers } : { numbers, column };
  });
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
