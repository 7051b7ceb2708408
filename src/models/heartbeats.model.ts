import { defineModel, type ModelColumn } from './model.ts';
import { columnsNamed } from './request-layout.ts';

const startedAt: ModelColumn = {
  type: 'TIMESTAMP',
  doc: 'When it began to wait; NULL where the time taken is not logged.',
};

export default defineModel({
  name: 'heartbeats',
  kind: 'view',
  listed: true,
  doc: 'Requests that wait for news: each Ping, and each Sync with a heartbeat or wait, once.',
  grain: 'one request',
  columns: {
    ...columnsNamed(['requested_at']),
    started_at: startedAt,
    ...columnsNamed(['server', 'site']),
    heartbeat_server: { type: 'VARCHAR', doc: 'The server whose row logged the heartbeat.' },
    ...columnsNamed([
      ...['user_name', 'user_domain', 'user_claimed', 'device_id', 'device_type', 'device_os'],
      ...['user_agent', 'client_ip', 'forwarded_for', 'command', 'status', 'eas_status'],
      ...['win32_status', 'heartbeat_s', 'time_taken_ms'],
    ]),
    achieved_s: { type: 'DOUBLE', doc: 'How long the request was held.', unit: 's' },
    outcome: {
      type: 'VARCHAR',
      doc: 'How it ended: an error, the connection dropped, held to the end, cut short by changes.',
      oneOf: ['error', 'dropped', 'expired', 'changes', 'unknown'],
    },
    ...columnsNamed(['bytes_sent', 'bytes_received', 'is_probe', 'file_id', 'line_no']),
  },
  unique: ['file_id', 'line_no'],
});
