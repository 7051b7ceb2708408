import { defineModel } from './model.ts';
import { columnsNamed } from './request-layout.ts';

export default defineModel({
  name: 'error_facts',
  kind: 'view',
  listed: false,
  doc: 'The requests of `counted_facts` that are errors.',
  grain: 'one request',
  columns: {
    ...columnsNamed(['file_id', 'line_no', 'requested_at', 'status']),
    client_id: { type: 'BIGINT', doc: 'Its row in `request_clients`.' },
    endpoint_id: { type: 'BIGINT', doc: 'Its row in `request_endpoints`.' },
    error_kind: {
      type: 'VARCHAR',
      doc: 'What makes it one: an error `token`, the `eas` status, else the `http` status.',
      oneOf: ['token', 'eas', 'http'],
    },
  },
});
