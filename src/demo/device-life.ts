import type { Device } from './fleet.ts';
import type { Random } from './random.ts';
import {
  createRequest,
  type RequestFacts,
  type SyncedFolder,
  type TrueRequest,
} from './request.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A phone that lost a long heartbeat tries it again after so long. */
export const RETRY_AFTER = 3 * HOUR;

/** What a device remembers from one request to the next. */
export interface DeviceLife {
  readonly device: Device;
  readonly random: Random;
  readonly emit: (request: TrueRequest) => void;
  /** When it acts next. */
  nextAt: number;
  readonly bornAt: number;
  /** The end of the data: what happens later, no export knows. */
  readonly until: number;
  connected: boolean;
  heartbeatS: number;
  longerAt: number;
  provisionedAt: number;
  /** Sync keys by folder id. */
  readonly keys: Map<number, number>;
  lastSyncAt: number | null;
  lastAttemptAt: number | null;
  lastHeartbeatS: number | null;
  readonly nightShift: number;
}

export function createLife(
  device: Device,
  random: Random,
  period: { readonly fromMs: number; readonly untilMs: number },
  emit: (request: TrueRequest) => void,
): DeviceLife {
  const { push } = device;
  const { fromMs, untilMs } = period;
  return {
    device,
    random,
    emit,
    nextAt: fromMs + random.int(0, 15 * MINUTE),
    bornAt: fromMs,
    until: untilMs,
    connected: false,
    heartbeatS:
      push.kind === 'adaptive' ? push.startS : push.kind === 'scheduled' ? 0 : push.heartbeatS,
    longerAt: fromMs + random.int(0, RETRY_AFTER),
    provisionedAt: fromMs - random.int(0, 24) * HOUR,
    keys: new Map(),
    lastSyncAt: null,
    lastAttemptAt: null,
    lastHeartbeatS: null,
    nightShift: random.int(-60, 60) * MINUTE,
  };
}

/** Sends one request of this device; short where no duration is given. */
export function request(life: DeviceLife, facts: Omit<RequestFacts, 'device'>): void {
  const made = createRequest({ device: life.device, ...facts });
  life.emit(made);
  if (!made.authenticated || made.startedAt + made.takenMs >= life.until) return;
  life.lastAttemptAt = Math.max(life.lastAttemptAt ?? 0, made.startedAt);
  if (made.heartbeatS !== null) life.lastHeartbeatS = made.heartbeatS;
  if (made.command === 'Sync' && made.status === 200 && (made.easStatus ?? 1) === 1) {
    life.lastSyncAt = Math.max(life.lastSyncAt ?? 0, made.startedAt + made.takenMs);
  }
}

/** Refused, asks for the policy, acknowledges it, is welcome again: four round trips. */
export function provision(life: DeviceLife, from: number): number {
  const { device, random } = life;
  let at = from;
  const old = Number(device.protocol) < 140;
  request(life, {
    command: 'FolderSync',
    startedAt: at,
    takenMs: random.int(8, 30),
    status: old ? 449 : 200,
    easStatus: old ? (device.protocol === '25' ? null : 143) : 143,
    error: device.protocol === '25' ? null : 'PolicyRefresh',
  });
  at += random.int(600, 1400);
  request(life, {
    command: 'Provision',
    startedAt: at,
    takenMs: random.int(30, 90),
    policyKey: 0,
    bytesSent: 1400,
  });
  at += random.int(600, 1400);
  request(life, { command: 'Provision', startedAt: at, takenMs: random.int(30, 90), policyAck: 1 });
  life.provisionedAt = at;
  return at + random.int(800, 1500);
}

const folderKinds = ['Em', 'Em', 'Em', 'Ca', 'Co', 'Ta'] as const;

/** A Sync that ends at once, with so many new things. */
export function syncOnce(life: DeviceLife, at: number, news: number): number {
  const takenMs = life.random.int(30, 450) + news * 60;
  const folder = nextFolder(life, life.random.int(0, 5), news);
  request(life, {
    command: 'Sync',
    startedAt: at,
    takenMs,
    folders: [folder],
    bytesSent: 280 + news * life.random.int(1500, 9000),
    bytesReceived: life.random.int(380, 900),
  });
  return at + takenMs;
}

/** A first synchronisation of the inbox: key 0, and all of it comes. */
export function fullSync(life: DeviceLife, at: number): number {
  const { random } = life;
  const takenMs = random.int(900, 4500);
  const inbox = 5;
  request(life, {
    command: 'Sync',
    startedAt: at,
    takenMs,
    folders: [
      {
        id: inbox,
        kind: 'Em',
        state: 'F',
        clientKey: 0,
        serverKey: 1,
        added: 100,
        changed: 0,
        deleted: 0,
        sent: 0,
      },
    ],
    syncStateNotFound: random.chance(0.3),
    bytesSent: random.int(180_000, 900_000),
  });
  life.keys.set(inbox, 1);
  return at + takenMs;
}

export function nextFolder(life: DeviceLife, index: number, added: number): SyncedFolder {
  const id = index + 5;
  const clientKey = life.keys.get(id) ?? life.random.int(20, 4000);
  life.keys.set(id, clientKey + 1);
  return {
    id,
    kind: folderKinds[index] ?? 'Em',
    state: 'S',
    clientKey,
    serverKey: clientKey + 1,
    added,
    changed: life.random.int(0, 2),
    deleted: life.random.int(0, 1),
    sent: life.random.int(0, 1),
  };
}
