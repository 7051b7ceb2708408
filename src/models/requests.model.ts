import { defineModel } from './model.ts';
import { httpColumns } from './request-columns.ts';
import { requestList } from './requests-sql.ts';

export default defineModel({
  name: 'requests',
  kind: 'view',
  listed: true,
  doc: 'Every kept HTTP request as one log saw it: a request through two servers is here twice.',
  grain: 'one line of one log file',
  columns: httpColumns,
  unique: ['file_id', 'line_no'],
  sql: `select\n${requestList(httpColumns)}\nfrom request_rows as rows\n`,
});
