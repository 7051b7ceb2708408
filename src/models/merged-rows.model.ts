import { defineModel, type Model } from './model.ts';
import { requestColumns } from './request-row-columns.ts';

/** The columns of `request_rows` that a merged row has too. */
export const mergedColumns: Model['columns'] = Object.fromEntries(
  Object.entries(requestColumns).filter(([name]) => name !== 'row_id'),
);

export default defineModel({
  name: 'merged_rows',
  kind: 'table',
  listed: false,
  doc: 'The counted row of every request that has several, with what only the others know filled in. Written by pairing.',
  grain: 'one request seen by more than one server',
  columns: {
    ...mergedColumns,
    heartbeat_server: { type: 'VARCHAR', doc: 'The server whose row logged the heartbeat.' },
  },
});
