/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every plane has a byte a row */
import type { Cell, Codes, Column, Table } from './columns.ts';
import type { ColumnType } from './define-report.ts';
import { numberedColumn } from './numbered.ts';

/** Codes; their bytes lie compressed in base64. */
export interface PackedCodes {
  readonly length: number;
  /** Bytes a code. */
  readonly width: number;
  /** Codes are differences from the one before. */
  readonly ascending: boolean;
  /** The codes in byte planes. */
  readonly bytes: string;
}

/** A column of packed data. */
export interface PackedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly top: number;
  readonly base: number;
  readonly unit: number;
  readonly codes: PackedCodes;
  /** The codes are those of these numbers of the rows, 0 first; without it those of the rows. */
  readonly by?: number;
  /** A `PackedDictionary` as JSON. */
  readonly dictionary?: string;
}

export interface PackedDictionary {
  /** How many entries there are. */
  readonly size: number;
  readonly values: readonly (Cell | undefined)[];
  /** The place of each value, as its distance from the one before; all follow each other without. */
  readonly steps?: readonly number[];
}

/** What the page carries of one table. */
export interface PackedTable {
  readonly rows: number;
  /** Numbers of the rows that several columns share. */
  readonly numbers: readonly PackedCodes[];
  readonly columns: readonly PackedColumn[];
}

/** Reads what `packTable` wrote; `inflate` takes base64 and gzip away. */
export async function unpackTable(
  packed: PackedTable,
  inflate: (text: string) => Promise<Uint8Array>,
): Promise<Table> {
  const shared = await Promise.all(packed.numbers.map((one) => codesOf(one, inflate)));
  const columns = await Promise.all(
    packed.columns.map(async (column): Promise<[string, Column]> => {
      const { name, type, top, base, unit, by, dictionary } = column;
      const codes = await codesOf(column.codes, inflate);
      const values = dictionary === undefined ? null : valuesOf(await inflate(dictionary));
      const one = { type, top, base, unit, values };
      const numbers = by === undefined ? undefined : shared[by];
      if (numbers === undefined) return [name, { ...one, codes }];
      return [name, numberedColumn(one, { numbers, codes })];
    }),
  );
  return { rows: packed.rows, columns: new Map(columns) };
}

async function codesOf(
  { length, width, ascending, bytes }: PackedCodes,
  inflate: (text: string) => Promise<Uint8Array>,
): Promise<Codes> {
  const codes = fromPlanes(await inflate(bytes), length, width);
  if (ascending) {
    for (let row = 1; row < codes.length; row++) codes[row]! += codes[row - 1]!;
  }
  return codes;
}

function valuesOf(bytes: Uint8Array): (Cell | undefined)[] {
  const { size, values, steps } = JSON.parse(new TextDecoder().decode(bytes)) as PackedDictionary;
  if (steps === undefined) return [...values];
  const all = new Array<Cell | undefined>(size).fill(undefined);
  let place = -1;
  for (const [index, step] of steps.entries()) {
    place += step;
    all[place] = values[index];
  }
  return all;
}

function fromPlanes(planes: Uint8Array, rows: number, width: number): Codes {
  if (width === 1) return planes;
  if (width === 8) return new Float64Array(interleaved(planes, rows, width));
  const codes = width === 2 ? new Uint16Array(rows) : new Uint32Array(rows);
  for (let plane = 0; plane < width; plane++) {
    const own = planes.subarray(plane * rows, (plane + 1) * rows);
    for (let row = 0; row < rows; row++) codes[row]! |= own[row]! << (8 * plane);
  }
  return codes;
}

function interleaved(planes: Uint8Array, rows: number, width: number): ArrayBuffer {
  const bytes = new Uint8Array(planes.length);
  for (let plane = 0; plane < width; plane++) {
    for (let row = 0; row < rows; row++) bytes[row * width + plane] = planes[plane * rows + row]!;
  }
  return bytes.buffer;
}
