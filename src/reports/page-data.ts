import { gzipSync } from 'node:zlib';
import type { Codes, Column, Table } from './columns.ts';
import type { PackedColumn, PackedHeader } from './packed.ts';

/**
 * A table as the page carries it: gzip of [length of the header][header JSON][bytes of the columns],
 * in base64. Codes lie in byte planes (all lowest bytes first), as differences where they ascend:
 * that is what makes gzip small.
 */
export function packTable(table: Table): string {
  const parts: Uint8Array[] = [];
  const columns: PackedColumn[] = [];
  for (const [name, column] of table.columns) {
    const ascending = column.codes.BYTES_PER_ELEMENT < 8 && isAscending(column.codes);
    parts.push(planes(ascending ? differences(column.codes) : column.codes));
    columns.push(packedColumn(name, column, ascending));
  }
  const header: PackedHeader = { rows: table.rows, columns };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return gzipSync(Buffer.concat([length, json, ...parts]), { level: 6 }).toString('base64');
}

function packedColumn(name: string, column: Column, ascending: boolean): PackedColumn {
  const { type, top, base, unit, values } = column;
  return {
    name,
    type,
    top,
    base,
    unit,
    width: column.codes.BYTES_PER_ELEMENT,
    ascending,
    values: values === null ? null : values.map((value) => value ?? 0),
    ...(values?.includes(undefined) === true
      ? { missing: values.flatMap((value, index) => (value === undefined ? [index] : [])) }
      : {}),
  };
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
