import { defineModel } from './model.ts';
import { columnsNamed } from './request-layout.ts';

export default defineModel({
  name: 'sighting_runs',
  kind: 'view',
  listed: false,
  doc: 'All requests taken together as they are logged; reports look it up once for all that asks who came with what.',
  grain: 'one person, device and client as logged on one server',
  columns: {
    ...columnsNamed(['user_name', 'user_claimed', 'user_domain']),
    is_authenticated: { type: 'BOOLEAN', doc: 'The user is known and the answer was not 401.' },
    ...columnsNamed(['device_id', 'is_probe', 'server', 'site', 'device_type']),
    os: { type: 'VARCHAR', doc: 'device_os of the requests.' },
    ...columnsNamed(['user_agent', 'access_state', 'access_reason']),
    first_seen_at: { type: 'TIMESTAMP', doc: 'The first request (UTC).' },
    last_seen_at: { type: 'TIMESTAMP', doc: 'The last request (UTC).' },
    first_place: { type: 'BIGINT', doc: 'The place of the first on its server; see `row_order`.' },
    last_place: { type: 'BIGINT', doc: 'The place of the last on its server.' },
    last_sync_at: { type: 'TIMESTAMP', doc: 'The last good Sync (UTC).' },
  },
});
