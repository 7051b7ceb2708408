import { defineModel } from './model.ts';
import requests from './eas-requests-merged.model.ts';

export default defineModel({
  name: 'eas_errors',
  kind: 'view',
  listed: true,
  doc: 'The real requests that are errors: status 400 or more (not the first leg of a logon), an error token, or a bad EAS status.',
  grain: 'one request',
  columns: {
    ...requests.columns,
    error_kind: {
      type: 'VARCHAR',
      doc: 'What makes it one: an error `token`, the `eas` status, else the `http` status.',
      oneOf: ['token', 'eas', 'http'],
    },
  },
  unique: ['file_id', 'line_no'],
});
