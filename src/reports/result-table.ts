import { Buffer } from 'node:buffer';
import type { Cell, Column, Table } from './columns.ts';
import type { ColumnType } from './define-report.ts';
import { codesFor, dictionaryColumn, scalarColumn } from './encode.ts';

/** Rows of JavaScript values as columns, in the order in which they came. */
export class ResultTable {
  readonly #columns: readonly { readonly name: string; readonly builder: Builder }[];
  #rows = 0;

  constructor(columns: readonly { readonly name: string; readonly type: ColumnType }[]) {
    this.#columns = columns.map(({ name, type }) => ({
      name,
      builder: type === 'integer' ? new NumberBuilder() : new DictionaryBuilder(type),
    }));
  }

  get rows(): number {
    return this.#rows;
  }

  add(row: readonly Cell[]): void {
    for (const [i, { builder }] of this.#columns.entries()) builder.add(row[i] ?? null);
    this.#rows++;
  }

  finish(): Table {
    const columns = new Map(this.#columns.map(({ name, builder }) => [name, builder.finish()]));
    return { rows: this.#rows, columns };
  }
}

interface Builder {
  add(cell: Cell): void;
  finish(): Column;
}

class NumberBuilder implements Builder {
  readonly #numbers: number[] = [];

  add(cell: Cell): void {
    this.#numbers.push(typeof cell === 'number' ? cell : Infinity);
  }

  finish(): Column {
    return scalarColumn('integer', Float64Array.from(this.#numbers));
  }
}

/** Numbers the values as they come, and again by rank: a greater code is a greater value. */
class DictionaryBuilder implements Builder {
  readonly #type: ColumnType;
  readonly #found = new Map<Cell, number>();
  readonly #codes: number[] = [];

  constructor(type: ColumnType) {
    this.#type = type;
  }

  add(cell: Cell): void {
    if (cell === null) {
      this.#codes.push(0);
      return;
    }
    let code = this.#found.get(cell);
    if (code === undefined) this.#found.set(cell, (code = this.#found.size + 1));
    this.#codes.push(code);
  }

  finish(): Column {
    const values = [...this.#found.keys()].sort(compare);
    const ranks = new Float64Array(values.length + 1);
    for (const [rank, value] of values.entries()) ranks[this.#found.get(value) ?? 0] = rank + 1;
    const codes = codesFor(values.length, this.#codes.length);
    for (const [row, code] of this.#codes.entries()) codes[row] = ranks[code] ?? 0;
    return dictionaryColumn(this.#type, codes, values);
  }
}

/** Text as DuckDB orders it, by UTF-8 bytes; numbers by size. */
function compare(a: Cell, b: Cell): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  return Number(a) - Number(b);
}
