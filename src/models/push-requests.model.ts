import { defineModel } from './model.ts';
import { columnsNamed } from './request-layout.ts';

const number = (table: string) => ({ type: 'BIGINT', doc: `Its row in \`${table}\`.` });

export default defineModel({
  name: 'push_requests',
  kind: 'table',
  listed: false,
  doc: 'The real requests that wait for news, with what is worked out for each of them. Filled by ingest from `counted_pushes`; `heartbeat_facts` adds those of days that changed since.',
  grain: 'one request',
  columns: {
    day: { type: 'DATE', doc: 'The day of the request (UTC).', notNull: true },
    ...columnsNamed([
      ...['file_id', 'line_no', 'requested_at', 'status', 'eas_status', 'win32_status'],
      ...['heartbeat_s', 'time_taken_ms'],
    ]),
    outcome_no: {
      type: 'UTINYINT',
      doc: 'The outcome by its place: error, dropped, expired, changes, unknown.',
    },
    ...columnsNamed(['bytes_sent', 'bytes_received']),
    heartbeat_server: {
      type: 'VARCHAR',
      doc: 'The server whose row logged the heartbeat, where another one saw the request too.',
    },
    client_id: number('request_clients'),
    endpoint_id: number('request_endpoints'),
    origin_id: number('request_origins'),
  },
  unique: ['file_id', 'line_no'],
});
