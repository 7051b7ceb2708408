import { defineModel } from './model.ts';
import { requestRowsSql } from './request-layout.ts';
import { requestColumns } from './request-row-columns.ts';

export default defineModel({
  name: 'request_rows',
  kind: 'view',
  listed: false,
  doc: 'Every kept HTTP request as one log saw it, with what its ActiveSync query says. `requests`, `eas_requests` and `eas_requests_merged` are views over it.',
  grain: 'one line of one log file',
  columns: requestColumns,
  sql: requestRowsSql(),
});
