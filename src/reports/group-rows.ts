/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Column, Table } from './columns.ts';
import { columnOf, type Mask } from './condition-mask.ts';

/** The groups of a table's rows: `groupOf[row]` is the group's number, -1 where the row is left out. */
export interface Groups {
  readonly count: number;
  readonly groupOf: Int32Array;
  /** A row of each group, from which its keys are read. */
  readonly first: Int32Array;
}

/** Groups the rows that `mask` keeps by the codes of the columns `by`; without any, one group of all. */
export function groupRows(table: Table, by: readonly string[], mask: Mask | null): Groups {
  if (by.length === 0) return oneGroup(table, mask);
  const all = everyGroup(table, by);
  return mask === null ? all : keptGroups(all, mask);
}

const groupings = new WeakMap<Table, Map<string, Groups>>();

/** The groups of all rows, which every filter begins with: worked out once. */
function everyGroup(table: Table, by: readonly string[]): Groups {
  const known = groupings.get(table) ?? new Map<string, Groups>();
  groupings.set(table, known);
  const id = JSON.stringify(by);
  let groups = known.get(id);
  if (groups === undefined) {
    const groupOf = new Int32Array(table.rows);
    let count = 1;
    let first: Int32Array = new Int32Array(1);
    for (const name of by) ({ count, first } = refine(groupOf, count, columnOf(table, name)));
    groups = { count, groupOf, first };
    known.set(id, groups);
  }
  return groups;
}

/** Those of which `mask` keeps a row, numbered anew by first appearance. */
function keptGroups(all: Groups, mask: Mask): Groups {
  const numbers = new Int32Array(all.count).fill(-1);
  const groupOf = new Int32Array(all.groupOf.length).fill(-1);
  const first = new Int32Array(all.count);
  let count = 0;
  for (let row = 0; row < groupOf.length; row++) {
    if (mask[row] === 0) continue;
    const group = all.groupOf[row]!;
    let number = numbers[group]!;
    if (number < 0) {
      number = count++;
      numbers[group] = number;
      first[number] = row;
    }
    groupOf[row] = number;
  }
  return { count, groupOf, first: first.slice(0, count) };
}

const wholes = new WeakMap<Table | Mask, Groups>();

/** The rows as one group: figures, notes and sections of one filter begin with it. */
function oneGroup(table: Table, mask: Mask | null): Groups {
  let groups = wholes.get(mask ?? table);
  if (groups === undefined) {
    const groupOf = new Int32Array(table.rows);
    if (mask !== null) for (let row = 0; row < groupOf.length; row++) groupOf[row] = mask[row]! - 1;
    groups = { count: 1, groupOf, first: new Int32Array(1) };
    wholes.set(mask ?? table, groups);
  }
  return groups;
}

/** Splits each group by one more column, in place; numbers go by first appearance. */
function refine(
  groupOf: Int32Array,
  count: number,
  column: Column,
): { count: number; first: Int32Array } {
  const { codes, top } = dense(column, count);
  const width = top + 1;
  const first: number[] = [];
  const small = count * width <= Math.max(1000, Math.min(8 * groupOf.length, 4_000_000));
  const table = small ? new Int32Array(count * width).fill(-1) : null;
  const map = small ? null : new Map<number, number>();
  for (let row = 0; row < groupOf.length; row++) {
    const key = groupOf[row]! * width + codes[row]!;
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
