import { defineModel } from './model.ts';
import { easColumns } from './request-columns.ts';
import { requestList } from './requests-sql.ts';

const columns = {
  ...easColumns,
  heartbeat_server: { type: 'VARCHAR', doc: 'The server whose row logged the heartbeat.' },
};
const list = requestList(columns, {
  request_group_id: "hash_files.content_hash || ':' || rows.line_no",
  counted: 'true',
});

export default defineModel({
  name: 'eas_requests_merged',
  kind: 'view',
  listed: true,
  doc: 'Each real ActiveSync request once: the counted row, and what only other servers know filled in. Reports read this.',
  grain: 'one request',
  columns,
  unique: ['file_id', 'line_no'],
  sql: `select
${list}
from merged_requests as rows
left join files as hash_files
  on hash_files.file_id = rows.file_id
`,
});
