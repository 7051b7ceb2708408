/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Table } from './columns.ts';
import { columnOf, type Mask } from './condition-mask.ts';
import type { Groups } from './group-rows.ts';
import type { Measure } from './measure.ts';
import { amountsOf, wideCodes, type Amounts } from './row-loops.ts';
import { rowsByCode } from './row-order.ts';

type Quantile = Extract<Measure, { kind: 'quantile' }>;

/** Sums by group and value of which a quantile is read. */
const mostSums = 1_000_000;

/** The loop of `quantile` measures: the code of each group's value, 0 without any. */
export function quantiles(
  measure: Quantile,
  table: Table,
  groups: Groups,
  mask: Mask | null,
): Float64Array {
  const column = columnOf(table, measure.column);
  return groups.count * (column.top + 1) <= mostSums
    ? summedQuantiles(measure, table, groups, mask)
    : sortedQuantiles(measure, table, groups, mask);
}

/** The first value, in their order, at which the weight so far reaches its part of the whole. */
function summedQuantiles(
  measure: Quantile,
  table: Table,
  groups: Groups,
  mask: Mask | null,
): Float64Array {
  const width = columnOf(table, measure.column).top + 1;
  const sums = weightSums(measure, table, groups, mask);
  const found = new Float64Array(groups.count);
  for (let group = 0; group < groups.count; group++) {
    const own = sums.subarray(group * width, (group + 1) * width);
    let total = 0;
    for (const weight of own) total += weight;
    let upto = 0;
    for (let code = 1; code < width; code++) {
      upto += own[code]!;
      if (own[code]! > 0 && upto * 100 >= total * measure.percent) {
        found[group] = code;
        break;
      }
    }
  }
  return found;
}

const sumsOf = new WeakMap<Groups, Map<string, Float64Array>>();

/** The weight of each value in each group; quantiles that differ in their part only share it. */
function weightSums(
  measure: Quantile,
  table: Table,
  groups: Groups,
  mask: Mask | null,
): Float64Array {
  const known = sumsOf.get(groups) ?? new Map<string, Float64Array>();
  sumsOf.set(groups, known);
  const id = JSON.stringify([measure.column, measure.weight, measure.where]);
  let sums = known.get(id);
  if (sums !== undefined) return sums;
  const column = columnOf(table, measure.column);
  const codes = wideCodes(column);
  const width = column.top + 1;
  const { groupOf } = groups;
  const weights = weightsOf(measure, table);
  sums = new Float64Array(groups.count * width);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const code = codes[row]!;
    if (group < 0 || code === 0 || (mask !== null && mask[row] === 0)) continue;
    sums[group * width + code]! += weights === null ? 1 : Math.max(0, weights[row]!);
  }
  known.set(id, sums);
  return sums;
}

/** What each row weighs; null: one each. */
function weightsOf({ weight }: Quantile, { cells, columns }: Table): Amounts | null {
  if (weight === undefined) return cells?.counts ?? null;
  const column = columnOf(cells?.table ?? { columns }, weight);
  return cells?.sums(column) ?? amountsOf(column);
}

/** The same over the rows in order of the value, where there are too many values to sum up each. */
function sortedQuantiles(
  measure: Quantile,
  table: Table,
  { groupOf, count }: Groups,
  mask: Mask | null,
): Float64Array {
  const column = columnOf(table, measure.column);
  const codes = wideCodes(column);
  const weights = weightsOf(measure, table);
  const totals = new Float64Array(count);
  const upto = new Float64Array(count);
  const found = new Float64Array(count);
  const order = rowsByCode(column);
  const visit = (each: (group: number, code: number, weight: number) => void): void => {
    for (const row of order) {
      const group = groupOf[row]!;
      const code = codes[row]!;
      if (group < 0 || code === 0 || (mask !== null && mask[row] === 0)) continue;
      const weight = weights === null ? 1 : weights[row]!;
      if (weight > 0) each(group, code, weight);
    }
  };
  visit((group, _code, weight) => {
    totals[group]! += weight;
  });
  visit((group, code, weight) => {
    upto[group]! += weight;
    if (found[group] === 0 && upto[group]! * 100 >= totals[group]! * measure.percent) {
      found[group] = code;
    }
  });
  return found;
}
