/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import { dayNumber, microsNumber, type Codes, type Column, type Table } from './columns.ts';
import type { Condition, ConditionValue } from './condition.ts';
import { simpleLower } from './simple-lower.ts';

/** One byte a row: 1 where the condition holds. */
export type Mask = Uint8Array;

/** The rows of `table` for which `condition` holds; the loop beside `conditionSql`. */
export function maskOf(condition: Condition, table: Table): Mask {
  const mask = new Uint8Array(table.rows);
  switch (condition.kind) {
    case 'all': {
      mask.fill(1);
      for (const part of condition.of) {
        const other = maskOf(part, table);
        for (let row = 0; row < mask.length; row++) mask[row]! &= other[row]!;
      }
      return mask;
    }
    case 'any': {
      for (const part of condition.of) {
        const other = maskOf(part, table);
        for (let row = 0; row < mask.length; row++) mask[row]! |= other[row]!;
      }
      return mask;
    }
    case 'text': {
      const columns = condition.columns.map((name) => columnOf(table, name));
      markText(mask, columns, simpleLower(condition.text));
      return mask;
    }
    default: {
      const column = columnOf(table, condition.column);
      markSimple(mask, column, condition);
      return mask;
    }
  }
}

const masks = new WeakMap<Table['columns'], Map<string, Mask>>();

/** The same for a condition of a report's definition, which every filter meets again: computed once, not to be written to. */
export function definedMask(condition: Condition, table: Table): Mask {
  const own = masks.get(table.columns) ?? new Map<string, Mask>();
  masks.set(table.columns, own);
  const id = JSON.stringify(condition);
  let mask = own.get(id);
  if (mask === undefined) own.set(id, (mask = maskOf(condition, table)));
  return mask;
}

/** The columns a condition looks at. */
export function conditionColumns(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(conditionColumns);
    case 'text':
      return condition.columns;
    default:
      return [condition.column];
  }
}

const lowered = new WeakMap<Column, readonly (string | null)[]>();

/** A dictionary's texts in lower case, made once: a reader types one letter after the other. */
export function lowerValues(column: Column): readonly (string | null)[] {
  let values = lowered.get(column);
  if (values === undefined) {
    values = (column.values ?? []).map((value) =>
      typeof value === 'string' ? simpleLower(value) : null,
    );
    lowered.set(column, values);
  }
  return values;
}

export function columnOf({ columns }: Pick<Table, 'columns'>, name: string): Column {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

/** Marks the rows whose code fits; each code of a dictionary is judged once. */
function mark(
  mask: Mask,
  { codes, top }: Pick<Column, 'codes' | 'top'>,
  fits: (code: number) => boolean,
): void {
  if (top <= Math.max(1000, Math.min(8 * mask.length, 1_000_000))) {
    const judged = new Uint8Array(top + 1);
    for (let code = 0; code <= top; code++) judged[code] = fits(code) ? 1 : 0;
    for (let row = 0; row < mask.length; row++) mask[row]! |= judged[codes[row]!]!;
    return;
  }
  for (let row = 0; row < mask.length; row++) if (fits(codes[row]!)) mask[row] = 1;
}

/** Marks the rows of which a text holds `wanted`; what rows have by number is looked at by number. */
function markText(mask: Mask, columns: readonly Column[], wanted: string): void {
  const shared = new Map<Codes, Mask>();
  for (const column of columns) {
    const values = lowerValues(column);
    const fits = (code: number) => values[code - 1]?.includes(wanted) === true;
    const { numbered } = column;
    if (numbered === undefined) {
      mark(mask, column, fits);
      continue;
    }
    const { numbers, codes } = numbered;
    const known = shared.get(numbers) ?? new Uint8Array(codes.length);
    shared.set(numbers, known);
    mark(known, { codes, top: column.top }, fits);
  }
  for (const [numbers, known] of shared) {
    for (let row = 0; row < mask.length; row++) mask[row]! |= known[numbers[row]!]!;
  }
}

function markSimple(
  mask: Mask,
  column: Column,
  condition: Exclude<Condition, { kind: 'all' | 'any' | 'text' }>,
): void {
  switch (condition.kind) {
    case 'known':
      mark(mask, column, (code) => (code !== 0) === condition.known);
      return;
    case 'in': {
      const codes = new Set(condition.values.map((value) => codeOf(column, value)));
      mark(mask, column, (code) => codes.has(code));
      return;
    }
    case 'under':
      mark(mask, column, (code) => {
        const value = column.values?.[code - 1];
        return (
          typeof value === 'string' &&
          (value === condition.path || value.startsWith(`${condition.path}/`))
        );
      });
      return;
    case 'range': {
      const from = condition.from === undefined ? -Infinity : rank(column, condition.from);
      const to = condition.to === undefined ? Infinity : rank(column, condition.to);
      if (condition.from === undefined && condition.to === undefined) mask.fill(1);
      else
        mark(mask, column, (code) => {
          if (code === 0) return false;
          const value =
            column.values === null
              ? column.base + column.unit * (code - 1)
              : column.values[code - 1];
          return typeof value === 'number' && value >= from && value <= to;
        });
    }
  }
}

/** A bound of a range on the column's own scale. */
function rank(column: Column, value: number | string): number {
  if (typeof value === 'number') return value;
  return column.type === 'date' ? dayNumber(value) : microsNumber(value);
}

/** The code of a value; -1 where the column does not have it. */
function codeOf(column: Column, value: ConditionValue): number {
  if (value === null) return 0;
  if (column.values !== null) {
    const at = column.values.indexOf(value);
    return at < 0 ? -1 : at + 1;
  }
  if (typeof value === 'boolean') return -1;
  const code = (rank(column, value) - column.base) / column.unit + 1;
  return Number.isInteger(code) && code >= 1 ? code : -1;
}
