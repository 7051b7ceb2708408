/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
import type { Codes, Column, Numbered } from './columns.ts';

/** The column of rows whose codes are found by numbers. */
export function numberedColumn(column: Omit<Column, 'codes'>, numbered: Numbered): Column {
  const { numbers, codes: own } = numbered;
  const codes = emptyLike(own, numbers.length);
  for (let row = 0; row < codes.length; row++) codes[row] = own[numbers[row]!]!;
  return { ...column, codes, numbered };
}

function emptyLike(codes: Codes, length: number): Codes {
  if (codes instanceof Uint8Array) return new Uint8Array(length);
  if (codes instanceof Uint16Array) return new Uint16Array(length);
  return codes instanceof Uint32Array ? new Uint32Array(length) : new Float64Array(length);
}
