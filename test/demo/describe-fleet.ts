import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FleetOptions } from '../../src/demo/generate-fleet.ts';
import type { TrueRequest } from '../../src/demo/request.ts';
import { loadFleet, type LoadedFleet } from './loaded-fleet.ts';
import {
  fullResyncs,
  isHeartbeatRow,
  itemsOf,
  lastSyncs,
  loggedSecond,
  outcome,
  sorted,
  tally,
} from './oracle.ts';

const STRANGER = '192.0.2.66';
const ofFleet = `not is_probe and client_ip is distinct from '${STRANGER}' and forwarded_for is distinct from '${STRANGER}'`;

/** Tests that a warehouse tells of a fleet what truly happened, no more and no less. */
export function describeFleet(options: FleetOptions): void {
  describe(`a fleet of ${options.devices} devices, ${options.days} days, seed ${options.seed}`, () => {
    let fleet: LoadedFleet;
    beforeAll(async () => {
      fleet = await loadFleet(options);
    });
    afterAll(() => fleet.close());

    /** Compares how often each name occurs in the rows of `sql` and among the true requests. */
    async function agree(sql: string, name: (request: TrueRequest) => string): Promise<void> {
      const rows = await fleet.db.rows(sql);
      const found = new Map(rows.map((row) => [row['name'] as string, Number(row['count'])]));
      expect(sorted(found)).toEqual(sorted(tally(fleet.requests, name)));
    }

    it('accounts for every line of every file', async () => {
      const wrong = await fleet.db.rows(`
        select path, lines, data from files
        where lines <> directives + blank + data or data <> rows + filtered + rejects + pending`);
      expect(wrong).toEqual([]);
    });

    it('rejects exactly the lines that were spoilt', async () => {
      const rows = await fleet.db.rows('select path from rejects join files using (file_id)');
      const found = rows.map((row) =>
        (row['path'] as string).replaceAll('\\', '/').replace(/^.*?logs\//, 'logs/'),
      );
      expect(found.toSorted()).toEqual(fleet.badLines.toSorted());
    });

    it('counts each request once, by device and command', async () => {
      await agree(
        `select upper(device_id) || ' ' || command as name, count(*) as count
         from eas_requests_merged where ${ofFleet} group by all`,
        (request) => `${request.device.id.toUpperCase()} ${request.command}`,
      );
    });

    it('knows how each request ended', async () => {
      await agree(
        `select concat_ws(' ', status, substatus, win32_status,
           coalesce(eas_status::varchar, '-'), coalesce(error, '-')) as name, count(*) as count
         from eas_requests_merged where ${ofFleet} group by all`,
        ({ status, substatus, win32, easStatus, error }) =>
          [status, substatus, win32, easStatus ?? '-', error ?? '-'].join(' '),
      );
    });

    it('gives each request its server, time and duration', async () => {
      await agree(
        `select concat_ws(' ', server, epoch(requested_at)::bigint, time_taken_ms) as name,
           count(*) as count
         from eas_requests_merged where ${ofFleet} group by all`,
        (request) => `${request.device.front} ${loggedSecond(request)} ${request.takenMs}`,
      );
    });

    it('knows when each device last synchronised', async () => {
      const rows = await fleet.db.rows(
        `select device_key as name, epoch(logged_sync_at)::bigint as at
         from devices where logged_sync_at is not null and not is_probe`,
      );
      const found = new Map(rows.map((row) => [row['name'] as string, Number(row['at'])]));
      expect(sorted(found)).toEqual(sorted(lastSyncs(fleet.requests)));
    });

    it('counts how often each device started over', async () => {
      const rows = await fleet.db.rows(
        'select device_key as name, count(*) as count from full_resyncs where not is_probe group by all',
      );
      const found = new Map(rows.map((row) => [row['name'] as string, Number(row['count'])]));
      expect(sorted(found)).toEqual(sorted(fullResyncs(fleet.requests)));
    });

    it('tells in the activity report what each device did', async () => {
      const rows = await fleet.section('activity', 'devices');
      const found = new Map<string, number>();
      const known = new Set(fleet.devices.map(({ id }) => id.toUpperCase()));
      for (const row of rows) {
        const id = ((row['device_id'] as string | null) ?? '').toUpperCase();
        for (const name of known.has(id) ? [...commandsOf(fleet.requests), 'hits'] : []) {
          const count = row[name] as number;
          if (count > 0) found.set(`${id} ${name}`, (found.get(`${id} ${name}`) ?? 0) + count);
        }
      }
      const truth = tally(fleet.requests, ({ device, command }) =>
        [device.id.toUpperCase(), command.toLowerCase()].join(' '),
      );
      for (const { device } of fleet.requests) {
        const name = `${device.id.toUpperCase()} hits`;
        truth.set(name, (truth.get(name) ?? 0) + 1);
      }
      expect(sorted(found)).toEqual(sorted(truth));
    });

    it('counts the items of each class, whichever server logged them', async () => {
      const rows = await fleet.section('activity', 'items');
      const found = rows.map((row) => [row['class'], row['server_adds'], row['client_adds']]);
      const truth = itemsOf(fleet.requests);
      expect(found.toSorted()).toEqual(
        [...truth].map(([name, { added, sent }]) => [name, added, sent]).toSorted(),
      );
    });

    it('takes a person for one mailbox, however the name is spelled', async () => {
      const rows = await fleet.db.rows(
        `select distinct mailbox from devices where last_contact_at is not null and not is_probe`,
      );
      const owners = fleet.devices.filter(({ story }) => story !== 'never-synced');
      expect(rows.map((row) => row['mailbox'] as string).toSorted()).toEqual(
        [...new Set(owners.map(({ owner }) => owner.mail))].toSorted(),
      );
    });

    it('finds the heartbeats that were asked for, and how they ended', async () => {
      const pushes = fleet.requests.filter(isHeartbeatRow);
      const known = pushes.filter(({ heartbeatS }) => heartbeatS !== null);
      const count = (rows: Record<string, unknown>[], key: string): Record<string, number> =>
        sorted(new Map(rows.map((row) => [`${row[key] as number}`, row['requests'] as number])));
      expect(count(await fleet.section('heartbeat', 'requested'), 'heartbeat_s')).toEqual(
        sorted(tally(known, ({ heartbeatS }) => String(heartbeatS))),
      );
      const ended = await fleet.section('heartbeat', 'outcomes');
      const truth = tally(pushes, outcome);
      truth.set('error', (truth.get('error') ?? 0) + fleet.strangerPings);
      expect(count(ended, 'outcome')).toEqual(sorted(truth));
    });

    it('names the firewall and the server behind it', async () => {
      const cliffs = await fleet.section('heartbeat', 'cliffs');
      expect(cliffs.map((cliff) => [cliff['server'], cliff['client_network']])).toEqual([
        ['CAS10B', '(all)'],
        ['CAS10B', '203.0.113.0/24'],
      ]);
      for (const cliff of cliffs) expect(Math.floor(cliff['cut_at_s'] as number)).toBe(481);
    });
  });
}

function commandsOf(requests: readonly TrueRequest[]): string[] {
  return [...new Set(requests.map(({ command }) => command.toLowerCase()))];
}
