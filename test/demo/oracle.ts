import type { TrueRequest } from '../../src/demo/request.ts';

/** How a long-standing request ended, by definition (docs/definitions.md, "Heartbeat row"). */
export function outcome(request: TrueRequest): string {
  const { status, easStatus, win32, heartbeatS, takenMs } = request;
  if (status >= 400 || (easStatus !== null && easStatus !== 1 && easStatus !== 2)) return 'error';
  if ([64, 121, 1229, 1236].includes(win32)) return 'dropped';
  if (heartbeatS === null) return 'unknown';
  if (takenMs >= (heartbeatS - 5) * 1000) return 'expired';
  return status === 200 ? 'changes' : 'unknown';
}

export function isHeartbeatRow(request: TrueRequest): boolean {
  return request.command === 'Ping' || (request.command === 'Sync' && request.heartbeatS !== null);
}

/** The second in which a request ended: that is what a log keeps. */
export function loggedSecond(request: TrueRequest): number {
  return Math.floor((request.startedAt + request.takenMs) / 1000);
}

/** The second of each device's newest Sync that went well, by device id in upper case. */
export function lastSyncs(requests: readonly TrueRequest[]): Map<string, number> {
  const newest = new Map<string, number>();
  for (const request of requests) {
    const isGood = request.status === 200 && (request.easStatus ?? 1) === 1;
    if (request.command !== 'Sync' || !isGood) continue;
    const id = request.device.id.toUpperCase();
    newest.set(id, Math.max(newest.get(id) ?? 0, loggedSecond(request)));
  }
  return newest;
}

const TEN_MINUTES_S = 600;

/** How often each device started over, by device id in upper case; what is close counts once. */
export function fullResyncs(requests: readonly TrueRequest[]): Map<string, number> {
  const counts = new Map<string, number>();
  const keys = new Map<string, number>();
  const newest = new Map<string, number>();
  for (const request of requests.toSorted((a, b) => loggedSecond(a) - loggedSecond(b))) {
    // Exchange 2003 logs no keys.
    if (request.device.owner.generation === '2003') continue;
    const id = request.device.id.toUpperCase();
    const startsOver = request.folders.some((folder) => {
      const place = `${id}/${folder.id}`;
      const known = keys.get(place) ?? 0;
      keys.set(place, Math.max(known, folder.clientKey));
      return folder.clientKey === 0 && known > 0;
    });
    if (!startsOver && !request.syncStateNotFound) continue;
    const at = loggedSecond(request);
    const before = newest.get(id);
    newest.set(id, at);
    if (before === undefined || at - before >= TEN_MINUTES_S) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

const classes: Readonly<Record<string, string>> = {
  Em: 'e-mail',
  Ca: 'calendar',
  Co: 'contacts',
  Ta: 'tasks',
};

/** New items by class, from the server and from devices; Exchange 2003 logs the first folder only. */
export function itemsOf(
  requests: readonly TrueRequest[],
): Map<string, { added: number; sent: number }> {
  const items = new Map<string, { added: number; sent: number }>();
  for (const { command, device, error, folders } of requests) {
    const isOld = device.owner.generation === '2003';
    if (command !== 'Sync' || (isOld && error === 'UserDisabledForSync')) continue;
    for (const folder of isOld ? folders.slice(0, 1) : folders) {
      if (folder.added + folder.changed + folder.deleted + folder.sent === 0) continue;
      const name = classes[folder.kind] ?? folder.kind;
      const before = items.get(name) ?? { added: 0, sent: 0 };
      items.set(name, { added: before.added + folder.added, sent: before.sent + folder.sent });
    }
  }
  return items;
}

/** How often each key occurs. */
export function tally<T>(items: Iterable<T>, key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = key(item);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** The same as an object with its keys in order, for comparing. */
export function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
