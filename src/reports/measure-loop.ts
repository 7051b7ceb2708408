/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { cellOf, numberOf, type Cell, type Column, type Table } from './columns.ts';
import { columnOf, maskOf, type Mask } from './condition-mask.ts';
import type { Measure } from './measure.ts';
import { rowsByCode } from './row-order.ts';

/** The groups of a table's rows: `groupOf[row]` is the group's number, -1 where the row is left out. */
export interface Groups {
  readonly count: number;
  readonly groupOf: Int32Array;
  /** A row of each group, from which its keys are read. */
  readonly first: Int32Array;
}

/** Groups the rows that `mask` keeps by the codes of the columns `by`; without any, one group of all. */
export function groupRows(table: Table, by: readonly string[], mask: Mask | null): Groups {
  const groupOf = new Int32Array(table.rows).fill(-1);
  if (by.length === 0) {
    for (let row = 0; row < table.rows; row++)
      if (mask === null || mask[row] === 1) groupOf[row] = 0;
    return { count: 1, groupOf, first: new Int32Array(1) };
  }
  let count = 1;
  let first: Int32Array = new Int32Array(1);
  for (let row = 0; row < table.rows; row++) if (mask === null || mask[row] === 1) groupOf[row] = 0;
  for (const name of by) ({ count, first } = refine(groupOf, count, columnOf(table, name)));
  return { count, groupOf, first };
}

/** Splits each group by one more column; numbers go by first appearance. */
function refine(
  groupOf: Int32Array,
  count: number,
  column: Column,
): { count: number; first: Int32Array } {
  const { codes, top } = dense(column, count);
  const width = top + 1;
  const first: number[] = [];
  const small = count * width <= 4_000_000;
  const table = small ? new Int32Array(count * width).fill(-1) : null;
  const map = small ? null : new Map<number, number>();
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    if (group < 0) continue;
    const key = group * width + codes[row]!;
    let next = table === null ? map?.get(key) : table[key]!;
    if (next === undefined || next < 0) {
      next = first.length;
      first.push(row);
      if (table === null) map?.set(key, next);
      else table[key] = next;
    }
    groupOf[row] = next;
  }
  return { count: first.length, first: Int32Array.from(first) };
}

/** Codes small enough that `group * width + code` stays an exact integer. */
function dense(column: Column, groups: number): { codes: ArrayLike<number>; top: number } {
  if ((column.top + 1) * groups <= Number.MAX_SAFE_INTEGER) return column;
  const ranks = new Map<number, number>([[0, 0]]);
  const codes = Uint32Array.from(column.codes, (code) => {
    const known = ranks.get(code);
    if (known !== undefined) return known;
    ranks.set(code, ranks.size);
    return ranks.size - 1;
  });
  return { codes, top: ranks.size - 1 };
}

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
      const mask = measure.where === undefined ? null : maskOf(measure.where, table);
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

/** Rows in order of the value: a value is new to a group when it is not the group's last one. */
function distinct(column: Column, { groupOf, count }: Groups, mask: Mask | null): number[] {
  const totals = new Array<number>(count).fill(0);
  const last = new Float64Array(count);
  const { codes } = column;
  for (const row of rowsByCode(column)) {
    const group = groupOf[row]!;
    const code = codes[row]!;
    if (group < 0 || code === 0 || (mask !== null && mask[row] === 0)) continue;
    if (last[group] === code) continue;
    last[group] = code;
    totals[group]! += 1;
  }
  return totals;
}

/** Rows in order of the value: the first at which the weight so far reaches its part of the whole. */
function quantiles(
  measure: Extract<Measure, { kind: 'quantile' }>,
  table: Table,
  { groupOf, count }: Groups,
  mask: Mask | null,
): Cell[] {
  const column = columnOf(table, measure.column);
  const { codes } = column;
  const weights = measure.weight === undefined ? null : columnOf(table, measure.weight);
  const weightOf = (row: number): number =>
    weights === null ? 1 : (numberOf(weights, weights.codes[row]!) ?? 0);
  const totals = new Float64Array(count);
  const upto = new Float64Array(count);
  const found = new Float64Array(count);
  const order = rowsByCode(column);
  const visit = (each: (group: number, code: number, weight: number) => void): void => {
    for (const row of order) {
      const group = groupOf[row]!;
      const code = codes[row]!;
      if (group < 0 || code === 0 || (mask !== null && mask[row] === 0)) continue;
      const weight = weightOf(row);
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
  return Array.from(found, (code) => cellOf(column, code) ?? null);
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
