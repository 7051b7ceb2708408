import type { Database } from '../../src/duckdb/database.ts';
import { pairTouched } from '../../src/models/pair-touched.ts';
import { insertRequests } from '../../src/models/write-requests.ts';
import { emptyWarehouse } from '../models/empty-warehouse.ts';

export interface RequestRow {
  readonly requested_at: string;
  readonly server?: string;
  readonly device_id?: string | null;
  readonly device_type?: string | null;
  readonly user_name?: string | null;
  readonly user_agent?: string | null;
  readonly status?: number;
  readonly command?: string;
  readonly bytes_sent?: number | bigint;
}

const shape = {
  line_no: 'BIGINT',
  requested_at: 'TIMESTAMP',
  server: 'VARCHAR',
  user_name: 'VARCHAR',
  user_agent: 'VARCHAR',
  status: 'INTEGER',
  bytes_sent: 'VARCHAR',
  device_id: 'VARCHAR',
  device_type: 'VARCHAR',
  command: 'VARCHAR',
};

/** A warehouse in memory with these requests, as if read from one file. */
export async function warehouseWith(rows: readonly RequestRow[]): Promise<Database> {
  const db = await emptyWarehouse(2);
  await db.run(
    `insert into files by name select 1 as file_id, 'logs/u_ex240501.log' as path, 'CAS01' as server,
     'iisw3c' as format, 'loaded' as state`,
  );
  const values = rows.map((row, index) => ({
    line_no: index + 1,
    requested_at: row.requested_at,
    server: row.server ?? 'CAS01',
    user_name: row.user_name === undefined ? 'anna' : row.user_name,
    user_agent: row.user_agent === undefined ? 'Apple-iPhone/1' : row.user_agent,
    status: row.status ?? 200,
    // JSON.stringify refuses a bigint.
    bytes_sent: String(row.bytes_sent ?? 100),
    device_id: row.device_id === undefined ? 'APPL1' : row.device_id,
    device_type: row.device_type === undefined ? 'iPhone' : row.device_type,
    command: row.command ?? 'Sync',
  }));
  await insertRequests(
    db,
    `select 1 as file_id, line_no, requested_at, server, 'iis' as source, 'single' as tier,
     'POST' as method, '/Microsoft-Server-ActiveSync/default.eas' as uri_stem, user_name, user_agent,
     status, bytes_sent::bigint as bytes_sent, 100::bigint as time_taken_ms, false as is_probe,
     true as is_eas, device_id, device_type, command, true as counted
     from (select unnest(from_json($rows, $shape), recursive := true))`,
    { rows: JSON.stringify(values), shape: JSON.stringify([shape]) },
  );
  const times = rows.map(({ requested_at }) => requested_at).sort();
  await pairTouched(db, { from: times[0] ?? null, to: times.at(-1) ?? null, fileIds: [1] });
  return db;
}

/** A few days of three servers and some phones, the same each time. */
export function sampleRequests(count = 400): RequestRow[] {
  const types = ['iPhone', 'Android', 'WP8', 'TouchDown', null];
  return Array.from({ length: count }, (_, index) => ({
    requested_at: new Date(Date.UTC(2024, 4, 1, 0, 0, 0) + index * 613_000)
      .toISOString()
      .slice(0, 19),
    server: `CAS0${(index % 3) + 1}`,
    device_id: index % 41 === 0 ? null : `DEV${(index * 7) % 29}`,
    device_type: types[((index * 7) % 29) % 5] ?? null,
    user_name: `user${(index * 7) % 29}`,
    status: index % 13 === 0 ? 401 : index % 31 === 0 ? 503 : 200,
    command: ['Sync', 'Ping', 'FolderSync'][index % 3] ?? 'Sync',
    bytes_sent: (index * 37) % 5000,
  }));
}
