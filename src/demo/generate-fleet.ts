import { liveOn } from './behaviour.ts';
import { busyness } from './day-rhythm.ts';
import { createLife, type DeviceLife } from './device-life.ts';
import { exportFiles } from './exports.ts';
import type { FleetChunk } from './fleet-chunk.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { logLines, type LoggedLine } from './log-lines.ts';
import { SiteLog } from './site-log.ts';
import { hourOfNoise } from './noise.ts';
import { createRandom } from './random.ts';
import type { TrueRequest } from './request.ts';
import { sites, type SiteName } from './sites.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST_DAY = Date.UTC(2024, 4, 1);
/** The hour (of the last day but one) for which CAS10B has no lines. */
const MISSING_HOUR = 2;

export interface FleetOptions {
  readonly seed: number;
  readonly devices: number;
  readonly days: number;
  /** Told what truly happened, as it is logged: the oracle of the tests. */
  readonly observer?: FleetObserver;
}

export interface FleetObserver {
  readonly onFleet?: (fleet: Fleet) => void;
  /** A request of a device of the fleet that is in the logs (once, however many lines it has). */
  readonly onRequest?: (request: TrueRequest) => void;
  /** A line that no device of the fleet caused. */
  readonly onNoise?: (kind: 'stranger' | 'probe' | 'other', line: LoggedLine) => void;
  /** A line that is no record: it must come back as a reject. */
  readonly onBadLine?: (path: string) => void;
}

/** The moment just before which the fleet's data end. */
export function endOfFleet(days: number): Date {
  return new Date(FIRST_DAY + days * DAY - 1000);
}

/**
 * Logs and exports of a believable fleet, hour by hour: memory grows with the devices, not with the
 * days. The same options give the same bytes.
 */
export function* generateFleet(options: FleetOptions): Generator<FleetChunk> {
  const { seed, days, observer = {} } = options;
  const fleet = createFleet(seed, options.devices);
  observer.onFleet?.(fleet);
  const until = FIRST_DAY + days * DAY;
  const hole = FIRST_DAY + Math.max(0, days - 2) * DAY + MISSING_HOUR * HOUR;
  const random = createRandom(seed).fork('logs');
  const logs = new Map<SiteName, SiteLog>(
    Object.entries(sites).map(([name, site]) => [
      name as SiteName,
      new SiteLog(name as SiteName, site, FIRST_DAY),
    ]),
  );
  const add = ({ site, record }: LoggedLine): void => logs.get(site)?.add(record);
  const isLogged = (site: SiteName, endedAt: number): boolean =>
    endedAt < until && !(site === 'CAS10B' && endedAt >= hole && endedAt < hole + HOUR);
  const emit = (request: TrueRequest): void => {
    if (!isLogged(request.device.front, request.startedAt + request.takenMs)) return;
    observer.onRequest?.(request);
    logLines(request, random).forEach(add);
  };
  const period = { fromMs: FIRST_DAY, untilMs: until };
  const lives = fleet.devices.map((device) =>
    createLife(device, random.fork(device.id), period, emit),
  );
  for (let hour = FIRST_DAY; hour < until; hour += HOUR) {
    for (const life of lives) while (life.nextAt < hour + HOUR) liveOn(life);
    for (const noise of hourOfNoise(random, hour, fleet.people, busyness(hour))) {
      if (!isLogged(noise.line.site, noise.line.record.endedAt)) continue;
      observer.onNoise?.(noise.kind, noise.line);
      add(noise.line);
    }
    for (const log of logs.values()) yield* log.flush(hour, HOUR, observer.onBadLine);
  }
  yield* exportFiles(fleet, stateOf(lives), until);
}

function stateOf(lives: readonly DeviceLife[]): ReadonlyMap<string, DeviceLife> {
  return new Map(lives.map((life) => [life.device.id, life]));
}
