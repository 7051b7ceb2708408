import { addPart, addNumber, beginKey, findKey, newKeyTable, putKey } from './keys';
import { schemaId } from './layout';
import { copyOver, isSame } from './scan';

// Server, method and stem are the same for thousands of lines: the last few such stretches between the
// time and the query are known again by comparing them, and need not be cut anew.

const REMEMBERED: i32 = 4;
const MOST_BYTES: usize = 1024;
const MOST_STARTS: i32 = 32;

@unmanaged
export class Lead {
  /** Tells one text of one schema from another. */
  id: i32;
  /** What its stem says. */
  flags: i32;
  /** 0 = none. */
  length: u32;
}

const HEAD: usize = 16;
const STARTS: usize = HEAD;
const TEXT: usize = STARTS + 4 * 32;
/** Room for the last vector that is copied. */
const SIZE: usize = TEXT + 1024 + 16;
const leads: usize = memory.data(4 * (16 + 128 + 1024 + 16));

const ids = newKeyTable();
let nextId: i32 = 1;
let next: i32 = 0;
let latest: i32 = 0;

function leadAt(i: i32): Lead {
  return changetype<Lead>(leads + <usize>i * SIZE);
}

/** Where its field `i` starts, counted from its own start. */
export function leadStart(lead: Lead, i: i32): u32 {
  return load<u32>(changetype<usize>(lead) + STARTS + ((<usize>i) << 2));
}

function lies(lead: Lead, at: usize, room: usize): bool {
  const length = <usize>lead.length;
  return length != 0 && length < room && isSame(changetype<usize>(lead) + TEXT, at, length);
}

/** The stretch that lies at `at`, if it is one of the last few; null otherwise. */
export function findLead(at: usize, end: usize): Lead {
  const room = end - at;
  if (lies(leadAt(latest), at, room)) return leadAt(latest);
  for (let i = 0; i < REMEMBERED; i++) {
    if (i != latest && lies(leadAt(i), at, room)) {
      latest = i;
      return leadAt(i);
    }
  }
  return changetype<Lead>(0);
}

/** Remembers a stretch, which ends with the blank before the query; null where it is too long. */
export function putLead(from: usize, to: usize, starts: usize, count: i32, flags: i32): Lead {
  const length = to - from;
  if (length > MOST_BYTES || count > MOST_STARTS) return changetype<Lead>(0);
  beginKey(schemaId());
  addPart(from, length);
  let id = findKey(ids);
  if (id < 0) {
    id = nextId++;
    putKey(ids, id);
  }
  latest = next;
  next = (next + 1) % REMEMBERED;
  const lead = leadAt(latest);
  lead.id = id;
  lead.flags = flags;
  lead.length = <u32>length;
  const own = changetype<usize>(lead);
  for (let i = 0; i < count; i++) {
    store<u32>(own + STARTS + ((<usize>i) << 2), load<u32>(starts + ((<usize>i) << 2)) - <u32>from);
  }
  copyOver(own + TEXT, from, length);
  return lead;
}

/** Forgets the stretches: the next lines have other fields. */
export function forgetLeads(): void {
  for (let i = 0; i < REMEMBERED; i++) leadAt(i).length = 0;
}
