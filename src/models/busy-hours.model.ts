import { defineModel } from './model.ts';

export default defineModel({
  name: 'busy_hours',
  kind: 'table',
  listed: false,
  doc: 'Hours in which one device, or one person without a device, asked 20 times or more: where top talkers are looked for. Filled by ingest from `counted_busy_hours`; `known_busy_hours` adds the days that changed since.',
  grain: 'an hour (UTC) and client',
  columns: {
    day: { type: 'DATE', doc: 'The day of the hour (UTC).', notNull: true },
    hour_at: { type: 'TIMESTAMP', doc: 'When the hour began (UTC).', notNull: true },
    client_id: { type: 'BIGINT', doc: 'A client of the device or person, in `request_clients`.' },
    requests: { type: 'BIGINT', doc: 'Its real ActiveSync requests in that hour.' },
  },
  unique: ['hour_at', 'client_id'],
});
