import { defineModel } from './model.ts';
import pushRequests from './push-requests.model.ts';
import { columnsNamed } from './request-layout.ts';

const { day: _, ...columns } = pushRequests.columns;

export default defineModel({
  name: 'heartbeat_facts',
  kind: 'view',
  listed: false,
  doc: 'The requests of `counted_facts` that wait for news.',
  grain: 'one request',
  columns: {
    ...columns,
    ...columnsNamed(['server', 'site', 'command']),
  },
});
