/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Cell, Codes, Column } from './columns.ts';
import type { ColumnType, FactColumn } from './define-report.ts';
import { identifierSql, orderKeys } from './sql-fragments.ts';

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
  relations: readonly string[],
  id: string,
  columns: Readonly<Record<string, FactColumn>>,
): string {
  const column = identifierSql(id);
  const parts = relations.map((one) => `select ${column} from ${one} where ${column} is not null`);
  return `select ${column}, row_number() over (order by ${orderKeys(id, columns, false).join(', ')}) as code
    from (select distinct ${column} from (${parts.join(' union all ')}))`;
}

/** Values that cross to us as one text. */
const valuesAtOnce = 8192;

/**
 * The values of dictionaries as JSON lists of many, as each text costs a call: which dictionary, which of its
 * lists, how many values, and the list.
 */
export function dictionaryValuesSql(
  dictionaries: readonly { readonly relation: string; readonly id: string }[],
): string {
  const parts = dictionaries.map(
    ({ relation, id }, index) =>
      `select ${index}, code // ${valuesAtOnce}, count(*), to_json(list(${identifierSql(id)} order by code))::varchar
    from ${relation} group by code // ${valuesAtOnce}`,
  );
  return parts.join(' union all ');
}

/** A column of codes of a dictionary, of which only those values stay that there are. */
export function dictionaryColumn(type: ColumnType, codes: Codes, values: readonly Cell[]): Column {
  const ranks = new Uint32Array(values.length + 1);
  for (let row = 0; row < codes.length; row++) ranks[codes[row]!] = 1;
  ranks[0] = 0;
  let count = 0;
  for (let code = 1; code < ranks.length; code++) {
    if (ranks[code] === 1) ranks[code] = ++count;
  }
  const common = { type, top: count, base: 0, unit: 1 };
  if (count === values.length) return { ...common, codes, values };
  const own = codesFor(count, codes.length);
  for (let row = 0; row < codes.length; row++) own[row] = ranks[codes[row]!]!;
  return { ...common, codes: own, values: values.filter((_, index) => ranks[index + 1]! > 0) };
}

/** What is known of the numbers of a column. */
export interface Numbers {
  readonly least: number;
  readonly greatest: number;
  /** The number that stands for an unknown one. */
  readonly unknown: number;
  /** The value of the least. */
  readonly base: number;
}

/** Numbers, Infinity where they are unknown, as a column. */
export function scalarColumn(type: ColumnType, numbers: Float64Array): Column {
  let least = Infinity;
  let greatest = -Infinity;
  for (const number of numbers) {
    if (number === Infinity) continue;
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  return codedColumn(type, numbers, { least, greatest, unknown: Infinity, base: least });
}

/** The same where least and greatest are known. */
export function codedColumn(
  type: ColumnType,
  numbers: Codes,
  { least, greatest, unknown, base }: Numbers,
): Column {
  if (least > greatest) {
    return { type, codes: new Uint8Array(numbers.length), top: 0, base: 0, unit: 1, values: null };
  }
  const unit = commonUnit(numbers, least, unknown);
  const top = (greatest - least) / unit + 1;
  const codes = codesFor(top, numbers.length);
  const areCodes = unit === 1 && least === 1 && unknown === 0;
  if (areCodes && codes.BYTES_PER_ELEMENT === numbers.BYTES_PER_ELEMENT) {
    return { type, codes: numbers, top, base, unit, values: null };
  }
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!;
    codes[row] = number === unknown ? 0 : (number - least) / unit + 1;
  }
  return { type, codes, top, base, unit, values: null };
}

/** The greatest step of which all values are multiples, counted from the least. */
function commonUnit(values: Codes, least: number, unknown: number): number {
  const few = values.BYTES_PER_ELEMENT <= 2 ? differentCodes(values) : values;
  let unit = 0;
  for (let index = 0; index < few.length; index++) {
    const value = few[index]!;
    if (value === unknown) continue;
    let rest = value - least;
    while (rest !== 0) [unit, rest] = [rest, unit % rest];
    if (unit === 1) return 1;
  }
  return unit === 0 ? 1 : unit;
}

function differentCodes(codes: Codes): Uint16Array {
  const isThere = new Uint8Array(0x1_0000);
  for (let row = 0; row < codes.length; row++) isThere[codes[row]!] = 1;
  const different = new Uint16Array(0x1_0000);
  let count = 0;
  for (let code = 0; code < isThere.length; code++) {
    if (isThere[code] === 1) different[count++] = code;
  }
  return different.subarray(0, count);
}

/** Room for codes up to `top`. */
export function codesFor(top: number, rows: number): Codes {
  if (top < 0x100) return new Uint8Array(rows);
  if (top < 0x1_0000) return new Uint16Array(rows);
  return top < 0x1_0000_0000 ? new Uint32Array(rows) : new Float64Array(rows);
}
