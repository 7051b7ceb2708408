import { defineModel } from './model.ts';

export default defineModel({
  name: 'push_hours',
  kind: 'table',
  listed: false,
  doc: "The mean of each server's last 200 client heartbeats within each day, by the hour, and when Exchange's alarm would have fired. Filled by ingest from `counted_push_hours`; `push_windows` adds what reaches across days, and the days that changed since.",
  grain: 'a server and hour (UTC) with heartbeats',
  columns: {
    day: { type: 'DATE', doc: 'The day of the hour (UTC).', notNull: true },
    hour: { type: 'TIMESTAMP', doc: 'When the hour began (UTC).', notNull: true },
    server: { type: 'VARCHAR', doc: 'The server that logged the heartbeats.' },
    mean_heartbeat_s: {
      type: 'DOUBLE',
      doc: 'The mean at the last push of the hour that was not among the first 200 of the day; NULL without one.',
      unit: 's',
    },
    lowest_mean_s: { type: 'DOUBLE', doc: 'The lowest mean at such a push.', unit: 's' },
    alarms: {
      type: 'STRUCT("at" TIMESTAMP, mean_heartbeat_s DOUBLE)[]',
      doc: 'The times (UTC) at such a push at which the alarm would have fired, with the mean; NULL without one.',
    },
    edges: {
      type: 'STRUCT(requested_at TIMESTAMP, heartbeat_s INTEGER, is_first BOOLEAN)[]',
      doc: 'Pushes of the hour, in order, that are among the first 200 of the server and day or among the last 200; NULL without one.',
    },
  },
  unique: ['hour', 'server'],
});
