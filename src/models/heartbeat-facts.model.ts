import { defineModel } from './model.ts';
import pushRequests from './push-requests.model.ts';
import { columnsNamed } from './request-layout.ts';

const columns = Object.entries(pushRequests.columns).filter(([name]) => name !== 'day');

export default defineModel({
  name: 'heartbeat_facts',
  kind: 'view',
  listed: false,
  doc: 'The requests of `counted_facts` that wait for news.',
  grain: 'one request',
  columns: {
    ...Object.fromEntries(columns),
    ...columnsNamed(['server', 'site', 'command']),
  },
});
