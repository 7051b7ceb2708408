import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database, type Row } from '../../src/duckdb/database.ts';
import { ingest, type IngestReport } from '../../src/ingest/ingest.ts';
import type { IngestOptions } from '../../src/ingest/ingest-options.ts';

export const fields =
  '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken';
export const header = `#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2024-05-01 00:00:00\r\n${fields}\r\n`;

/** A record of `fields`, without line end; `n` tells it from others. */
export function record(n: number, stem = '/Microsoft-Server-ActiveSync/default.eas'): string {
  const second = String(n % 60).padStart(2, '0');
  const minute = String(Math.floor(n / 60) % 60).padStart(2, '0');
  return `2024-05-01 07:${minute}:${second} 10.0.0.1 POST ${stem} User=u${n}&DeviceId=D${n}&DeviceType=iPhone&Cmd=Ping&Log=V141_Hb900_ 443 CONTOSO\\u${n} 10.1.2.3 Apple-iPhone/1.0 200 0 0 ${n}`;
}

/** A folder of its own for logs and a warehouse. */
export class Bench {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'easel-ingest-'));
  readonly warehouse = path.join(this.folder, 'easel.duckdb');

  at(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  write(name: string, content: string | Buffer): string {
    const file = this.at(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  ingest(paths: readonly string[], options: Partial<IngestOptions> = {}): Promise<IngestReport> {
    return ingest({
      warehouse: this.warehouse,
      paths,
      cwd: this.folder,
      filter: { traffic: 'all' },
      ...options,
    });
  }

  async rows(sql: string): Promise<Row[]> {
    const db = await Database.open(this.warehouse, { access: 'read-only' });
    try {
      return await db.rows(sql);
    } finally {
      db.close();
    }
  }

  /** The accounting of all files, by path. */
  files(): Promise<Row[]> {
    return this.rows(
      `select parse_filename(path) as name, state, lines, directives, blank, data, rows, filtered, rejects, pending from files order by path, file_id`,
    );
  }

  /** All rows without file ids and paths: what must not depend on how they were loaded. */
  content(): Promise<Row[]> {
    return this.rows(
      `select line_no, requested_at::varchar as at, uri_stem, user_name, device_id, time_taken_ms, heartbeat_s from request_rows order by all`,
    );
  }
}
