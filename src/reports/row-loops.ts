/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Column } from './columns.ts';

// The passes over all rows of a page. Each meets few kinds of arrays, so that engines make tight loops.

export type Amounts = Int32Array | Float64Array;

const amounts = new WeakMap<Column, Amounts>();

/** The numbers of a column, 0 where unknown; made once. */
export function amountsOf(column: Column): Amounts {
  let known = amounts.get(column);
  if (known === undefined) {
    const { codes, base, unit, top } = column;
    const isSmall = Math.max(Math.abs(base), Math.abs(base + unit * top)) < 2 ** 31;
    known = isSmall ? new Int32Array(codes) : new Float64Array(codes);
    for (let row = 0; row < known.length; row++) {
      const code = codes[row]!;
      if (code !== 0) known[row] = base + unit * (code - 1);
    }
    amounts.set(column, known);
  }
  return known;
}

const wide = new WeakMap<Column, Uint32Array | Float64Array>();

/** The codes of a column, in one kind of array for all but the greatest; made once. */
export function wideCodes(column: Column): Uint32Array | Float64Array {
  const { codes } = column;
  if (codes instanceof Uint32Array || codes instanceof Float64Array) return codes;
  let known = wide.get(column);
  if (known === undefined) wide.set(column, (known = new Uint32Array(codes)));
  return known;
}

const dense = new WeakMap<Column, Uint32Array>();

/** Numbers that tell the known codes of a column apart, 0 = unknown: the codes, unless they are too great. */
export function denseCodes(column: Column): Uint32Array {
  const codes = wideCodes(column);
  if (codes instanceof Uint32Array) return codes;
  let known = dense.get(column);
  if (known === undefined) {
    const numbers = new Map([[0, 0]]);
    known = Uint32Array.from(codes, (code) => {
      const number = numbers.get(code) ?? numbers.size;
      numbers.set(code, number);
      return number;
    });
    dense.set(column, known);
  }
  return known;
}

/** A number that none of `denseCodes` exceeds. */
export function denseTop({ codes, top }: Column): number {
  return codes instanceof Float64Array ? codes.length : top;
}

/** The same column of some rows only. */
export function takeRows(column: Column, rows: Int32Array): Column {
  const all = wideCodes(column);
  const codes =
    all instanceof Uint32Array ? new Uint32Array(rows.length) : new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) codes[row] = all[rows[row]!]!;
  return { ...column, codes };
}

/** Sums `values` (null: one each) by the group of each row; group -1 and rows off the mask are left out. */
export function addUp(
  groupOf: Int32Array,
  count: number,
  mask: Uint8Array | null,
  values: Amounts | null,
): Float64Array {
  const totals = new Float64Array(count);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    if (group < 0 || (mask !== null && mask[row] === 0)) continue;
    totals[group]! += values === null ? 1 : values[row]!;
  }
  return totals;
}

/** The least or greatest code of each group, 0 where none is known. */
export function extremeCodes(
  groupOf: Int32Array,
  count: number,
  mask: Uint8Array | null,
  codes: Uint32Array | Float64Array,
  kind: 'min' | 'max',
): Float64Array {
  const best = new Float64Array(count);
  const wantsLess = kind === 'min';
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const code = codes[row]!;
    if (group < 0 || code === 0 || (mask !== null && mask[row] === 0)) continue;
    const own = best[group]!;
    if (own === 0 || (wantsLess ? code < own : code > own)) best[group] = code;
  }
  return best;
}
