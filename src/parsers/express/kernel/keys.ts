import { wordAt } from './scan';

// Numbers for keys of bytes, the same for the same key as long as it is remembered. Bounded: a full
// table forgets everything, and a key met again is new.
//
// A key is known again by 96 bits, hashed with multipliers chosen at random for each run, so that no
// log can be made of keys that collide; by chance two of a million keys share them once in 10^17
// tables. Keeping the keys themselves would cost a look into memory that is in no cache for each line.

const FIRST_SLOTS: u32 = 4096;
const MOST_ENTRIES: u32 = 1 << 20;
/** 8 bytes of `hashA`, 4 of `hashB`, 4 for the number plus one. */
const SLOT: u32 = 16;

let seedA: u64 = 0;
let seedB: u64 = 0;
/** The hashes of the key that is being put together. */
let hashA: u64 = 0;
let hashB: u64 = 0;

/** Odd numbers nobody can guess. */
export function seedKeys(a: u64, b: u64): void {
  seedA = a | 1;
  seedB = b | 1;
}

@unmanaged
export class KeyTable {
  slots: usize;
  /** Less one. */
  size: u32;
  entries: u32;
}

export function newKeyTable(): KeyTable {
  const table = changetype<KeyTable>(heap.alloc(offsetof<KeyTable>()));
  table.slots = 0;
  forget(table);
  return table;
}

export function forget(table: KeyTable): void {
  if (table.slots != 0) heap.free(table.slots);
  table.slots = heap.alloc(FIRST_SLOTS * SLOT);
  memory.fill(table.slots, 0, FIRST_SLOTS * SLOT);
  table.size = FIRST_SLOTS - 1;
  table.entries = 0;
}

/** Begins a key; its parts follow. */
export function beginKey(flags: u64): void {
  hashA = seedA;
  hashB = seedB;
  addNumber(flags);
}

export function addNumber(value: u64): void {
  hashA = mixA(hashA, value);
  hashB = mixB(hashB, value);
}

/** Adds a part: its length, then its bytes eight at a time. */
export function addPart(from: usize, length: usize): void {
  let a = mixA(hashA, length);
  let b = mixB(hashB, length);
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) {
    const word = load<u64>(from + i);
    a = mixA(a, word);
    b = mixB(b, word);
  }
  if (i < length) {
    const word = wordAt(from + i, length - i);
    a = mixA(a, word);
    b = mixB(b, word);
  }
  hashA = a;
  hashB = b;
}

/** Keys put aside, to be looked up together. */
const kept: usize = memory.data(16 * 4);

export function keepKey(i: i32): void {
  store<u64>(kept + ((<usize>i) << 4), hashA);
  store<u64>(kept + ((<usize>i) << 4), hashB, 8);
}

export function takeKey(i: i32): void {
  hashA = load<u64>(kept + ((<usize>i) << 4));
  hashB = load<u64>(kept + ((<usize>i) << 4), 8);
}

function mixA(hash: u64, word: u64): u64 {
  const mixed = (hash ^ word) * seedA;
  return mixed ^ (mixed >>> 32);
}

function mixB(hash: u64, word: u64): u64 {
  const mixed = (hash ^ word) * seedB;
  return mixed ^ (mixed >>> 29);
}

function slotOf(table: KeyTable, hash: u64): usize {
  return table.slots + ((<u32>hash) & table.size) * SLOT;
}

function nextSlot(table: KeyTable, slot: usize): usize {
  const last = table.slots + table.size * SLOT;
  return slot == last ? table.slots : slot + SLOT;
}

/** The number of the key, below 2^31; -1 where it is not remembered. */
export function findKey(table: KeyTable): i32 {
  const rest = <u32>(hashB >>> 32);
  let slot = slotOf(table, hashA);
  while (true) {
    const number = load<u32>(slot, 12);
    if (number == 0) return -1;
    if (load<u64>(slot) == hashA && load<u32>(slot, 8) == rest) return <i32>(number - 1);
    slot = nextSlot(table, slot);
  }
}

/** Remembers the key, which `findKey` did not know. */
export function putKey(table: KeyTable, number: i32): void {
  if (table.entries >= MOST_ENTRIES) forget(table);
  // Three quarters full: what is looked for still lies within a few slots.
  if (table.entries * 4 >= table.size * 3) grow(table);
  table.entries++;
  insert(table, hashA, <u32>(hashB >>> 32), <u32>number + 1);
}

function insert(table: KeyTable, hash: u64, rest: u32, number: u32): void {
  let slot = slotOf(table, hash);
  while (load<u32>(slot, 12) != 0) slot = nextSlot(table, slot);
  store<u64>(slot, hash);
  store<u32>(slot, rest, 8);
  store<u32>(slot, number, 12);
}

function grow(table: KeyTable): void {
  const old = table.slots;
  const end = old + (table.size + 1) * SLOT;
  table.size = table.size * 2 + 1;
  table.slots = heap.alloc((table.size + 1) * SLOT);
  memory.fill(table.slots, 0, (table.size + 1) * SLOT);
  for (let slot = old; slot < end; slot += SLOT) {
    const number = load<u32>(slot, 12);
    if (number != 0) insert(table, load<u64>(slot), load<u32>(slot, 8), number);
  }
  heap.free(old);
}
