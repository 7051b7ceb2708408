import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Codes, Column, Table } from './columns.ts';
import type { PackedColumn, PackedDictionary, PackedTable } from './packed.ts';

const compress = promisify(gzip);

type Values = NonNullable<Column['values']>;

/**
 * A table as the page carries it, each column compressed for itself, so that several are at a time and
 * a dictionary can be packed anew alone. Codes lie in byte planes (all lowest bytes first), as
 * differences where they ascend: that is what makes gzip small.
 */
export async function packTable(table: Table): Promise<PackedTable> {
  const columns = await Promise.all(
    [...table.columns].map(async ([name, column]): Promise<PackedColumn> => {
      const { type, top, base, unit, values } = column;
      const ascending = column.codes.BYTES_PER_ELEMENT < 8 && isAscending(column.codes);
      const [codes, dictionary] = await Promise.all([
        packed(planes(ascending ? differences(column.codes) : column.codes)),
        values === null ? undefined : packDictionary(values),
      ]);
      return {
        ...{ name, type, top, base, unit, width: column.codes.BYTES_PER_ELEMENT, ascending, codes },
        ...(dictionary === undefined ? {} : { dictionary }),
      };
    }),
  );
  return { rows: table.rows, columns };
}

const packedDictionaries = new WeakMap<Values, Promise<string>>();

/** The entries of a dictionary, without those left out (`undefined`); several columns may share one. */
export function packDictionary(values: Values): Promise<string> {
  let known = packedDictionaries.get(values);
  if (known === undefined)
    packedDictionaries.set(values, (known = packed(dictionaryBytes(values))));
  return known;
}

function dictionaryBytes(values: Values): Uint8Array {
  const kept = values.filter((value) => value !== undefined);
  const whole: PackedDictionary = { size: values.length, values: kept };
  if (kept.length === values.length) return Buffer.from(JSON.stringify(whole));
  const steps: number[] = [];
  let before = -1;
  for (const [place, value] of values.entries()) {
    if (value === undefined) continue;
    steps.push(place - before);
    before = place;
  }
  return Buffer.from(JSON.stringify({ ...whole, steps }));
}

/** Bytes of base64 that a packed table takes. */
export function packedSize({ columns }: PackedTable): number {
  return columns.reduce(
    (total, { codes, dictionary = '' }) => total + codes.length + dictionary.length,
    0,
  );
}

/** Half the time of gzip's own level, for three bytes more in a hundred. */
const level = 5;

async function packed(bytes: Uint8Array): Promise<string> {
  return (await compress(bytes, { level })).toString('base64');
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
