import { defineModel } from './model.ts';
import requestRows from './request-rows.model.ts';

export default defineModel({
  name: 'merged_rows',
  kind: 'table',
  listed: false,
  doc: 'The counted row of every request that has several, with what only the others know filled in. Written by pairing.',
  grain: 'one request seen by more than one server',
  columns: {
    ...requestRows.columns,
    heartbeat_server: { type: 'VARCHAR', doc: 'The server whose row logged the heartbeat.' },
  },
});
