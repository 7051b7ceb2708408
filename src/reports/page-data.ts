import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Cell, Codes, Column, Table } from './columns.ts';
import type { PackedCodes, PackedColumn, PackedDictionary, PackedTable } from './packed.ts';

const compress = promisify(gzip);

type Values = NonNullable<Column['values']>;

/**
 * A table as the page carries it, each column compressed for itself, so that several are at a time; what
 * columns share by numbers once. Codes lie in byte planes (all lowest bytes first), as differences where they
 * ascend: that is what makes gzip small. The dictionaries of columns that are left are not in it.
 */
export async function packTable(
  table: Table,
  isLeft: (column: Column) => boolean = () => false,
): Promise<PackedTable> {
  const shared = sharedNumbers([...table.columns.values()]);
  const columns = [...table.columns].map(async ([name, column]): Promise<PackedColumn> => {
    const { type, top, base, unit, values, numbered } = column;
    const by = numbered === undefined ? -1 : shared.indexOf(numbered.numbers);
    const [codes, dictionary] = await Promise.all([
      packCodes(numbered === undefined || by < 0 ? column.codes : numbered.codes),
      values === null || isLeft(column) ? undefined : packDictionary(values),
    ]);
    return {
      ...{ name, type, top, base, unit, codes },
      ...(by < 0 ? {} : { by }),
      ...(dictionary === undefined ? {} : { dictionary }),
    };
  });
  return {
    rows: table.rows,
    numbers: await Promise.all(shared.map(packCodes)),
    columns: await Promise.all(columns),
  };
}

/** Numbers by which several columns are found: beside one they would only take room. */
function sharedNumbers(columns: readonly Column[]): Codes[] {
  const all = columns.flatMap(({ numbered }) => numbered?.numbers ?? []);
  return [...new Set(all.filter((numbers, index) => all.indexOf(numbers) < index))];
}

async function packCodes(codes: Codes): Promise<PackedCodes> {
  const width = codes.BYTES_PER_ELEMENT;
  const ascending = width < 8 && isAscending(codes);
  const bytes = await packed(planes(ascending ? differences(codes) : codes));
  return { length: codes.length, width, ascending, bytes };
}

const packedDictionaries = new WeakMap<Values, Promise<string>>();

/** All entries of a dictionary; several columns may share one. */
export function packDictionary(values: Values): Promise<string> {
  let known = packedDictionaries.get(values);
  if (known === undefined) {
    const whole: PackedDictionary = { size: values.length, values };
    packedDictionaries.set(values, (known = packedJson(whole)));
  }
  return known;
}

/** The entries of a dictionary whose code has a 1 in `isKept`. */
export function packSome(values: Values, isKept: Uint8Array): Promise<string> {
  const kept: Cell[] = [];
  const steps: number[] = [];
  let before = 0;
  for (let code = isKept.indexOf(1, 1); code > 0; code = isKept.indexOf(1, code + 1)) {
    kept.push(values[code - 1] ?? null);
    steps.push(code - before);
    before = code;
  }
  return packedJson({ size: values.length, values: kept, steps });
}

const sampledAtOnce = 1000;
const samples = 10;

/** About how many bytes `packDictionary` would make, by some stretches of it. */
export async function dictionarySize(values: Values): Promise<number> {
  const apart = Math.max(sampledAtOnce, Math.floor(values.length / samples));
  const some: Values[number][] = [];
  for (let from = 0; from < values.length; from += apart) {
    for (const value of values.slice(from, from + sampledAtOnce)) some.push(value);
  }
  const sample = await packedJson({ size: some.length, values: some });
  return (sample.length / some.length) * values.length;
}

function packedJson(dictionary: PackedDictionary): Promise<string> {
  return packed(Buffer.from(JSON.stringify(dictionary)));
}

/** Bytes of base64 that a packed table takes. */
export function packedSize({ numbers, columns }: PackedTable): number {
  const parts = [
    ...numbers.map(({ bytes }) => bytes),
    ...columns.flatMap(({ codes, dictionary = '' }) => [codes.bytes, dictionary]),
  ];
  return parts.reduce((total, { length }) => total + length, 0);
}

/** Half the time of gzip's own level, for three bytes more in a hundred. */
const asText = { level: 5 };
/** Numbers in no order repeat nothing but the byte before: a quarter of the time, and often fewer bytes. */
const asNumbers = { strategy: constants.Z_RLE };
/** So many more bytes are worth the time. */
const worth = 1.1;

const stretches = 8;
const stretchBytes = 4096;
/** Where it is tried out, by some stretches of it. */
const tried = 8 * stretches * stretchBytes;

async function packed(bytes: Uint8Array): Promise<string> {
  const options = bytes.length >= tried && (await areNumbers(bytes)) ? asNumbers : asText;
  return (await compress(bytes, options)).toString('base64');
}

async function areNumbers(bytes: Uint8Array): Promise<boolean> {
  const apart = Math.floor((bytes.length - stretchBytes) / (stretches - 1));
  const some = Buffer.concat(
    Array.from({ length: stretches }, (_, index) =>
      bytes.subarray(index * apart, index * apart + stretchBytes),
    ),
  );
  const [text, numbers] = await Promise.all([compress(some, asText), compress(some, asNumbers)]);
  return numbers.length <= worth * text.length;
}

function isAscending(codes: Codes): boolean {
  for (let row = 1; row < codes.length; row++) {
    if ((codes[row] ?? 0) < (codes[row - 1] ?? 0)) return false;
  }
  return codes.length > 0;
}

function differences(codes: Codes): Codes {
  const result = codes.slice();
  for (let row = codes.length - 1; row > 0; row--) {
    result[row] = (codes[row] ?? 0) - (codes[row - 1] ?? 0);
  }
  return result;
}

function planes(codes: Codes): Uint8Array {
  const bytes = new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength);
  const width = codes.BYTES_PER_ELEMENT;
  if (width === 1) return bytes;
  const result = new Uint8Array(bytes.length);
  for (let plane = 0; plane < width; plane++) {
    for (let row = 0; row < codes.length; row++) {
      result[plane * codes.length + row] = bytes[row * width + plane] ?? 0;
    }
  }
  return result;
}
