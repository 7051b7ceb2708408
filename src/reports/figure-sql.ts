import type { ColumnType } from './define-report.ts';
import { columnSql } from './sql-fragments.ts';
import type { Figures } from './measure-loop.ts';

// Figures in a table of the engine, NULL where there is none.

/** Whether each figure is exactly the value that the engine would have worked out. */
export function isExact({ numbers, column }: Figures, type: ColumnType): boolean {
  if (column === undefined) return type === 'number' || areSafe(numbers);
  const { values, base, unit, top } = column;
  if (values !== null) return type === 'string' || type === 'boolean';
  return Number.isSafeInteger(base) && Number.isSafeInteger(base + unit * top);
}

/** Integers, or NaN. */
function areSafe(numbers: Float64Array): boolean {
  for (const number of numbers) {
    if (!Number.isSafeInteger(number) && !Number.isNaN(number)) return false;
  }
  return true;
}

/** The value behind the figure that the SQL `cell` gives; texts are in the SQL `list`. */
export function valueSql(
  cell: string,
  { column }: Figures,
  type: ColumnType,
  list: string | undefined,
): string {
  if (list !== undefined) return columnSql(`${list}[${cell}::bigint]`, type);
  const number =
    column === undefined
      ? cell
      : `case when ${cell} > 0 then ${column.base} + ${column.unit} * (${cell}::double - 1) end`;
  if (type === 'date') return `date '1970-01-01' + (${number})::integer`;
  if (type === 'timestamp') return `make_timestamp((${number})::bigint)`;
  return columnSql(number, type);
}
