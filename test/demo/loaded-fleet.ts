import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Device } from '../../src/demo/fleet.ts';
import { endOfFleet, type FleetOptions } from '../../src/demo/generate-fleet.ts';
import type { TrueRequest } from '../../src/demo/request.ts';
import { writeFleet } from '../../src/demo/write-fleet.ts';
import type { Database } from '../../src/duckdb/database.ts';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { runEasel } from '../cli/run-easel.ts';

/** A fleet in a warehouse, beside what truly happened. */
export interface LoadedFleet {
  readonly db: Database;
  readonly devices: readonly Device[];
  readonly requests: readonly TrueRequest[];
  /** Pings of someone unknown, all refused. */
  readonly strangerPings: number;
  /** The file of each line that was spoilt. */
  readonly badLines: readonly string[];
  /** The rows of one section of a report, as JSON has them. */
  readonly section: (report: string, section: string) => Promise<Record<string, unknown>[]>;
  readonly close: () => void;
}

interface ReportJson {
  readonly sections: { readonly id: string; readonly rows: Record<string, unknown>[] }[];
}

/** Generates a fleet, loads it as a person would and opens the warehouse. */
export async function loadFleet(options: FleetOptions): Promise<LoadedFleet> {
  const folder = mkdtempSync(path.join(tmpdir(), 'easel-fleet-'));
  const devices: Device[] = [];
  const requests: TrueRequest[] = [];
  const badLines: string[] = [];
  let strangerPings = 0;
  await writeFleet(folder, {
    ...options,
    observer: {
      onFleet: (fleet) => devices.push(...fleet.devices),
      onRequest: (request) => requests.push(request),
      onBadLine: (file) => badLines.push(file),
      onNoise: (kind, { record }) => {
        if (kind === 'stranger' && record.query.endsWith('&Cmd=Ping')) strangerPings += 1;
      },
    },
  });
  const until = endOfFleet(options.days).toISOString();
  const { code, err } = await runEasel(['ingest', 'logs', 'exports', '--db', 'fleet.duckdb'], {
    cwd: folder,
    now: new Date('2024-06-01T00:00:00Z'),
  });
  if (code !== 0) throw new Error(`ingest ended with ${code}\n${err}`);
  const db = await openWarehouse(path.join(folder, 'fleet.duckdb'), { access: 'read-only' });
  return {
    db,
    devices,
    requests,
    strangerPings,
    badLines,
    async section(report, section) {
      const made = await runEasel(
        [
          'report',
          report,
          '--format',
          'json',
          '--out',
          '-',
          '--until',
          until,
          '--db',
          'fleet.duckdb',
        ],
        { cwd: folder },
      );
      if (made.code !== 0) throw new Error(`report ${report} ended with ${made.code}\n${made.err}`);
      const { sections } = JSON.parse(made.out) as ReportJson;
      return sections.find(({ id }) => id === section)?.rows ?? [];
    },
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
