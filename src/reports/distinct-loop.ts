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
 * devices and groups, found once, tell which count. Only the rows of other devices are gone through.
 */
export function distinctValues(measure: Distinct, table: Table, groups: Groups): Float64Array {
  const { base, numbers } = groups.narrowed ?? { base: groups, numbers: null };
  const filter = table.cells === undefined ? (groups.narrowed?.mask ?? null) : table.cells.mask;
  const column = columnOf(table.cells?.table ?? table, measure.column);
  const kept = filter === null ? null : keptValues(column, filter);
  const all = countPairs(pairsOf(measure, table, base), base.count, kept?.isWhole ?? null);
  const totals = numbers === null ? all : renumbered(all, numbers, groups.count);
  if (kept !== null && kept.rows.length > 0) {
    const split = findPairs(measure, table, groups, kept.rows);
    for (const group of split.groups) totals[group]! += 1;
  }
  return totals;
}

const pairs = new WeakMap<Groups, Map<string, Pairs>>();

/** The pairs of groups that no filter narrows; found once. */
function pairsOf(measure: Distinct, table: Table, base: Groups): Pairs {
  const known = pairs.get(base) ?? new Map<string, Pairs>();
  pairs.set(base, known);
  const id = JSON.stringify(measure);
  let found = known.get(id);
  if (found === undefined) {
    const column = columnOf(table.cells?.table ?? table, measure.column);
    const { codes, groups } = findPairs(measure, table, base, rowsTogether(column));
    found = { codes: codes.slice(), groups: groups.slice() };
    known.set(id, found);
  }
  return found;
}

/** Room for the pairs of all rows, used again and again. */
let room: Pairs = { codes: new Uint32Array(0), groups: new Int32Array(0) };

/**
 * The pairs of these rows, null for all as they are. Those of one value follow each other: it is new to a
 * group when it is not the group's last one.
 */
function findPairs(
  measure: Distinct,
  table: Table,
  groups: Groups,
  order: Int32Array | null,
): Pairs {
  const { cells } = table;
  const column = columnOf(cells?.table ?? table, measure.column);
  // Of the rows, or of the cells in which they lie.
  const groupOf = groupsWhere(measure, table, groups);
  const cellAt = cells?.cellOf ?? null;
  const codes = denseCodes(column);
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

/** What a filter keeps of the values of a column. */
interface KeptValues {
  /** 1 for each value of which it keeps all rows. */
  readonly isWhole: Uint8Array;
  /** What it keeps of values of which it leaves out others: their rows, those of one value together. */
  readonly rows: Int32Array;
}

const keptOf = new WeakMap<Mask, Map<Column, KeptValues>>();

/** Found once for all sections. */
function keptValues(column: Column, filter: Mask): KeptValues {
  const known = keptOf.get(filter) ?? new Map<Column, KeptValues>();
  keptOf.set(filter, known);
  let kept = known.get(column);
  if (kept === undefined) known.set(column, (kept = judgeValues(column, filter)));
  return kept;
}

const both = 3;

function judgeValues(column: Column, filter: Mask): KeptValues {
  const codes = denseCodes(column);
  const isWhole = new Uint8Array(denseTop(column) + 1);
  // 1 = left out, 2 = kept.
  for (let row = 0; row < filter.length; row++) isWhole[codes[row]!]! |= 1 + filter[row]!;
  const isSplit = isWhole.map((kept) => (kept === both ? 1 : 0));
  const rows = isSplit.includes(1, 1) ? splitRows(column, filter, isSplit) : new Int32Array();
  for (let code = 0; code < isWhole.length; code++) isWhole[code] = isWhole[code] === 2 ? 1 : 0;
  return { isWhole, rows };
}

function splitRows(column: Column, filter: Mask, isSplit: Uint8Array): Int32Array {
  const codes = denseCodes(column);
  const order = rowsTogether(column);
  const rows = new Int32Array(filter.length);
  let count = 0;
  for (let place = 0; place < filter.length; place++) {
    const row = order === null ? place : order[place]!;
    rows[count] = row;
    count += filter[row]! & isSplit[codes[row]!]!;
  }
  return rows.slice(0, count);
}
