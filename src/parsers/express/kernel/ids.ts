import { newRow } from './host';
import {
  addNumber,
  addPart,
  beginKey,
  findKey,
  forget,
  keepKey,
  KeyTable,
  newKeyTable,
  putKey,
  takeKey,
} from './keys';
import { agentPlace, endpointPlaces, fileId, originPlaces, queryPlace, userPlace } from './layout';
import { base64Number, fieldStart, fieldStop, hasField, isEas, lead } from './line';
import { cutEnd, cutStart, isFront, isProxy } from './query';
import { setInteger } from './table';
import { transferCount, transferEnd, transferStart } from './transfers';

// The numbers of the shared values of a line: who asks, of which server, from where, and what it
// transferred.

/** Columns before the numbers. */
const FIRST_ID: i32 = 2;

/** Places of query values that are part of a key, after how many there are (`query-names.ts`). i32. */
export const clientCuts: usize = memory.data(4 * 17);
export const endpointCuts: usize = memory.data(4 * 17);

const clients = newKeyTable();
const endpoints = newKeyTable();
const origins = newKeyTable();
const transfers = newKeyTable();

/** Numbers all shared values anew. */
export function forgetValues(): void {
  forget(clients);
  forget(endpoints);
  forget(origins);
  forget(transfers);
}

/**
 * Puts the numbers into their columns; false where the line is not regular. The tables lie in no cache: looked
 * up one right after another, their four waits for memory are one.
 */
export function readIds(): bool {
  addClientKey();
  keepKey(0);
  addEndpointKey();
  keepKey(1);
  addOriginKey();
  keepKey(2);
  addTransferKey();
  keepKey(3);
  return readId(clients, 0) && readId(endpoints, 1) && readId(origins, 2) && readId(transfers, 3);
}

function readId(table: KeyTable, dimension: i32): bool {
  takeKey(dimension);
  let id = findKey(table);
  if (id < 0) {
    id = newRow(dimension);
    if (id < 0) return false;
    putKey(table, id);
  }
  setInteger(FIRST_ID + dimension, id);
  return true;
}

/** Adds a field of the line to the key; one that is not logged is as if it were `-`. */
function addField(place: i32): void {
  if (hasField(place)) addPart(fieldStart(place), fieldStop(place) - fieldStart(place));
  else addPart(0, 0);
}

function addCuts(list: usize): void {
  const count = load<i32>(list);
  for (let i = 0; i < count; i++) {
    const place = load<i32>(list + ((<usize>i) << 2), 4);
    const start = cutStart(place);
    if (start == 0) addNumber(0);
    else addPart(start, cutEnd(place) - start);
  }
}

/** All of the line on which the columns of `request_clients` hang. */
function addClientKey(): void {
  beginKey(isEas() ? 1 : 0);
  addField(userPlace());
  addField(agentPlace());
  if (!isEas()) return;
  addCuts(clientCuts);
  addNumber(base64Number >>> 5);
}

/** All of the line on which the columns of `request_endpoints` hang. */
function addEndpointKey(): void {
  const isLed = changetype<usize>(lead) != 0;
  const tier = (isFront() ? 2 : 0) | (isProxy() ? 8 : 0);
  beginKey((isEas() ? 1 : 0) | tier | (isLed ? 4 : 0));
  // Server and site may depend on the file alone.
  addNumber(fileId());
  const places = endpointPlaces();
  const query = queryPlace();
  if (isLed) addNumber(lead.id);
  for (let i = 0; i < places.length; i++) {
    const place = places.get(i);
    if (!isLed || place > query) addField(place);
  }
  if (!isEas()) return;
  addCuts(endpointCuts);
  addNumber(base64Number & 31);
}

function addOriginKey(): void {
  beginKey(0);
  const places = originPlaces();
  for (let i = 0; i < places.length; i++) addField(places.get(i));
}

/** The tokens of `request_transfers`. */
function addTransferKey(): void {
  beginKey(0);
  if (!isEas()) return;
  for (let i = 0; i < transferCount(); i++) {
    addPart(transferStart(i), transferEnd(i) - transferStart(i));
  }
}
