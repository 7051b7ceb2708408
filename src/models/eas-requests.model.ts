import { defineModel } from './model.ts';
import { easColumns } from './request-columns.ts';

export default defineModel({
  name: 'eas_requests',
  kind: 'view',
  listed: true,
  doc: 'The ActiveSync rows of `requests`, with what their query and its log text say.',
  grain: 'one line of one log file',
  columns: easColumns,
  unique: ['file_id', 'line_no'],
});
