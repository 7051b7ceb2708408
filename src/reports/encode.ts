import type { Cell, Codes, Column } from './columns.ts';
import type { ColumnType, FactColumn } from './define-report.ts';
import { name, orderKeys } from './sql-fragments.ts';

/** Types whose values are integers on a scale rather than entries of a dictionary. */
export function isScalar(type: ColumnType): boolean {
  return type === 'integer' || type === 'date' || type === 'timestamp';
}

/** A scalar as an integer: dates as days, timestamps as microseconds since 1970. */
export function integerSql(expression: string, type: ColumnType): string {
  if (type === 'date') return `(${expression}::date - date '1970-01-01')`;
  return type === 'timestamp' ? `epoch_us(${expression}::timestamp)` : `${expression}::bigint`;
}

/** The different values of a column with their numbers from 1: the column's own order, else DuckDB's. */
export function dictionarySql(
  relation: string,
  id: string,
  columns: Readonly<Record<string, FactColumn>>,
): string {
  const column = name(id);
  return `select ${column}, row_number() over (order by ${orderKeys(id, columns, false).join(', ')}) as code
    from (select distinct ${column} from ${relation} where ${column} is not null)`;
}

/** Values that cross to us as one text. */
const valuesAtOnce = 8192;

/** The values of a dictionary in the order of their numbers: JSON lists of many, as each text costs a call. */
export function dictionaryValuesSql(dictionary: string, id: string): string {
  return `select to_json(list(${name(id)} order by code))::varchar
    from ${dictionary} group by code // ${valuesAtOnce} order by code // ${valuesAtOnce}`;
}

/** Collects the numbers of one column, chunk by chunk. */
export class NumberList {
  #items = new Float64Array(2048);
  length = 0;

  add(numbers: Float64Array): void {
    if (this.length + numbers.length > this.#items.length) {
      const larger = new Float64Array((this.length + numbers.length) * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items.set(numbers, this.length);
    this.length += numbers.length;
  }

  done(): Float64Array {
    return this.#items.subarray(0, this.length);
  }
}

export function dictionaryColumn(
  type: ColumnType,
  numbers: Float64Array,
  values: readonly Cell[],
): Column {
  const codes = narrow(numbers, values.length);
  return { type, codes, top: values.length, base: 0, unit: 1, values };
}

export function scalarColumn(type: ColumnType, numbers: Float64Array): Column {
  let least = Infinity;
  let greatest = -Infinity;
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  if (least > greatest) {
    return { type, codes: new Uint8Array(numbers.length), top: 0, base: 0, unit: 1, values: null };
  }
  const unit = commonUnit(numbers, least);
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row] ?? NaN;
    numbers[row] = Number.isNaN(number) ? 0 : (number - least) / unit + 1;
  }
  const top = (greatest - least) / unit + 1;
  return { type, codes: narrow(numbers, top), top, base: least, unit, values: null };
}

/** The greatest step of which all values are multiples, counted from the least. */
function commonUnit(values: Float64Array, least: number): number {
  let unit = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    let rest = value - least;
    while (rest !== 0) [unit, rest] = [rest, unit % rest];
    if (unit === 1) return 1;
  }
  return unit === 0 ? 1 : unit;
}

function narrow(numbers: Float64Array, top: number): Codes {
  if (top < 0x100) return Uint8Array.from(numbers);
  if (top < 0x1_0000) return Uint16Array.from(numbers);
  return top < 0x1_0000_0000 ? Uint32Array.from(numbers) : Float64Array.from(numbers);
}
