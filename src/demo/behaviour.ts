import { busyness, wakesAt } from './day-rhythm.ts';
import {
  fullSync,
  nextFolder,
  provision,
  request,
  RETRY_AFTER,
  syncOnce,
  type DeviceLife,
} from './device-life.ts';
import { tellStory } from './stories.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Lets the device act once, at `life.nextAt`, and sets when it acts again. */
export function liveOn(life: DeviceLife): void {
  const { device, random } = life;
  if (device.sleeps) {
    const morning = wakesAt(life.nextAt, life.nightShift);
    if (morning !== null) {
      life.nextAt = morning + random.int(0, 10 * MINUTE);
      life.connected = false;
      return;
    }
  }
  if (tellStory(life)) return;
  if (!life.connected) connect(life);
  if (random.chance(0.08 * busyness(life.nextAt))) act(life);
  switch (device.push.kind) {
    case 'scheduled':
      syncOnce(life, life.nextAt, random.int(0, 3));
      life.nextAt += device.push.everyMin * MINUTE + random.int(-20, 20) * SECOND;
      return;
    case 'hanging-sync':
      waitForMail(life, 'Sync');
      return;
    default:
      waitForMail(life, 'Ping');
  }
}

/** The first contact after a pause: credentials, versions, folders, now and then the policy. */
function connect(life: DeviceLife): void {
  const { device, random } = life;
  let at = life.nextAt;
  const soon = (low: number, high: number): number => (at += random.int(low, high));
  if (Number(device.protocol) <= 121 && random.chance(0.7)) {
    request(life, {
      command: 'FolderSync',
      startedAt: at,
      takenMs: random.int(1, 9),
      status: 401,
      substatus: 2,
      win32: 2_148_074_254,
      bytesSent: 1293,
    });
    soon(200, 900);
  }
  if (random.chance(0.3)) {
    request(life, {
      command: 'OPTIONS',
      startedAt: at,
      takenMs: random.int(5, 40),
      easStatus: null,
    });
    soon(500, 1500);
  }
  if (at - life.provisionedAt > 24 * HOUR) at = provision(life, at);
  request(life, {
    command: 'FolderSync',
    startedAt: at,
    takenMs: random.int(40, 300),
    bytesSent: 390,
  });
  soon(800, 2500);
  if (Number(device.protocol) >= 121) {
    request(life, { command: 'Settings', startedAt: at, takenMs: random.int(20, 90) });
    soon(600, 1500);
  }
  if (random.chance(0.03)) at = fullSync(life, at) + random.int(500, 1500);
  life.connected = true;
  life.nextAt = at;
}

/** Waits on an open connection: until mail, the heartbeat's end, a firewall or a dead spot ends it. */
function waitForMail(life: DeviceLife, command: 'Ping' | 'Sync'): void {
  const { device, random } = life;
  const startedAt = life.nextAt;
  const heartbeatS = chooseHeartbeat(life);
  const mailMs = random.exponential(HOUR / Math.max(0.15, 4.5 * busyness(startedAt)));
  const lostMs = random.chance(0.02) ? random.next() * heartbeatS * SECOND : Infinity;
  const cutMs = device.cutS === null ? Infinity : device.cutS * SECOND + random.int(150, 2600);
  const fullMs = heartbeatS * SECOND + random.int(5, 350);
  const takenMs = Math.max(30, Math.round(Math.min(fullMs, mailMs, lostMs, cutMs)));
  const dropped = takenMs !== fullMs && takenMs >= Math.min(lostMs, cutMs) - 1;
  const mail = !dropped && takenMs < fullMs;
  // A hanging Sync says 1 in both cases and brings the mail itself; a Ping says 2 and a Sync follows.
  const easStatus = dropped ? null : command === 'Ping' && mail ? 2 : 1;
  request(life, {
    command,
    startedAt,
    takenMs,
    heartbeatS,
    easStatus,
    win32: dropped ? (takenMs >= cutMs - 1 ? 64 : random.pick([64, 121, 1236])) : 0,
    folders: command === 'Sync' ? [nextFolder(life, 0, mail ? random.int(1, 4) : 0)] : [],
    bytesSent: mail && command === 'Sync' ? random.int(2000, 30_000) : random.int(190, 260),
    bytesReceived: random.int(330, 640),
  });
  learn(life, heartbeatS, dropped);
  let at = startedAt + takenMs + random.int(900, 4000);
  if (mail && command === 'Ping') at = syncOnce(life, at, random.int(1, 4)) + random.int(500, 2500);
  if (dropped && takenMs < cutMs - 1) {
    at += random.int(30 * SECOND, 30 * MINUTE);
    life.connected = random.chance(0.6);
  }
  life.nextAt = at;
}

function chooseHeartbeat(life: DeviceLife): number {
  const { push } = life.device;
  if (push.kind !== 'adaptive') return life.heartbeatS;
  if (life.nextAt < life.longerAt) return life.heartbeatS;
  return Math.min(life.heartbeatS + push.stepS, push.maxS);
}

function learn(life: DeviceLife, triedS: number, dropped: boolean): void {
  const { push } = life.device;
  if (push.kind !== 'adaptive') return;
  if (dropped) {
    life.heartbeatS = push.startS;
    life.longerAt = life.nextAt + RETRY_AFTER;
  } else {
    life.heartbeatS = triedS;
  }
}

const deeds: readonly (readonly [string, number])[] = [
  ['SendMail', 30],
  ['SmartReply', 22],
  ['SmartForward', 8],
  ['MoveItems', 14],
  ['MeetingResponse', 6],
  ['Search', 6],
  ['ItemOperations', 10],
  ['GetAttachment', 4],
];

/** Something its owner does, while or before the phone waits. */
function act(life: DeviceLife): void {
  const { random } = life;
  const command = random.weighted(deeds);
  const sends = command.startsWith('S') && command !== 'Search';
  const modern = Number(life.device.protocol) >= 121;
  request(life, {
    command: command === 'ItemOperations' && !modern ? 'GetAttachment' : command,
    startedAt: life.nextAt,
    takenMs: random.int(60, 1800),
    // MoveItems says 3 when all went well.
    easStatus: command === 'MoveItems' ? 3 : 1,
    bytesSent: sends ? 190 : random.int(400, 90_000),
    bytesReceived: sends ? random.int(900, 60_000) : random.int(400, 900),
  });
  life.nextAt += random.int(1500, 6000);
}
