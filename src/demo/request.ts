import type { Device } from './fleet.ts';

/** One collection of a Sync, as the log's folder tokens tell it. */
export interface SyncedFolder {
  readonly id: number;
  readonly kind: 'Em' | 'Ca' | 'Co' | 'Ta';
  /** F first, S subsequent. */
  readonly state: 'F' | 'S';
  readonly clientKey: number;
  readonly serverKey: number;
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** What the client sends up. */
  readonly sent: number;
}

/**
 * A request as it truly happened, before any log sees it: what reports must find again. Times are
 * milliseconds since 1970; a log keeps the end to the second and the duration.
 */
export interface TrueRequest {
  readonly device: Device;
  readonly command: string;
  readonly startedAt: number;
  readonly takenMs: number;
  readonly status: number;
  readonly substatus: number;
  readonly win32: number;
  /** False for a 401: the name in the log is then only a claim. */
  readonly authenticated: boolean;
  readonly easStatus: number | null;
  readonly error: string | null;
  readonly heartbeatS: number | null;
  readonly policyKey: number | null;
  readonly policyAck: number | null;
  /** `AllowedG`, `BlockedD` ... */
  readonly access: string | null;
  readonly syncStateNotFound: boolean;
  readonly throttleMs: number;
  readonly folders: readonly SyncedFolder[];
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

export type RequestFacts = Pick<TrueRequest, 'device' | 'command' | 'startedAt' | 'takenMs'> &
  Partial<TrueRequest>;

export function createRequest(facts: RequestFacts): TrueRequest {
  const refused = facts.status === 401;
  const made: TrueRequest = {
    status: 200,
    substatus: 0,
    win32: 0,
    authenticated: !refused,
    easStatus: facts.status === undefined || facts.status === 200 ? 1 : null,
    error: null,
    heartbeatS: null,
    policyKey: facts.device.policyKey,
    policyAck: null,
    access: null,
    syncStateNotFound: false,
    throttleMs: 0,
    folders: [],
    bytesSent: 240,
    bytesReceived: 560,
    ...facts,
  };
  // Exchange 2003 logs neither, and nobody logs them for a stranger.
  const silent = refused || facts.device.owner.generation === '2003';
  return silent ? { ...made, easStatus: null, error: null } : made;
}
