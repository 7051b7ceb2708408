import { defineModel } from './model.ts';
import { columnsNamed } from './request-layout.ts';

export default defineModel({
  name: 'logon_legs',
  kind: 'view',
  listed: false,
  doc: 'Answers of 401 to a device without a user that goes on with another status within a minute.',
  grain: 'one request',
  columns: columnsNamed(['file_id', 'line_no']),
});
