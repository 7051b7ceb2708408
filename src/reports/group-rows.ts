/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Column, Table } from './columns.ts';
import { columnOf, type Mask } from './condition-mask.ts';
import { denseCodes, wideCodes } from './row-loops.ts';
import { codeKeys, everyRow, isInOrder, sortByKey } from './row-order.ts';

/** The groups of a table's rows: `groupOf[row]` is the group's number, -1 where the row is left out. */
export interface Groups {
  readonly count: number;
  readonly groupOf: Int32Array;
  /** A row with the keys of each group; a filter may leave it out. */
  readonly first: Int32Array;
}

/**
 * Groups the rows that `mask` keeps by the codes of the columns `by`, numbered in the order of these;
 * without any, one group of all.
 */
export function groupRows(table: Table, by: readonly string[], mask: Mask | null): Groups {
  if (by.length === 0) return oneGroup(table, mask);
  const all = everyGroup(table, by);
  return mask === null ? all : keptGroups(all, mask);
}

const groupings = new WeakMap<Table['columns'], Map<string, Groups>>();

/** The groups of all rows, which every filter begins with: worked out once. */
function everyGroup(table: Table, by: readonly string[]): Groups {
  const known = groupings.get(table.columns) ?? new Map<string, Groups>();
  groupings.set(table.columns, known);
  const id = JSON.stringify(by);
  let groups = known.get(id);
  if (groups === undefined) {
    const columns = by.map((name) => columnOf(table, name));
    groups = undivided(table.rows);
    for (const column of columns) groups = refined(groups, column) ?? groups;
    groups = inOrder(groups, columns);
    known.set(id, groups);
  }
  return groups;
}

/** So many rows before any column tells them apart. */
export function undivided(rows: number): Groups {
  return { count: Math.min(1, rows), groupOf: new Int32Array(rows), first: new Int32Array(1) };
}

/** The same groups numbered in the order of their keys, unknown last. */
function inOrder(groups: Groups, columns: readonly Column[]): Groups {
  const { count, groupOf, first } = groups;
  if (isInOrder(columns, first.subarray(0, count))) return groups;
  let order = everyRow(count);
  for (const column of columns.toReversed()) order = sortByKey(order, codeKeys(column, first));
  const numbers = new Int32Array(count);
  const ordered = new Int32Array(count);
  for (let place = 0; place < count; place++) {
    numbers[order[place]!] = place;
    ordered[place] = first[order[place]!]!;
  }
  return { count, groupOf: groupOf.map((group) => numbers[group]!), first: ordered };
}

/** Those of which `mask` keeps a row, numbered anew in the same order. */
function keptGroups(all: Groups, mask: Mask): Groups {
  const numbers = new Int32Array(all.count);
  const groupOf = new Int32Array(all.groupOf.length);
  for (let row = 0; row < groupOf.length; row++) numbers[all.groupOf[row]!]! |= mask[row]!;
  const first = new Int32Array(all.count);
  let count = 0;
  for (let group = 0; group < all.count; group++) {
    if (numbers[group] === 0) continue;
    first[count] = all.first[group]!;
    numbers[group] = count++;
  }
  for (let row = 0; row < groupOf.length; row++)
    groupOf[row] = mask[row] === 0 ? -1 : numbers[all.groupOf[row]!]!;
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

/** Each group split by one more column, numbered by first appearance; null where that makes more than `most`. */
export function refined(groups: Groups, column: Column, most = Infinity): Groups | null {
  if (column.top === 0) return groups;
  // Such that `group * width + code` stays an exact integer.
  const isExact = (column.top + 1) * groups.count <= Number.MAX_SAFE_INTEGER;
  const codes = isExact ? wideCodes(column) : denseCodes(column);
  const width = isExact ? column.top + 1 : codes.length + 1;
  const before = groups.groupOf;
  const groupOf = new Int32Array(before.length);
  const first: number[] = [];
  const isSmall = groups.count * width <= Math.max(1000, Math.min(8 * groupOf.length, 4_000_000));
  const table = isSmall ? new Int32Array(groups.count * width).fill(-1) : null;
  const map = new Map<number, number>();
  for (let row = 0; row < groupOf.length; row++) {
    const key = before[row]! * width + codes[row]!;
    let next = table === null ? (map.get(key) ?? -1) : table[key]!;
    if (next < 0) {
      next = first.length;
      if (next === most) return null;
      first.push(row);
      if (table === null) map.set(key, next);
      else table[key] = next;
    }
    groupOf[row] = next;
  }
  return { count: first.length, groupOf, first: Int32Array.from(first) };
}
