/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { ColumnValues } from '../support/parquet/parquet-pages.ts';
import type { ParquetColumn } from '../support/parquet/parquet-types.ts';
import { deltasOf, mostPlaces, placesOf } from '../support/parquet/parquet-values.ts';
import { hasGaps, type Column } from './columns.ts';
import type { ColumnType } from './define-report.ts';
import type { Figures } from './measure-loop.ts';
import { numberedOf, rangeOf, type NumberedValues } from './numbered-values.ts';
import type { SectionColumn } from './section-sql.ts';

type Values = NonNullable<Column['values']>;

const types: Readonly<Record<Exclude<ColumnType, 'list'>, ParquetColumn['type']>> = {
  string: 'text',
  boolean: 'boolean',
  integer: 'int64',
  number: 'double',
  date: 'date',
  timestamp: 'moment',
};

/** A section's column as Parquet has it; null where its figures are not exactly what DuckDB would compute. */
export function parquetColumn(
  { name, type }: SectionColumn,
  figures: Figures,
): ParquetColumn | null {
  return type !== 'list' && isExact(figures, type) ? { name, type: types[type] } : null;
}

function isExact({ numbers, column }: Figures, type: ColumnType): boolean {
  if (column === undefined) return type === 'number' || areSafe(numbers);
  const { values, base, unit, top } = column;
  if (values !== null) return (type === 'string' || type === 'boolean') && !hasGaps(column);
  return Number.isSafeInteger(base) && Number.isSafeInteger(base + unit * top);
}

/** Integers, or NaN. */
function areSafe(numbers: Float64Array): boolean {
  for (const number of numbers) {
    if (!Number.isSafeInteger(number) && !Number.isNaN(number)) return false;
  }
  return true;
}

/** The values of a column, in the order of rows. */
export function parquetValues({ type }: ParquetColumn, figures: Figures): ColumnValues {
  const { bits, numbers } = presentOf(figures);
  const values = figures.column?.values ?? null;
  const stored =
    type === 'boolean'
      ? { bytes: bitsOf(numbers, (code) => values?.[code - 1] === true) }
      : values === null
        ? numberValues(amountsOf(figures, numbers), type)
        : textValues(values, numbers);
  return { present: numbers.length, bits, ...stored };
}

type StoredValues = Pick<ColumnValues, 'bytes' | 'encoding' | 'dictionary'>;

/** Numbers farther apart have no dictionary: it would take as much as they. */
const fewNumbers = 65_536;

function numberValues(amounts: Float64Array, type: ParquetColumn['type']): StoredValues {
  const numbered = numberedOf(amounts, fewNumbers);
  if (numbered !== null) return placedValues(numbered, numberBytes(numbered.different, type));
  const { least, greatest } = rangeOf(amounts);
  const isNear = type !== 'double' && greatest - least < 2 ** 31;
  return isNear
    ? { bytes: deltasOf(amounts), encoding: 'deltas' }
    : { bytes: numberBytes(amounts, type) };
}

function textValues(values: Values, codes: Float64Array): StoredValues {
  const numbered = numberedOf(codes, mostPlaces);
  return numbered === null
    ? { bytes: textBytes(values, codes) }
    : placedValues(numbered, textBytes(values, numbered.different));
}

function placedValues({ different, places }: NumberedValues, bytes: Uint8Array): StoredValues {
  const { length } = different;
  return { bytes: placesOf(places, length), encoding: 'places', dictionary: { bytes, length } };
}

/** Those that stand for a value, and a bit for each row; no bits where all do. */
function presentOf({ numbers, column }: Figures): { bits: Uint8Array; numbers: Float64Array } {
  const isThere = (number: number): boolean =>
    column === undefined ? !Number.isNaN(number) : number !== 0;
  let there = 0;
  while (there < numbers.length && isThere(numbers[there]!)) there++;
  if (there === numbers.length) return { bits: new Uint8Array(), numbers };
  return { bits: bitsOf(numbers, isThere), numbers: numbers.filter(isThere) };
}

/** A bit for each number, the lowest first. */
function bitsOf(numbers: Float64Array, isSet: (number: number) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(numbers.length / 8));
  for (let i = 0; i < numbers.length; i++) {
    if (isSet(numbers[i]!)) bits[i >> 3]! |= 1 << (i & 7);
  }
  return bits;
}

/** What figures stand for that are no texts. */
function amountsOf({ column }: Figures, numbers: Float64Array): Float64Array {
  if (column === undefined) return numbers;
  const { base, unit } = column;
  return numbers.map((code) => base + unit * (code - 1));
}

/** Little-endian, as every machine that Node runs on has them. */
function numberBytes(amounts: Float64Array, type: ParquetColumn['type']): Uint8Array {
  if (type === 'double') return bytesOf(amounts);
  if (type === 'date') return bytesOf(Int32Array.from(amounts));
  const halves = new Int32Array(amounts.length * 2);
  for (let i = 0; i < amounts.length; i++) {
    halves[2 * i] = amounts[i]!;
    halves[2 * i + 1] = Math.floor(amounts[i]! / 2 ** 32);
  }
  return bytesOf(halves);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Each text after its length. */
function textBytes(values: Values, codes: Float64Array): Uint8Array {
  const texts = Array.from(codes, (code) => String(values[code - 1]));
  const size = texts.reduce((sum, text) => sum + lengthBytes + Buffer.byteLength(text), 0);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const text of texts) {
    const length = bytes.write(text, at + lengthBytes);
    bytes.writeUInt32LE(length, at);
    at += lengthBytes + length;
  }
  return bytes;
}

const lengthBytes = 4;
