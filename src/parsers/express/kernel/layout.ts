// What a reader says of its lines, filled in by it (`iis-layout.ts`): places of fields count from 0 in the
// order of #Fields, -1 where the log does not have the field.

const MOST_CUSTOM: i32 = 512;
/** Fields that go into the keys of endpoints and of origins. */
const MOST_KEY_FIELDS: i32 = 16;
const NUMBER_FIELDS: i32 = 6;
const SIZE: i32 = 10 + NUMBER_FIELDS + 2 * (MOST_KEY_FIELDS + 1) + 1 + MOST_CUSTOM;

/** i32 each: the values below, then the lists, each after its length. */
export const layout: usize = memory.data(4 * SIZE);
/** Seconds since 1970: the first that is kept, the first that is not. f64 each. */
export const period: usize = memory.data(16);

function at(i: i32): i32 {
  return load<i32>(layout + ((<usize>i) << 2));
}

export function valueCount(): i32 {
  return at(0);
}
export function datePlace(): i32 {
  return at(1);
}
export function stemPlace(): i32 {
  return at(2);
}
export function queryPlace(): i32 {
  return at(3);
}
export function userPlace(): i32 {
  return at(4);
}
export function agentPlace(): i32 {
  return at(5);
}
/** Whether all that stands between the time and the query is of the server's side. */
export function hasLead(): bool {
  return at(6) != 0;
}
/** Flags of stems of which one must be set, or 0. */
export function wanted(): i32 {
  return at(7);
}
export function fileId(): i32 {
  return at(8);
}
/** A number for what the fields are called. */
export function schemaId(): i32 {
  return at(9);
}
/** sc-status, sc-substatus; sc-win32-status, sc-bytes, cs-bytes, time-taken. */
export function numberPlace(i: i32): i32 {
  return at(10 + i);
}

/** A list of places: the address of its length, its places behind it. */
@unmanaged
export class Places {
  length: i32;

  get(i: i32): i32 {
    return load<i32>(changetype<usize>(this) + 4 + ((<usize>i) << 2));
  }
}

export function endpointPlaces(): Places {
  return changetype<Places>(layout + 4 * (10 + NUMBER_FIELDS));
}
export function originPlaces(): Places {
  return changetype<Places>(layout + 4 * (10 + NUMBER_FIELDS + MOST_KEY_FIELDS + 1));
}
/** Fields that are texts of the facts as they stand in the line. */
export function customPlaces(): Places {
  return changetype<Places>(layout + 4 * (10 + NUMBER_FIELDS + 2 * (MOST_KEY_FIELDS + 1)));
}
