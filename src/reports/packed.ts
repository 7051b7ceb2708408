/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every plane has a byte a row */
import type { Cell, Codes, Column, Table } from './columns.ts';
import type { ColumnType } from './define-report.ts';

/** A column of packed data; its bytes lie compressed in base64. */
export interface PackedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly top: number;
  readonly base: number;
  readonly unit: number;
  /** Bytes a code. */
  readonly width: number;
  /** Codes are differences from the row before. */
  readonly ascending: boolean;
  /** The codes in byte planes. */
  readonly codes: string;
  /** A `PackedDictionary` as JSON. */
  readonly dictionary?: string;
}

export interface PackedDictionary {
  /** How many entries there are. */
  readonly size: number;
  readonly values: readonly Cell[];
  /** The place of each value, as its distance from the one before; all follow each other without. */
  readonly steps?: readonly number[];
}

/** What the page carries of one table. */
export interface PackedTable {
  readonly rows: number;
  readonly columns: readonly PackedColumn[];
}

/** Reads what `packTable` wrote; `inflate` takes base64 and gzip away. */
export async function unpackTable(
  packed: PackedTable,
  inflate: (text: string) => Promise<Uint8Array>,
): Promise<Table> {
  const columns = await Promise.all(
    packed.columns.map(async (column): Promise<[string, Column]> => {
      const { name, type, top, base, unit, width, ascending, dictionary } = column;
      const codes = fromPlanes(await inflate(column.codes), packed.rows, width);
      if (ascending) {
        for (let row = 1; row < codes.length; row++) codes[row]! += codes[row - 1]!;
      }
      const values = dictionary === undefined ? null : valuesOf(await inflate(dictionary));
      return [name, { type, codes, top, base, unit, values }];
    }),
  );
  return { rows: packed.rows, columns: new Map(columns) };
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
