import { fullSync, provision, request, syncOnce, type DeviceLife } from './device-life.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Acts out what is wrong with this device; false where it behaves normally just now. */
export function tellStory(life: DeviceLife): boolean {
  const hours = (life.nextAt - life.bornAt) / HOUR;
  const during = (from: number, to: number): boolean => hours >= from && hours < to;
  switch (life.device.story) {
    case 'normal':
      return false;
    case 'stale':
    case 'never-synced':
      life.nextAt = Infinity;
      return true;
    case 'resync-loop':
      return during(9, 11.5) && startOver(life);
    case 'password-expired':
      return during(10, 13) && knockInVain(life);
    case 'provision-loop':
      return during(7, 9) && provisionInVain(life);
    case 'throttled':
      return during(13, 14.5) && beThrottled(life);
    case 'mailbox-full':
      return during(8, 10) && overflow(life);
    case 'blocked':
      return beRefused(life, 'BlockedD', 403);
    case 'quarantined':
      return beRefused(life, 'QuarantinedG', 200);
  }
}

/** The phone gets everything anew, over and over, although it had all of it. */
function startOver(life: DeviceLife): boolean {
  fullSync(life, life.nextAt);
  syncOnce(life, life.nextAt + 6 * SECOND, 2);
  life.nextAt += life.random.int(20, 40) * SECOND;
  return true;
}

function knockInVain(life: DeviceLife): boolean {
  const { random } = life;
  request(life, {
    command: random.chance(0.7) ? 'Ping' : 'Sync',
    startedAt: life.nextAt,
    takenMs: random.int(4, 40),
    status: 401,
    substatus: 1,
    win32: 1330,
    bytesSent: 1293,
  });
  life.nextAt += random.int(25, 90) * SECOND;
  return true;
}

function provisionInVain(life: DeviceLife): boolean {
  life.nextAt = provision(life, life.nextAt) + life.random.int(60, 240) * SECOND;
  return true;
}

function beThrottled(life: DeviceLife): boolean {
  const { random } = life;
  request(life, {
    command: 'Sync',
    startedAt: life.nextAt,
    takenMs: random.int(900, 3200),
    status: 503,
    easStatus: 111,
    error: random.chance(0.5) ? 'OverBudget' : 'TooManyJobsQueued',
    throttleMs: random.int(800, 3000),
  });
  life.nextAt += random.int(15, 60) * SECOND;
  return true;
}

function overflow(life: DeviceLife): boolean {
  const { random } = life;
  request(life, {
    command: 'SendMail',
    startedAt: life.nextAt,
    takenMs: random.int(60, 500),
    status: Number(life.device.protocol) < 140 ? 507 : 200,
    easStatus: 113,
    error: 'MailboxQuotaExceeded',
    bytesReceived: random.int(20_000, 90_000),
  });
  life.nextAt += random.int(60, 150) * SECOND;
  return true;
}

function beRefused(life: DeviceLife, access: string, status: number): boolean {
  const { random } = life;
  request(life, {
    command: 'FolderSync',
    startedAt: life.nextAt,
    takenMs: random.int(8, 60),
    status,
    easStatus: status === 403 ? 129 : 1,
    error: status === 403 ? 'DeviceIsBlockedForThisUser' : null,
    access,
  });
  life.nextAt += random.int(14, 40) * MINUTE;
  return true;
}
