import { defineModel } from './model.ts';
import { mergedRequestsSql } from './request-layout.ts';
import { requestColumns } from './request-row-columns.ts';

const ofPairing = new Set(['row_id', 'counted', 'group_file_id', 'group_line_no']);

export default defineModel({
  name: 'merged_requests',
  kind: 'view',
  listed: false,
  doc: 'What `eas_requests_merged` is made of, with the log text itself.',
  grain: 'one request',
  columns: {
    ...Object.fromEntries(Object.entries(requestColumns).filter(([name]) => !ofPairing.has(name))),
    heartbeat_server: { type: 'VARCHAR', doc: 'The server whose row logged the heartbeat.' },
  },
  sql: mergedRequestsSql(),
});
