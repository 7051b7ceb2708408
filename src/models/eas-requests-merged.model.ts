import { defineModel } from './model.ts';
import { easColumns } from './request-columns.ts';

export default defineModel({
  name: 'eas_requests_merged',
  kind: 'view',
  listed: true,
  doc: 'Each real ActiveSync request once: the counted row, and what only other servers know filled in. Reports read this.',
  grain: 'one request',
  columns: {
    ...easColumns,
    heartbeat_server: { type: 'VARCHAR', doc: 'The server whose row logged the heartbeat.' },
  },
  unique: ['file_id', 'line_no'],
});
