import { defineModel } from './model.ts';
import { easColumns } from './request-columns.ts';
import { requestList } from './requests-sql.ts';

const list = requestList(easColumns, {
  request_group_id: "hash_files.content_hash || ':' || coalesce(rows.group_line_no, rows.line_no)",
});

export default defineModel({
  name: 'eas_requests',
  kind: 'view',
  listed: true,
  doc: 'The ActiveSync rows of `requests`, with what their query and its log text say.',
  grain: 'one line of one log file',
  columns: easColumns,
  unique: ['file_id', 'line_no'],
  sql: `select
${list}
from request_rows as rows
left join files as hash_files
  on hash_files.file_id = coalesce(rows.group_file_id, rows.file_id)
where rows.is_eas
`,
});
