/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Column, Table } from './columns.ts';
import { columnOf, definedMask, type Mask } from './condition-mask.ts';
import type { Groups } from './group-rows.ts';
import type { Measure } from './measure.ts';
import { denseCodes, denseTop } from './row-loops.ts';
import { rowsTogether } from './row-order.ts';

type Distinct = Extract<Measure, { kind: 'distinct' }>;

/** Every value with each group that it lies in, once. */
interface Pairs {
  readonly codes: Uint32Array;
  readonly groups: Int32Array;
}

/**
 * The loop of `distinct` measures. Most filters keep all rows of a device or none: then the pairs of
 * devices and groups, found once, tell which count. Else the rows are gone through.
 */
export function distinctValues(measure: Distinct, table: Table, groups: Groups): Float64Array {
  const { base, numbers } = groups.narrowed ?? { base: groups, numbers: null };
  const filter = table.cells === undefined ? (groups.narrowed?.mask ?? null) : table.cells.mask;
  const column = columnOf(table.cells?.table ?? table, measure.column);
  const isKept = filter === null ? null : keptValues(column, filter);
  if (filter !== null && isKept === null) {
    return countPairs(findPairs(measure, table, groups, filter), groups.count, null);
  }
  const totals = countPairs(pairsOf(measure, table, base), base.count, isKept);
  return numbers === null ? totals : renumbered(totals, numbers, groups.count);
}

const pairs = new WeakMap<Groups, Map<string, Pairs>>();

/** The pairs of groups that no filter narrows; found once. */
function pairsOf(measure: Distinct, table: Table, base: Groups): Pairs {
  const known = pairs.get(base) ?? new Map<string, Pairs>();
  pairs.set(base, known);
  const id = JSON.stringify(measure);
  let found = known.get(id);
  if (found === undefined) {
    const { codes, groups } = findPairs(measure, table, base, null);
    found = { codes: codes.slice(), groups: groups.slice() };
    known.set(id, found);
  }
  return found;
}

/** Room for the pairs of all rows, used again and again. */
let room: Pairs = { codes: new Uint32Array(0), groups: new Int32Array(0) };

/** Rows of one value follow each other: it is new to a group when it is not the group's last one. */
function findPairs(measure: Distinct, table: Table, groups: Groups, filter: Mask | null): Pairs {
  const { cells } = table;
  const column = columnOf(cells?.table ?? table, measure.column);
  // Of the rows, or of the cells in which they lie.
  const groupOf = groupsWhere(measure, table, groups);
  const cellAt = cells?.cellOf ?? null;
  const codes = denseCodes(column);
  const order = filter === null ? rowsTogether(column) : keptRows(column, filter);
  const rows = order?.length ?? codes.length;
  const last = new Uint32Array(groups.count);
  if (room.codes.length < codes.length) {
    room = { codes: new Uint32Array(codes.length), groups: new Int32Array(codes.length) };
  }
  let count = 0;
  for (let place = 0; place < rows; place++) {
    const row = order === null ? place : order[place]!;
    const group = groupOf[cellAt === null ? row : cellAt[row]!]!;
    const code = codes[row]!;
    if (group < 0 || code === 0) continue;
    // Written in any case and kept if new: whether it is would be hard to foresee for a branch.
    room.codes[count] = code;
    room.groups[count] = group;
    const change = last[group]! ^ code;
    count += (change | -change) >>> 31;
    last[group] = code;
  }
  return { codes: room.codes.subarray(0, count), groups: room.groups.subarray(0, count) };
}

const keptByColumn = new WeakMap<Mask, Map<Column, Int32Array>>();

/** The rows that a filter keeps, those of one value behind each other; found once for all sections. */
function keptRows(column: Column, filter: Mask): Int32Array {
  const known = keptByColumn.get(filter) ?? new Map<Column, Int32Array>();
  keptByColumn.set(filter, known);
  let kept = known.get(column);
  if (kept === undefined) {
    const order = rowsTogether(column);
    kept = new Int32Array(filter.length);
    let count = 0;
    for (let place = 0; place < filter.length; place++) {
      const row = order === null ? place : order[place]!;
      kept[count] = row;
      count += filter[row]!;
    }
    kept = kept.subarray(0, count);
    known.set(column, kept);
  }
  return kept;
}

function groupsWhere({ where }: Distinct, table: Table, { groupOf }: Groups): Int32Array {
  if (where === undefined) return groupOf;
  const mask = definedMask(where, table);
  return groupOf.map((group, row) => (mask[row] === 0 ? -1 : group));
}

function countPairs(
  { codes, groups }: Pairs,
  count: number,
  isKept: Uint8Array | null,
): Float64Array {
  const totals = new Float64Array(count);
  for (let pair = 0; pair < groups.length; pair++) {
    totals[groups[pair]!]! += isKept === null ? 1 : isKept[codes[pair]!]!;
  }
  return totals;
}

/** The same totals by the numbers that the groups of a filter have. */
function renumbered(totals: Float64Array, numbers: Int32Array, count: number): Float64Array {
  const own = new Float64Array(count);
  for (let group = 0; group < totals.length; group++) {
    const number = numbers[group]!;
    if (number >= 0) own[number] = totals[group]!;
  }
  return own;
}

const keptOf = new WeakMap<Mask, Map<Column, Uint8Array | null>>();

/** 1 for each value whose rows a filter keeps; null where it keeps some rows of a value and leaves others. */
function keptValues(column: Column, filter: Mask): Uint8Array | null {
  const known = keptOf.get(filter) ?? new Map<Column, Uint8Array | null>();
  keptOf.set(filter, known);
  let kept = known.get(column);
  if (kept === undefined) known.set(column, (kept = judgeValues(column, filter)));
  return kept;
}

function judgeValues(column: Column, filter: Mask): Uint8Array | null {
  const codes = denseCodes(column);
  const kept = new Uint8Array(denseTop(column) + 1);
  // 1 = left out, 2 = kept, 3 = both.
  for (let row = 0; row < filter.length; row++) kept[codes[row]!]! |= 1 + filter[row]!;
  for (let code = 1; code < kept.length; code++) {
    if (kept[code] === 3) return null;
    kept[code]! >>= 1;
  }
  return kept;
}
