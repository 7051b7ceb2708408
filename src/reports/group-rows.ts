/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Column, Table } from './columns.ts';
import { columnOf, definedMask, type Mask } from './condition-mask.ts';
import type { Condition } from './condition.ts';
import { denseCodes, wideCodes } from './row-loops.ts';
import { isInOrder, sortByCodes } from './row-order.ts';

/** The groups of a table's rows: `groupOf[row]` is the group's number, -1 where the row is left out. */
export interface Groups {
  readonly count: number;
  readonly groupOf: Int32Array;
  /** A row with the keys of each group; a filter may leave it out. */
  readonly first: Int32Array;
  readonly narrowed?: Narrowed;
}

/** How a filter, or another order, made groups of others. */
interface Narrowed {
  readonly base: Groups;
  /** Null where no row is left out. */
  readonly mask: Mask | null;
  /** The new number of each group of `base`, -1 where no row is left. */
  readonly numbers: Int32Array;
}

/**
 * Groups the rows that `filter` keeps, of those for which `where` holds, by the codes of the columns
 * `by`, numbered in the order of these; without any, one group of all.
 */
export function groupRows(
  table: Table,
  by: readonly string[],
  filter: Mask | null,
  where?: Condition,
): Groups {
  const base = baseGroups(table, by, where);
  return filter === null ? base : filteredGroups(base, filter, by.length === 0);
}

const bases = new WeakMap<Table['columns'], Map<string, Groups>>();

/** The groups of a report's definition, which every filter begins with: computed once. */
function baseGroups(table: Table, by: readonly string[], where?: Condition): Groups {
  const known = bases.get(table.columns) ?? new Map<string, Groups>();
  bases.set(table.columns, known);
  const id = JSON.stringify([by, where]);
  let groups = known.get(id);
  if (groups === undefined) {
    groups = where === undefined ? everyGroup(table, by) : groupsWhere(table, by, where);
    known.set(id, groups);
  }
  return groups;
}

function everyGroup(table: Table, by: readonly string[]): Groups {
  let groups = undivided(table.rows);
  // All rows together are a group even without any row.
  if (by.length === 0) return { ...groups, count: 1 };
  const columns = by.map((name) => columnOf(table, name));
  for (const column of columns) groups = refined(groups, column) ?? groups;
  return inOrder(groups, columns);
}

/** Groups of their own, not narrowed ones: no filter changes them. */
function groupsWhere(table: Table, by: readonly string[], where: Condition): Groups {
  const all = baseGroups(table, by);
  const { count, groupOf, first } = keptGroups(all, definedMask(where, table), by.length === 0);
  return { count, groupOf, first };
}

const filtered = new WeakMap<Groups, WeakMap<Mask, Groups>>();

/** Figures, notes and sections of one filter begin with the same. */
function filteredGroups(base: Groups, filter: Mask, isWhole: boolean): Groups {
  const known = filtered.get(base) ?? new WeakMap<Mask, Groups>();
  filtered.set(base, known);
  let groups = known.get(filter);
  if (groups === undefined) known.set(filter, (groups = keptGroups(base, filter, isWhole)));
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
  const order = sortByCodes(columns, first, count);
  const numbers = new Int32Array(count);
  const ordered = new Int32Array(count);
  for (let place = 0; place < count; place++) {
    numbers[order[place]!] = place;
    ordered[place] = first[order[place]!]!;
  }
  return { count, groupOf: groupOf.map((group) => numbers[group]!), first: ordered };
}

/** Those of which `mask` keeps a row, or the one of all, numbered anew in the same order. */
function keptGroups(base: Groups, mask: Mask, isWhole: boolean): Groups {
  const numbers = new Int32Array(base.count).fill(isWhole ? 0 : -1);
  const before = base.groupOf;
  const groupOf = new Int32Array(before.length);
  for (let row = 0; row < before.length; row++) {
    const group = before[row]!;
    groupOf[row] = mask[row] === 0 ? -1 : group;
    if (group >= 0 && mask[row] === 1) numbers[group] = 0;
  }
  const first = new Int32Array(base.count);
  let count = 0;
  for (let group = 0; group < base.count; group++) {
    if (numbers[group]! < 0) continue;
    first[count] = base.first[group]!;
    numbers[group] = count++;
  }
  if (count < base.count) {
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]!;
      if (group >= 0) groupOf[row] = numbers[group]!;
    }
  }
  return { count, groupOf, first: first.slice(0, count), narrowed: { base, mask, numbers } };
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
