import type { Request } from './synthetic-rows.ts';

export interface Usage {
  readonly key: string;
  hits: number;
  ping: number;
  sync: number;
  options: number;
  other: number;
  bytes_sent: number;
  bytes_received: number;
  errors: number;
}

const known = new Set(['Ping', 'Sync', 'FolderSync', 'SendMail', 'Provision', 'OPTIONS', 'Search']);

/** Usage by user, domain, type, device and agent; every name is of contoso.com, however spelled. */
export function usageOf(requests: readonly Request[]): Map<string, Usage> {
  const counted = requests.filter((row) => !row.is_probe);
  const spelling = spellings(requests);
  const found = new Map<string, Usage>();
  for (const row of counted) {
    const name = row.user_name ?? row.user_claimed;
    const device =
      row.device_id === null ? '(no device)' : spelling.get(row.device_id.toUpperCase());
    const key = JSON.stringify([
      name,
      name === null ? null : 'contoso.com',
      row.device_type,
      device,
      row.user_agent,
    ]);
    const usage = found.get(key) ?? emptyUsage(key);
    found.set(key, usage);
    usage.hits += 1;
    if (row.command === 'Ping') usage.ping += 1;
    if (row.command === 'Sync') usage.sync += 1;
    if (row.command === 'OPTIONS') usage.options += 1;
    if (row.command === null || !known.has(row.command)) usage.other += 1;
    usage.bytes_sent += row.bytes_sent ?? 0;
    usage.bytes_received += row.bytes_received ?? 0;
    if (isError(row, requests)) usage.errors += 1;
  }
  return found;
}

function emptyUsage(key: string): Usage {
  return {
    key,
    hits: 0,
    ping: 0,
    sync: 0,
    options: 0,
    other: 0,
    bytes_sent: 0,
    bytes_received: 0,
    errors: 0,
  };
}

/** The spelling of each device's earliest row. */
function spellings(requests: readonly Request[]): Map<string, string> {
  const earliest = new Map<string, Request>();
  for (const row of requests) {
    if (row.device_id === null) continue;
    const key = row.device_id.toUpperCase();
    const other = earliest.get(key);
    if (other === undefined || isBefore(row, other)) earliest.set(key, row);
  }
  return new Map([...earliest].map(([key, row]) => [key, row.device_id ?? '']));
}

function isBefore(a: Request, b: Request): boolean {
  if (a.requested_at !== b.requested_at) return a.requested_at < b.requested_at;
  return a.server !== b.server ? a.server < b.server : a.line_no < b.line_no;
}

export function isError(row: Request, requests: readonly Request[]): boolean {
  if (row.error !== null) return true;
  if (row.eas_status !== null) {
    const good = row.command === 'Ping' ? [1, 2] : [1];
    if (!good.includes(row.eas_status)) return true;
  }
  if (row.status < 400) return false;
  if (row.status !== 401 || row.user_name !== null || row.device_id === null) return true;
  const device = row.device_id.toUpperCase();
  const at = Date.parse(row.requested_at);
  return !requests.some((other) => {
    const gap = Date.parse(other.requested_at) - at;
    return (
      other.status !== 401 && other.device_id?.toUpperCase() === device && gap >= 0 && gap <= 60_000
    );
  });
}
