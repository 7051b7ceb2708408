import { clientDayKeys } from './client-day-keys.ts';
import { defineModel } from './model.ts';

export default defineModel({
  name: 'client_days',
  kind: 'table',
  listed: false,
  doc: 'When each client came on each day, and what it asked for: what reports need of requests long past. Filled by ingest from `counted_days`; `client_runs` and `client_counts` add the days that changed since.',
  grain: 'a day (UTC), client, server and site, and answer',
  columns: {
    ...clientDayKeys,
    first_seen_at: { type: 'TIMESTAMP', doc: 'The first request (UTC).' },
    last_seen_at: { type: 'TIMESTAMP', doc: 'The last request (UTC).' },
    first_place: { type: 'BIGINT', doc: 'The place of the first row among those of its server.' },
    last_place: { type: 'BIGINT', doc: 'The place of the last row among those of its server.' },
    first_sync_at: { type: 'TIMESTAMP', doc: 'The first good Sync (UTC).' },
    last_sync_at: { type: 'TIMESTAMP', doc: 'The last good Sync (UTC).' },
    hits: { type: 'BIGINT', doc: 'Its real requests.' },
    pings: { type: 'BIGINT', doc: 'Pings among them.' },
    syncs: { type: 'BIGINT', doc: 'Syncs among them.' },
    bytes_sent: { type: 'BIGINT', doc: 'Server to client; 2^63 - 1 at most.', unit: 'bytes' },
    bytes_received: { type: 'BIGINT', doc: 'Client to server, likewise.', unit: 'bytes' },
    timed: {
      type: 'BIGINT',
      doc: 'Requests with a known time, without those that wait by design.',
    },
    busy_ms: { type: 'BIGINT', doc: 'The time these took together, likewise.', unit: 'ms' },
    longest_ms: { type: 'BIGINT', doc: 'The longest of them.', unit: 'ms' },
  },
  unique: Object.keys(clientDayKeys),
});
