/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { cellOf, numberOf, type Cell, type Column, type Table } from './columns.ts';
import { distinctValues } from './distinct-loop.ts';
import { columnOf, definedMask, type Mask } from './condition-mask.ts';
import type { Groups } from './group-rows.ts';
import type { Aggregate, Measure } from './measure.ts';
import { quantiles } from './quantile-loop.ts';
import { addUp, amountsOf, extremeCodes, wideCodes } from './row-loops.ts';

/** Numbers of rows or groups, NaN where there is none, or codes of a column. */
export interface Figures {
  readonly numbers: Float64Array;
  readonly column?: Column;
}

/** One of them as a value; `undefined` where the page does not hold it. */
export function figureCell({ numbers, column }: Figures, place: number): Cell | undefined {
  const number = numbers[place]!;
  if (column !== undefined) return cellOf(column, number);
  return Number.isNaN(number) ? null : number;
}

/** A measure in each group as numbers to sort by; groups without a value come last either way. */
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

/** The value of `measure` in each group; the loop beside `MeasureCompiler`. */
export function figuresOf(measure: Measure, table: Table, groups: Groups): Figures {
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
  if (measure.kind === 'distinct') return { numbers: distinctValues(measure, table, groups) };
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
    case 'quantile':
      return { numbers: quantiles(measure, table, groups, mask), column };
  }
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
