import type { Cell, Codes, Column, Table } from './columns.ts';
import type { ColumnType } from './define-report.ts';

/** A column in the header of packed data; its bytes follow in the same order. */
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
  readonly values: readonly Cell[] | null;
  /** Positions in `values` that the page does not hold. */
  readonly missing?: readonly number[];
}

export interface PackedHeader {
  readonly rows: number;
  readonly columns: readonly PackedColumn[];
}

/** Reads what `packTable` wrote, after base64 and gzip. */
export function unpackTable(bytes: Uint8Array): Table {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(0, true);
  const json = new TextDecoder().decode(bytes.subarray(4, 4 + headerLength));
  const header = JSON.parse(json) as PackedHeader;
  let offset = 4 + headerLength;
  const columns = new Map<string, Column>();
  for (const packed of header.columns) {
    const length = header.rows * packed.width;
    const codes = fromPlanes(bytes.subarray(offset, offset + length), header.rows, packed.width);
    offset += length;
    if (packed.ascending) {
      for (let row = 1; row < codes.length; row++) {
        codes[row] = (codes[row] ?? 0) + (codes[row - 1] ?? 0);
      }
    }
    columns.set(packed.name, columnFrom(packed, codes));
  }
  return { rows: header.rows, columns };
}

function columnFrom(packed: PackedColumn, codes: Codes): Column {
  const { type, top, base, unit } = packed;
  let values: (Cell | undefined)[] | null = null;
  if (packed.values !== null) {
    values = [...packed.values];
    for (const index of packed.missing ?? []) values[index] = undefined;
  }
  return { type, codes, top, base, unit, values };
}

function fromPlanes(planes: Uint8Array, rows: number, width: number): Codes {
  const bytes = new Uint8Array(planes.length);
  for (let plane = 0; plane < width; plane++) {
    for (let row = 0; row < rows; row++) {
      bytes[row * width + plane] = planes[plane * rows + row] ?? 0;
    }
  }
  if (width === 1) return bytes;
  if (width === 2) return new Uint16Array(bytes.buffer);
  return width === 4 ? new Uint32Array(bytes.buffer) : new Float64Array(bytes.buffer);
}
