// Which places of a query the values have that mean something to the kernel itself (`query-names.ts`).

export let logPlace: i32 = 0;
export let versionPlace: i32 = 0;
export let requestIdPlace: i32 = 0;
export let correlationPlace: i32 = 0;
export let heartbeatPlace: i32 = 0;
export let policyKeyPlace: i32 = 0;
export let arrLogIdPlace: i32 = 0;

/** Told by the host before the first line. */
export function namePlaces(
  log: i32,
  version: i32,
  requestId: i32,
  correlation: i32,
  heartbeat: i32,
  policyKey: i32,
  arrLogId: i32,
): void {
  logPlace = log;
  versionPlace = version;
  requestIdPlace = requestId;
  correlationPlace = correlation;
  heartbeatPlace = heartbeat;
  policyKeyPlace = policyKey;
  arrLogIdPlace = arrLogId;
}
