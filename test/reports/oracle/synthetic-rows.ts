import type { TestRow } from '../../models/request-rows.ts';

/** A request as a report's oracle sees it: one tier, so every row counts. */
export interface Request extends TestRow {
  readonly server: string;
  readonly client_ip: string;
  readonly user_name: string | null;
  readonly user_domain: string | null;
  readonly user_claimed: string | null;
  readonly user_agent: string | null;
  readonly device_id: string | null;
  readonly device_type: string | null;
  readonly command: string | null;
  readonly status: number;
  readonly win32_status: number;
  readonly eas_status: number | null;
  readonly error: string | null;
  readonly heartbeat_s: number | null;
  readonly time_taken_ms: number | null;
  readonly bytes_sent: number | null;
  readonly bytes_received: number | null;
  readonly is_probe: boolean;
}

/** Deterministic numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const servers = ['CAS01', 'CAS02', 'EDGE-03'];
const types = ['iPhone', 'iPad', 'Android', 'PocketPC', 'WP'];
const commands = ['Sync', 'Ping', 'FolderSync', 'SendMail', 'Provision', 'Options', 'Search'];

/**
 * `count` requests of `devices` devices over `days` days from 1 May 2024, as messy as logs are:
 * unknown users, claims, failures, unknown times, device ids in several spellings, probes.
 */
export function syntheticRequests(
  count: number,
  options: { seed?: number; devices?: number; days?: number } = {},
): Request[] {
  const random = randomFrom(options.seed ?? 1);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const chance = (part: number): boolean => random() < part;
  const devices = options.devices ?? 40;
  const seconds = (options.days ?? 3) * 86_400;
  return Array.from({ length: count }, (_, line): Request => {
    const device = Math.floor(random() * random() * devices);
    const isPush = chance(0.6);
    const command = isPush ? (chance(0.8) ? 'Ping' : 'Sync') : pick(commands);
    const heartbeat = isPush && chance(0.93) ? pick([480, 540, 900, 1680, 3540, 470]) : null;
    const status = chance(0.9) ? 200 : pick([401, 403, 449, 500, 503]);
    const cut = device % 5 === 0 && chance(0.6);
    const taken = heartbeat === null ? 400 : cut ? 478 + random() * 4 : heartbeat * random() * 1.2;
    const at = Math.floor(random() * seconds);
    const user = `user${device % 25}`;
    const id = `Dev${String(device).padStart(4, '0')}x`;
    return {
      file_id: line % 2,
      line_no: line + 1,
      requested_at: new Date(Date.UTC(2024, 4, 1) + at * 1000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' '),
      tier: 'single',
      server: servers[device % 3] as string,
      client_ip: `10.0.${device % 4}.${device % 250}`,
      user_name: status === 401 || chance(0.02) ? null : user,
      user_domain: status === 401 ? null : pick(['CONTOSO', 'contoso.com']),
      user_claimed: status === 401 ? user : null,
      user_agent: `Agent/${device % 7}`,
      device_id: chance(0.01) ? null : chance(0.3) ? id.toUpperCase() : id,
      device_type: types[device % 5] as string,
      command: command === 'Options' ? 'OPTIONS' : command,
      status,
      win32_status: chance(0.1) ? pick([64, 121, 1229, 1236, 995]) : 0,
      eas_status: chance(0.7) ? pick([1, 1, 1, 1, 2, 2, 3, 5]) : null,
      error: chance(0.03) ? 'DeviceNotProvisioned' : null,
      heartbeat_s: heartbeat,
      time_taken_ms: chance(0.02) ? null : Math.floor(taken * 1000),
      bytes_sent: chance(0.01) ? null : Math.floor(random() * 5000),
      bytes_received: chance(0.01) ? null : Math.floor(random() * 900),
      is_probe: chance(0.02),
    };
  });
}
