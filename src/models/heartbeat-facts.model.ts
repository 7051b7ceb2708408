import heartbeats from './heartbeats.model.ts';
import { defineModel } from './model.ts';

const number = (table: string) => ({ type: 'BIGINT', doc: `Its row in \`${table}\`.` });
const { columns } = heartbeats;
const outcomeNo = {
  type: 'UTINYINT',
  doc: 'The outcome by its place: error, dropped, expired, changes, unknown.',
};
const own = [
  ...['file_id', 'line_no', 'requested_at', 'server', 'site', 'heartbeat_server', 'command'],
  ...['status', 'eas_status', 'win32_status', 'heartbeat_s', 'time_taken_ms', 'outcome'],
  ...['bytes_sent', 'bytes_received'],
];

export default defineModel({
  name: 'heartbeat_facts',
  kind: 'view',
  listed: false,
  doc: 'The requests of `counted_facts` that wait for news.',
  grain: 'one request',
  columns: {
    ...Object.fromEntries(
      Object.entries(columns)
        .filter(([name]) => own.includes(name))
        .flatMap((one) => (one[0] === 'outcome' ? [['outcome_no', outcomeNo], one] : [one])),
    ),
    client_id: number('request_clients'),
    endpoint_id: number('request_endpoints'),
    origin_id: number('request_origins'),
  },
});
