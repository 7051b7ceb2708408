import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runEasel } from '../cli/run-easel.ts';
import { realLogs } from '../real-logs.ts';

const logs = realLogs('iis');

const notTaken: Record<string, string> = {
  'brianary__pf040903.log': 'it is a Windows Firewall log',
  'lnav__logfile_w3c.1.log': 'it is a log of Oracle9iAS Web Cache/2.0.0.2.0, not of IIS',
  'lnav__logfile_w3c.4.log': 'it is a log of Incapsula LOGS API, not of IIS',
};
const rejected: Record<string, number> = {
  'brianary__ex031118.log': 4,
  'lnav__logfile_w3c.3.log': 1,
  'lnav__logfile_w3c.5.log': 1,
};
const formats: Record<string, string> = {
  'brianary__ex010320.log': 'iis',
  'lnav__logfile_w3c.2.log': 'ftp',
  'lnav__logfile_w3c.3.log': 'advanced-logging',
};

interface FileRow {
  readonly name: string;
  readonly format: string | null;
  readonly reason: string | null;
  readonly sums: boolean | null;
  readonly rejects: number | null;
}

test.skipIf(logs === undefined)(
  'accounts for every line of every real log, or refuses it by name',
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-real-'));
    const db = path.join(folder, 'w.duckdb');
    try {
      const ingest = ['ingest', '--all', '--final', '--source-tz', 'UTC', '--db', db, logs ?? ''];
      expect((await runEasel(ingest)).code).toBe(1);
      const query = `select regexp_extract(path, '[^/\\\\]*$') as name, format, reason, rejects,
      lines = directives + blank + data and data = rows + filtered + rejects + pending as sums
      from files order by name`;
      const { out } = await runEasel(['sql', query, '--db', db, '--format', 'json']);
      const files = JSON.parse(out) as FileRow[];
      expect(files).toHaveLength(29);
      for (const { name, format, reason, sums, rejects } of files) {
        const why = notTaken[name];
        const expected =
          why === undefined
            ? {
                reason: null,
                sums: true,
                format: formats[name] ?? 'iisw3c',
                rejects: rejected[name] ?? 0,
              }
            : { reason: why, sums: null, format: null, rejects: null };
        expect({ name, format, reason, sums, rejects }).toEqual({ name, ...expected });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
