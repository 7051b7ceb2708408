import { defineModel } from './model.ts';

export default defineModel({
  name: 'client_days',
  kind: 'table',
  listed: false,
  doc: 'When each client came on each day: what reports need of requests long past. Filled by ingest from `counted_days`; `client_runs` adds the days that changed since.',
  grain: 'a day (UTC), client, server and site, answered or not',
  columns: {
    day: { type: 'DATE', doc: 'The day of the requests (UTC).', notNull: true },
    client_id: { type: 'BIGINT', doc: 'Its row in `request_clients`.' },
    endpoint_id: {
      type: 'BIGINT',
      doc: 'A row in `request_endpoints` that names the server and site.',
    },
    is_answered: { type: 'BOOLEAN', doc: 'False for requests that were answered with 401.' },
    first_seen_at: { type: 'TIMESTAMP', doc: 'The first request (UTC).' },
    last_seen_at: { type: 'TIMESTAMP', doc: 'The last request (UTC).' },
    first_place: { type: 'BIGINT', doc: 'The place of the first row among those of its server.' },
    last_place: { type: 'BIGINT', doc: 'The place of the last row among those of its server.' },
    first_sync_at: { type: 'TIMESTAMP', doc: 'The first good Sync (UTC).' },
    last_sync_at: { type: 'TIMESTAMP', doc: 'The last good Sync (UTC).' },
  },
  unique: ['day', 'client_id', 'endpoint_id', 'is_answered'],
});
