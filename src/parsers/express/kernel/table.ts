import { copyOver } from './scan';

// Rows column by column in growing arrays, as `ParquetWriter` wants them: the values that are there, and
// a bit a row for whether there is one.

/** DuckDB's own row group: a piece of this many rows is written out without being cut again. */
export const MOST_ROWS: u32 = 122_880;
const FIRST_ROWS: u32 = 4096;
const FIRST_TEXT: u32 = 1 << 12;
const MOST_TEXT: u32 = 48 << 20;
const BITS: u32 = 122_880 / 8;

/** i32 columns come first, then i64, then texts. */
export const INTEGERS: i32 = 17;
export const LARGES: i32 = 5;
const NUMBERS: i32 = 22;

/** The numbers of the row being read. */
const integersNow: usize = memory.data(4 * 17);
const largesNow: usize = memory.data(8 * 5);
export const NO_INTEGER: i32 = -1;
export const NO_LARGE: i64 = i64.MIN_VALUE;

export function setInteger(column: i32, value: i32): void {
  store<i32>(integersNow + ((<usize>column) << 2), value);
}

/** `column` counts from the first of the i64 columns. */
export function setLarge(column: i32, value: i64): void {
  store<i64>(largesNow + ((<usize>column) << 3), value);
}

/** A column: where its values lie, how many bytes of them, how many values, and the bits. */
@unmanaged
export class Column {
  values: usize;
  size: u32;
  count: u32;
  bits: usize;
  /** Of texts: bytes there is room for, and where the row's own begins to be written. */
  room: u32;
  at: u32;
}

@unmanaged
export class Table {
  rows: u32;
  capacity: u32;
  texts: i32;
  isFull: u32;
}

export function columnOf(table: Table, i: i32): Column {
  return changetype<Column>(
    changetype<usize>(table) + offsetof<Table>() + <usize>i * offsetof<Column>(),
  );
}

export function textOf(table: Table, i: i32): Column {
  return columnOf(table, NUMBERS + i);
}

export function newTable(texts: i32): Table {
  const columns = NUMBERS + texts;
  const table = changetype<Table>(
    heap.alloc(offsetof<Table>() + <usize>columns * offsetof<Column>()),
  );
  table.capacity = FIRST_ROWS;
  table.texts = texts;
  for (let i = 0; i < columns; i++) {
    const column = columnOf(table, i);
    const isText = i >= NUMBERS;
    column.room = isText ? FIRST_TEXT : 0;
    column.values = heap.alloc(isText ? FIRST_TEXT : FIRST_ROWS * widthOf(i));
    column.bits = heap.alloc(BITS);
  }
  clearTable(table);
  return table;
}

export function clearTable(table: Table): void {
  table.rows = 0;
  table.isFull = 0;
  for (let i = 0; i < NUMBERS + table.texts; i++) {
    const column = columnOf(table, i);
    column.size = 0;
    column.count = 0;
    column.at = 0;
    memory.fill(column.bits, 0, BITS);
  }
}

export function freeTable(table: Table): void {
  for (let i = 0; i < NUMBERS + table.texts; i++) {
    heap.free(columnOf(table, i).values);
    heap.free(columnOf(table, i).bits);
  }
  heap.free(changetype<usize>(table));
}

function widthOf(i: i32): u32 {
  return i < INTEGERS ? 4 : 8;
}

function grow(table: Table): void {
  const old = table.capacity;
  table.capacity = min(MOST_ROWS, old * 2);
  for (let i = 0; i < NUMBERS; i++) {
    const column = columnOf(table, i);
    column.values = heap.realloc(column.values, table.capacity * widthOf(i));
  }
}

function mark(column: Column, place: u32, bit: u8): u32 {
  const bits = column.bits + place;
  store<u8>(bits, load<u8>(bits) | bit);
  return column.count++;
}

/** Takes the row: its numbers, and the texts that were begun. */
export function commit(table: Table): void {
  const row = table.rows;
  if (row == table.capacity) grow(table);
  const place = row >>> 3;
  const shift = <u8>(row & 7);
  const bit = (<u8>1) << shift;
  for (let i = 0; i < INTEGERS; i++) {
    const value = load<i32>(integersNow + ((<usize>i) << 2));
    if (value == NO_INTEGER) continue;
    const column = columnOf(table, i);
    store<i32>(column.values + ((<usize>mark(column, place, bit)) << 2), value);
  }
  for (let i = 0; i < LARGES; i++) {
    const value = load<i64>(largesNow + ((<usize>i) << 3));
    if (value == NO_LARGE) continue;
    const column = columnOf(table, INTEGERS + i);
    store<i64>(column.values + ((<usize>mark(column, place, bit)) << 3), value);
  }
  for (let i = 0; i < table.texts; i++) endText(table, textOf(table, i), place, bit);
  table.rows = row + 1;
  if (row + 1 == MOST_ROWS) table.isFull = 1;
}

/** Begins the row's value in a text column; without this it has none. */
export function beginText(column: Column): void {
  column.at = column.size;
  makeRoom(column, 4);
  column.at += 4;
}

export function appendText(column: Column, from: usize, length: usize): void {
  makeRoom(column, <u32>length);
  copyOver(column.values + column.at, from, length);
  column.at += <u32>length;
}

/** For so many bytes more, and what `copyOver` writes behind them. */
function makeRoom(column: Column, length: u32): void {
  const needed = column.at + length + 16;
  if (needed <= column.room) return;
  column.room = max(column.room * 2, needed);
  column.values = heap.realloc(column.values, column.room);
}

function endText(table: Table, column: Column, place: u32, bit: u8): void {
  if (column.at == 0) return;
  store<u32>(column.values + column.size, column.at - column.size - 4);
  mark(column, place, bit);
  column.size = column.at;
  column.at = 0;
  if (column.size >= MOST_TEXT) table.isFull = 1;
}
