/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { cellOf, type Cell, type Column, type Table } from './columns.ts';
import { columnOf, definedMask, type Mask } from './condition-mask.ts';
import type { Groups } from './group-rows.ts';
import type { Measure } from './measure.ts';
import { quantiles } from './quantile-loop.ts';
import { rowsTogether } from './row-order.ts';

/** The value of `measure` in each group; the loop beside `MeasureCompiler`. */
export function measureGroups(measure: Measure, table: Table, groups: Groups): Cell[] {
  switch (measure.kind) {
    case 'ratio': {
      const of = measureGroups(measure.of, table, groups);
      const to = measureGroups(measure.to, table, groups);
      return of.map((value, group) => quotient(value, to[group] ?? null));
    }
    case 'share': {
      const of = measureGroups(measure.of, table, groups);
      const total = of.reduce<number>((sum, value) => sum + Number(value), 0);
      return of.map((value) => quotient(value, total));
    }
    default: {
      const mask = measure.where === undefined ? null : definedMask(measure.where, table);
      return aggregate(measure, table, groups, mask);
    }
  }
}

type Aggregate = Exclude<Measure, { kind: 'ratio' | 'share' }>;

function aggregate(measure: Aggregate, table: Table, groups: Groups, mask: Mask | null): Cell[] {
  const { groupOf, count } = groups;
  if (measure.kind === 'count') {
    const totals = new Float64Array(count);
    for (let row = 0; row < table.rows; row++) {
      const group = groupOf[row]!;
      if (group >= 0 && (mask === null || mask[row] === 1)) totals[group]! += 1;
    }
    return Array.from(totals);
  }
  const column = columnOf(table, measure.column);
  const { codes } = column;
  switch (measure.kind) {
    case 'sum': {
      const totals = new Float64Array(count);
      const { base, unit } = column;
      for (let row = 0; row < table.rows; row++) {
        const group = groupOf[row]!;
        const code = codes[row]!;
        if (group < 0 || code === 0 || (mask !== null && mask[row] === 0)) continue;
        totals[group]! += base + unit * (code - 1);
      }
      return Array.from(totals);
    }
    case 'min':
    case 'max': {
      const best = new Float64Array(count);
      const wantsLess = measure.kind === 'min';
      for (let row = 0; row < table.rows; row++) {
        const group = groupOf[row]!;
        const code = codes[row]!;
        if (group < 0 || code === 0 || (mask !== null && mask[row] === 0)) continue;
        const own = best[group]!;
        if (own === 0 || (wantsLess ? code < own : code > own)) best[group] = code;
      }
      return Array.from(best, (code) => cellOf(column, code) ?? null);
    }
    case 'distinct':
      return distinct(column, groups, mask);
    case 'quantile':
      return quantiles(measure, table, groups, mask);
  }
}

/** Rows of one value follow each other: it is new to a group when it is not the group's last one. */
function distinct(column: Column, { groupOf, count }: Groups, mask: Mask | null): number[] {
  const totals = new Float64Array(count);
  const last = new Float64Array(count);
  const { codes } = column;
  const order = rowsTogether(column);
  for (let place = 0; place < groupOf.length; place++) {
    const row = order === null ? place : order[place]!;
    const group = groupOf[row]!;
    const code = codes[row]!;
    if (group < 0 || code === 0 || (mask !== null && mask[row] === 0)) continue;
    if (last[group] === code) continue;
    last[group] = code;
    totals[group]! += 1;
  }
  return Array.from(totals);
}

/** `of / to` to six places, halves up, by integers as in SQL. */
export function quotient(of: Cell, to: Cell): number | null {
  if (typeof of !== 'number' || typeof to !== 'number' || to === 0) return null;
  const dividend = of * 2_000_000 + to;
  const divisor = to * 2;
  if (Number.isSafeInteger(dividend) && Number.isSafeInteger(divisor)) {
    return (dividend - (dividend % divisor)) / divisor / 1_000_000;
  }
  return Number((BigInt(of) * 2_000_000n + BigInt(to)) / (BigInt(to) * 2n)) / 1_000_000;
}
