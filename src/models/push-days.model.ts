import { clientDayKeys } from './client-day-keys.ts';
import { defineModel } from './model.ts';

export default defineModel({
  name: 'push_days',
  kind: 'table',
  listed: false,
  doc: 'What the pushes of each client came to on each day: what short intervals cost, and when it last asked for one. Filled by ingest from `counted_push_days`; `push_counts` adds the days that changed since.',
  grain: 'a day (UTC), client, server and site, and status',
  columns: {
    ...clientDayKeys,
    requests: { type: 'BIGINT', doc: 'Requests that waited for news.' },
    bytes: { type: 'BIGINT', doc: 'Their bytes, both ways; 2^63 - 1 at most.', unit: 'bytes' },
    quiet_requests: { type: 'BIGINT', doc: 'Those of them that ended without news.' },
    quiet_bytes: { type: 'BIGINT', doc: 'Bytes of these, likewise.', unit: 'bytes' },
    quiet_ms: { type: 'BIGINT', doc: 'How long these were held together, likewise.', unit: 'ms' },
    denied_requests: { type: 'BIGINT', doc: 'Those of them that ended with an error.' },
    asked_at: { type: 'TIMESTAMP', doc: 'The last one that named a heartbeat (UTC).' },
    asked_heartbeat_s: { type: 'INTEGER', doc: 'The heartbeat that it named.', unit: 's' },
    asked_line_no: { type: 'BIGINT', doc: 'Its line, the last of several at that time.' },
  },
  unique: Object.keys(clientDayKeys),
});
