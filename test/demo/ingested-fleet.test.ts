import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/run-program.ts';
import type { TrueRequest } from '../../src/demo/request.ts';
import { writeFleet } from '../../src/demo/write-fleet.ts';
import type { Database } from '../../src/duckdb/database.ts';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { loggedSecond, sorted, tally } from './oracle.ts';

const requests: TrueRequest[] = [];
const badLines: string[] = [];
const noise = { stranger: 0, probe: 0, other: 0 };
let folder = '';
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'easel-fleet-'));
  await writeFleet(folder, {
    seed: 11,
    devices: 80,
    days: 2,
    observer: {
      onRequest: (request) => requests.push(request),
      onBadLine: (file) => badLines.push(file),
      onNoise: (kind) => noise[kind]++,
    },
  });
  let said = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said += chunk.toString();
      done();
    },
  });
  const code = await runProgram(['ingest', 'logs', '--db', 'fleet.duckdb'], {
    stdout: sink,
    stderr: sink,
    stdin: process.stdin,
    env: {},
    cwd: folder,
    now: () => new Date('2024-05-03T00:00:00Z'),
    signal: new AbortController().signal,
  });
  expect(code, said).toBe(0);
  db = await openWarehouse(path.join(folder, 'fleet.duckdb'), { access: 'read-only' });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Rows of two columns, a name and a count, as an object in order. */
async function counts(sql: string): Promise<Record<string, number>> {
  const rows = await db.rows(sql);
  return sorted(new Map(rows.map((row) => [row['name'] as string, Number(row['count'])])));
}

const fromFleet = `from eas_requests_merged where not is_probe and coalesce(client_ip, '') <> '192.0.2.66' and coalesce(forwarded_for, '') <> '192.0.2.66'`;

describe('the fleet after ingest', () => {
  it('accounts for every line of every file', async () => {
    expect(
      await db.rows(`
        select path, lines, data from files
        where lines <> directives + blank + data or data <> rows + filtered + rejects + pending`),
    ).toEqual([]);
  });

  it('rejects exactly the lines that were spoilt', async () => {
    const rows = await db.rows(`select path from rejects join files using (file_id) order by path`);
    const found = rows.map((row) =>
      (row['path'] as string).replaceAll('\\', '/').replace(/^.*?logs\//, 'logs/'),
    );
    expect(found.toSorted()).toEqual(badLines.toSorted());
  });

  it('counts each request once, by device and command', async () => {
    const name = (request: TrueRequest): string =>
      `${request.device.id.toUpperCase()} ${request.command}`;
    expect(
      await counts(
        `select upper(device_id) || ' ' || command as name, count(*) as count ${fromFleet} group by all`,
      ),
    ).toEqual(sorted(tally(requests, name)));
  });

  it('knows how each request ended', async () => {
    const name = (request: TrueRequest): string =>
      [
        request.status,
        request.substatus,
        request.win32,
        request.easStatus ?? '-',
        request.error ?? '-',
      ].join(' ');
    expect(
      await counts(`
        select concat_ws(' ', status, substatus, win32_status, coalesce(eas_status::varchar, '-'), coalesce(error, '-')) as name,
          count(*) as count ${fromFleet} group by all`),
    ).toEqual(sorted(tally(requests, name)));
  });

  it('gives each request its server, time and duration', async () => {
    const name = (request: TrueRequest): string =>
      `${request.device.front} ${loggedSecond(request)} ${request.takenMs}`;
    expect(
      await counts(`
        select concat_ws(' ', server, epoch(requested_at)::bigint, time_taken_ms) as name, count(*) as count
        ${fromFleet} group by all`),
    ).toEqual(sorted(tally(requests, name)));
  });
});
