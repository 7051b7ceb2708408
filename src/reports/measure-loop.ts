/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { cellOf, numberOf, type Cell, type Column, type Table } from './columns.ts';
import { columnOf, definedMask, type Mask } from './condition-mask.ts';
import type { Groups } from './group-rows.ts';
import type { Aggregate, Measure } from './measure.ts';
import { quantiles } from './quantile-loop.ts';
import { addUp, amountsOf, denseCodes, extremeCodes, wideCodes } from './row-loops.ts';
import { rowsTogether } from './row-order.ts';

/** A measure in each group: numbers, NaN where there is none, or codes of a column. */
interface Figures {
  readonly numbers: Float64Array;
  readonly column?: Column;
}

/** The value of `measure` in each group; the loop beside `MeasureCompiler`. */
export function measureGroups(measure: Measure, table: Table, groups: Groups): Cell[] {
  const { numbers, column } = figuresOf(measure, table, groups);
  return Array.from(
    numbers,
    column === undefined
      ? (number) => (Number.isNaN(number) ? null : number)
      : (code) => cellOf(column, code) ?? null,
  );
}

/** The same as numbers to sort by; groups without a value come last either way. */
export function measureKeys(
  measure: Measure,
  table: Table,
  groups: Groups,
  descending = false,
): Float64Array {
  const { numbers, column } = figuresOf(measure, table, groups);
  const sign = descending ? -1 : 1;
  const none = column === undefined ? NaN : 0;
  const keys = new Float64Array(numbers.length);
  for (let group = 0; group < keys.length; group++) {
    const number = numbers[group]!;
    keys[group] = Object.is(number, none) ? Infinity : sign * number;
  }
  return keys;
}

function figuresOf(measure: Measure, table: Table, groups: Groups): Figures {
  switch (measure.kind) {
    case 'ratio': {
      const of = totalsOf(measure.of, table, groups);
      const to = totalsOf(measure.to, table, groups);
      return { numbers: of.map((value, group) => quotient(value, to[group]!)) };
    }
    case 'share': {
      const of = totalsOf(measure.of, table, groups);
      const total = of.reduce((sum, value) => sum + value, 0);
      return { numbers: of.map((value) => quotient(value, total)) };
    }
    default: {
      const mask = measure.where === undefined ? null : definedMask(measure.where, table);
      return aggregate(measure, table, groups, mask);
    }
  }
}

/** What quotients are made of: the numbers themselves, NaN where there is none. */
function totalsOf(measure: Measure, table: Table, groups: Groups): Float64Array {
  const { numbers, column } = figuresOf(measure, table, groups);
  return column === undefined ? numbers : numbers.map((code) => numberOf(column, code) ?? NaN);
}

function aggregate(measure: Aggregate, table: Table, groups: Groups, mask: Mask | null): Figures {
  const { groupOf, count } = groups;
  const { cells } = table;
  if (measure.kind === 'count')
    return { numbers: addUp(groupOf, count, mask, cells?.counts ?? null) };
  const column = columnOf(cells?.table ?? table, measure.column);
  switch (measure.kind) {
    case 'sum':
      return {
        numbers: addUp(groupOf, count, mask, cells?.sums(column) ?? amountsOf(column)),
      };
    case 'min':
    case 'max': {
      const { kind } = measure;
      const codes = cells?.extremes(column, kind) ?? wideCodes(column);
      return { numbers: extremeCodes(groupOf, count, mask, codes, kind), column };
    }
    case 'distinct':
      return { numbers: distinct(column, table, groups, mask) };
    case 'quantile':
      return { numbers: quantiles(measure, table, groups, mask), column };
  }
}

/** Rows of one value follow each other: it is new to a group when it is not the group's last one. */
function distinct(column: Column, table: Table, groups: Groups, mask: Mask | null): Float64Array {
  const { groupOf, count } = groups;
  const { cells } = table;
  // Of the rows, or of the cells in which they lie.
  const kept = mask === null ? groupOf : groupOf.map((group, at) => (mask[at] === 0 ? -1 : group));
  const filter = cells?.mask ?? null;
  const cellAt = cells?.cellOf ?? null;
  const codes = denseCodes(column);
  const order = rowsTogether(column);
  const totals = new Float64Array(count);
  const last = new Uint32Array(count);
  for (let place = 0; place < codes.length; place++) {
    const row = order === null ? place : order[place]!;
    if (filter !== null && filter[row] === 0) continue;
    const group = kept[cellAt === null ? row : cellAt[row]!]!;
    const code = codes[row]!;
    if (group < 0 || code === 0) continue;
    // Without a branch: whether it is new is hard to foresee.
    const change = last[group]! ^ code;
    totals[group]! += (change | -change) >>> 31;
    last[group] = code;
  }
  return totals;
}

/** `of / to` to six places, halves up, by integers as in SQL. */
function quotient(of: number, to: number): number {
  if (Number.isNaN(of) || Number.isNaN(to) || to === 0) return NaN;
  const dividend = of * 2_000_000 + to;
  const divisor = to * 2;
  if (Number.isSafeInteger(dividend) && Number.isSafeInteger(divisor)) {
    return (dividend - (dividend % divisor)) / divisor / 1_000_000;
  }
  return Number((BigInt(of) * 2_000_000n + BigInt(to)) / (BigInt(to) * 2n)) / 1_000_000;
}
