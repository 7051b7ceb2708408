import { defineModel } from './model.ts';
import { columnsNamed, dimensions, factColumns } from './request-layout.ts';

export default defineModel({
  name: 'merged_facts',
  kind: 'table',
  listed: false,
  doc: 'The counted row of every request that has several, with what only the others know filled in: laid out as `request_facts`. Written by pairing.',
  grain: 'one request seen by more than one server',
  columns: {
    ...columnsNamed(factColumns),
    ...Object.fromEntries(
      dimensions.map(({ id, table }) => [id, { type: 'BIGINT', doc: `Its row in \`${table}\`.` }]),
    ),
    heartbeat_server: { type: 'VARCHAR', doc: 'The server whose row logged the heartbeat.' },
  },
});
