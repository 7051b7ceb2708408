import { Database } from '../../src/duckdb/database.ts';
import { refreshMarts } from '../../src/models/refresh.ts';
import { createSchema } from '../../src/models/schema.ts';
import { insertRequests } from '../../src/models/write-requests.ts';

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

/** A warehouse in memory with these requests, as if read from one file. */
export async function warehouseWith(rows: readonly RequestRow[]): Promise<Database> {
  const db = await Database.open(':memory:', { threads: 2 });
  await createSchema(db);
  await db.run(
    `insert into files by name select 1 as file_id, 'logs/u_ex240501.log' as path, 'CAS01' as server,
     'iisw3c' as format, 'loaded' as state`,
  );
  for (const [index, row] of rows.entries()) {
    await insertRequests(
      db,
      `select 1 as file_id, $line::bigint as line_no,
       $at::timestamp as requested_at, $server as server, 'iis' as source, 'single' as tier,
       'POST' as method, '/Microsoft-Server-ActiveSync/default.eas' as uri_stem, $user as user_name,
       $agent as user_agent, $status::integer as status, $bytes::bigint as bytes_sent,
       100::bigint as time_taken_ms, false as is_probe, true as is_eas, $device as device_id,
       $type as device_type, $command as command, true as counted`,
      {
        line: index + 1,
        at: row.requested_at,
        server: row.server ?? 'CAS01',
        user: row.user_name === undefined ? 'anna' : row.user_name,
        agent: row.user_agent === undefined ? 'Apple-iPhone/1' : row.user_agent,
        status: row.status ?? 200,
        bytes: row.bytes_sent ?? 100,
        device: row.device_id === undefined ? 'APPL1' : row.device_id,
        type: row.device_type === undefined ? 'iPhone' : row.device_type,
        command: row.command ?? 'Sync',
      },
    );
  }
  const times = rows.map(({ requested_at }) => requested_at).sort();
  await refreshMarts(db, { from: times[0] ?? null, to: times.at(-1) ?? null, fileIds: [1] });
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
