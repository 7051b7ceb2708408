import type { ColumnType } from './define-report.ts';
import { columnSql } from './sql-fragments.ts';
import type { Figures } from './measure-loop.ts';

// Figures in a table of the engine, NULL where there is none.

/** Days of the years 1000 to 9999, of which everyone writes the same. */
const firstDay = -354_285;
const lastDay = 2_932_896;
const dayMicros = 86_400_000_000;
/** So great a number has millionths that are exact. */
const mostWithMillionths = 1e9;
const million = 1_000_000;

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

/** The same as CSV has it, of which the engine then makes a cell; null where that would be another. */
export function csvCellSql(
  cell: string,
  figures: Figures,
  type: ColumnType,
  list: string | undefined,
): string | null {
  const value = valueSql(cell, figures, type, list);
  if (list !== undefined) return `${list}[${cell}::bigint]`;
  if (type === 'integer') return value;
  if (type === 'number') {
    if (!figures.numbers.every(hasMillionths)) return null;
    return `rtrim(rtrim((${value})::decimal(18, 6)::varchar, '0'), '.')`;
  }
  const span = type === 'date' ? 1 : dayMicros;
  const { base = 0, unit = 0, top = 0 } = figures.column ?? {};
  if (top > 0 && (base < firstDay * span || base + unit * (top - 1) >= (lastDay + 1) * span)) {
    return null;
  }
  if (type === 'date') return value;
  const rest = `(epoch_us(${value}) % ${million} + ${million}) % ${million}`;
  return `strftime(${value}, '%Y-%m-%dT%H:%M:%S') || case
    when ${rest} = 0 then ''
    when ${rest} % 1000 = 0 then printf('.%03d', ${rest} // 1000)
    else printf('.%06d', ${rest})
  end || 'Z'`;
}

function hasMillionths(number: number): boolean {
  const size = Math.abs(number);
  if (Number.isNaN(number)) return true;
  return size < mostWithMillionths && Math.round(size * million) / million === size;
}
