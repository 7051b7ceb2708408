import type { Request } from './synthetic-rows.ts';

// What docs/definitions.md, "Heartbeat row", "Alarm" and "Cliff" say, as loops over rows; nothing here comes
// from our SQL.

export function pushesOf(requests: readonly Request[]): Request[] {
  return requests
    .filter((row) => row.command === 'Ping' || (row.command === 'Sync' && row.heartbeat_s !== null))
    .filter((row) => !row.is_probe)
    .sort(byTime);
}

function byTime(a: Request, b: Request): number {
  return (
    compare(a.requested_at, b.requested_at) ||
    compare(a.server, b.server) ||
    a.line_no - b.line_no ||
    a.file_id - b.file_id
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Ending = Pick<
  Request,
  'status' | 'eas_status' | 'win32_status' | 'time_taken_ms' | 'heartbeat_s'
>;

export function outcomeOf(row: Ending): string {
  if (row.status >= 400) return 'error';
  if (row.eas_status !== null && row.eas_status !== 1 && row.eas_status !== 2) return 'error';
  if ([64, 121, 1229, 1236].includes(row.win32_status)) return 'dropped';
  if (row.time_taken_ms === null || row.heartbeat_s === null) return 'unknown';
  if (row.time_taken_ms / 1000 >= row.heartbeat_s - 5) return 'expired';
  return row.status === 200 ? 'changes' : 'unknown';
}

export function bandOf(heartbeat: number): string {
  if (heartbeat < 480) return '<480';
  if (heartbeat < 900) return '480-899';
  return heartbeat <= 1800 ? '900-1800' : '>1800';
}

/** `requests` and `devices` by a key; rows whose key is null are left out. */
export function countBy<K extends string | number>(
  rows: readonly Request[],
  keyOf: (row: Request) => K | null,
): Map<K, { requests: number; devices: number }> {
  const found = new Map<K, { requests: number; devices: Set<string> }>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const entry = found.get(key) ?? { requests: 0, devices: new Set() };
    entry.requests += 1;
    if (row.device_id !== null) entry.devices.add(row.device_id.toUpperCase());
    found.set(key, entry);
  }
  return new Map(
    [...found].map(([key, { requests, devices }]) => [key, { requests, devices: devices.size }]),
  );
}

export interface Alarm {
  readonly server: string;
  readonly at: string;
  readonly mean_heartbeat_s: number;
}

export function alarmsOf(requests: readonly Request[]): Alarm[] {
  const windows = new Map<string, { last: number[]; armed: boolean }>();
  const alarms: Alarm[] = [];
  for (const row of pushesOf(requests)) {
    if (row.heartbeat_s === null) continue;
    const window = windows.get(row.server) ?? { last: [], armed: true };
    windows.set(row.server, window);
    window.last.push(row.heartbeat_s);
    if (window.last.length > 200) window.last.shift();
    if (window.last.length < 200) continue;
    const mean = window.last.reduce((a, b) => a + b, 0) / 200;
    if (mean > 540) window.armed = true;
    else if (window.armed) {
      window.armed = false;
      alarms.push({ server: row.server, at: row.requested_at, mean_heartbeat_s: mean });
    }
  }
  return alarms;
}

export interface Cliff {
  readonly server: string;
  readonly client_network: string;
  readonly cut_at_s: number;
  readonly requests: number;
  readonly devices: number;
}

/** `networkOf` gives the /24 or /48 of an address. */
export function cliffsOf(requests: readonly Request[], networkOf: (ip: string) => string): Cliff[] {
  const early = pushesOf(requests).filter((row) => {
    if (row.command !== 'Ping' || row.time_taken_ms === null) return false;
    if (row.heartbeat_s === null) return outcomeOf(row) === 'dropped';
    return row.time_taken_ms / 1000 < row.heartbeat_s - 5;
  });
  const groups = new Map<string, Request[]>();
  for (const row of early) {
    for (const network of [networkOf(row.client_ip), '(all)']) {
      const key = `${row.server}\n${network}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
  }
  return [...groups].flatMap(([key, rows]) => {
    const [server = '', client_network = ''] = key.split('\n');
    return cliffsIn(rows).map((cliff) => ({ server, client_network, ...cliff }));
  });
}

function cliffsIn(
  rows: readonly Request[],
): { cut_at_s: number; requests: number; devices: number }[] {
  const bins = new Map<number, Request[]>();
  for (const row of rows) {
    const bin = Math.floor((row.time_taken_ms ?? 0) / 10_000);
    bins.set(bin, [...(bins.get(bin) ?? []), row]);
  }
  return [...bins].flatMap(([bin, own]) => {
    const around: number[] = [];
    for (let other = bin - 5; other <= bin + 5; other++) {
      if (other !== bin && other >= 0) around.push(bins.get(other)?.length ?? 0);
    }
    const devices = new Set(own.flatMap((row) => row.device_id?.toUpperCase() ?? [])).size;
    if (own.length < 20 || devices < 3 || own.length < 5 * median(around)) return [];
    const cut = median(own.map((row) => row.time_taken_ms ?? 0)) / 1000;
    return [{ cut_at_s: cut, requests: own.length, devices }];
  });
}

/** The discrete median: the smallest value that at least half do not exceed. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
}

/** The newest heartbeat of each device, by its id in upper case. */
export function newestOf(requests: readonly Request[]): Map<string, Request> {
  const newest = new Map<string, Request>();
  // In their order, so that the last one stays.
  for (const row of pushesOf(requests)) {
    if (row.heartbeat_s !== null && row.device_id !== null) {
      newest.set(row.device_id.toUpperCase(), row);
    }
  }
  return newest;
}

/** How each device gets its mail, by its id in upper case. */
export function modesOf(requests: readonly Request[]): Map<string, string> {
  const devices = new Map<string, Request[]>();
  for (const row of requests) {
    if (row.is_probe || row.device_id === null) continue;
    if (row.command !== 'Ping' && row.command !== 'Sync') continue;
    const key = row.device_id.toUpperCase();
    devices.set(key, [...(devices.get(key) ?? []), row]);
  }
  return new Map([...devices].map(([key, rows]) => [key, modeOf(rows)]));
}

function modeOf(rows: readonly Request[]): string {
  const pushes = pushesOf(rows);
  if (pushes.some((row) => outcomeOf(row) !== 'error')) return 'push';
  if (pushes.length > 0) return 'denied';
  const times = rows.map((row) => Date.parse(`${row.requested_at}Z`) / 1000).sort((a, b) => a - b);
  const pauses = times.flatMap((time, i) => (i > 0 ? [time - (times[i - 1] ?? 0)] : []));
  const long = pauses.filter((pause) => pause > 120);
  const usual = median(long);
  const regular = long.filter((pause) => Math.abs(pause - usual) * 10 <= usual);
  return long.length >= 10 && regular.length * 2 >= long.length ? 'scheduled' : 'manual';
}

export interface Cost {
  devices: number;
  requests: number;
  bytes: number;
  extra_requests: number;
  extra_bytes: number;
}

/** What short intervals cost, by day. */
export function costsOf(requests: readonly Request[]): Map<string, Cost> {
  const deviceDays = new Map<string, Request[]>();
  for (const row of pushesOf(requests)) {
    if (row.device_id === null) continue;
    const key = `${row.requested_at.slice(0, 10)} ${row.device_id.toUpperCase()}`;
    deviceDays.set(key, [...(deviceDays.get(key) ?? []), row]);
  }
  const costs = new Map<string, Cost>();
  for (const [key, rows] of deviceDays) {
    const day = key.slice(0, 10);
    const none: Cost = { devices: 0, requests: 0, bytes: 0, extra_requests: 0, extra_bytes: 0 };
    const cost = costs.get(day) ?? none;
    costs.set(day, cost);
    const quiet = rows.filter((row) => ['expired', 'dropped'].includes(outcomeOf(row)));
    const held = quiet.reduce((sum, row) => sum + (row.time_taken_ms ?? 0), 0);
    const extra = Math.max(quiet.length - Math.ceil(held / 900_000), 0);
    cost.devices += 1;
    cost.requests += rows.length;
    cost.bytes += bytesOf(rows);
    cost.extra_requests += extra;
    if (extra > 0) cost.extra_bytes += Math.floor((bytesOf(quiet) * extra) / quiet.length);
  }
  return costs;
}

function bytesOf(rows: readonly Request[]): number {
  return rows.reduce((sum, row) => sum + (row.bytes_sent ?? 0) + (row.bytes_received ?? 0), 0);
}
