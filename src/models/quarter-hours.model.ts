import { defineModel } from './model.ts';

export default defineModel({
  name: 'quarter_hours',
  kind: 'table',
  listed: false,
  doc: 'What each server logged into each file in each quarter of an hour: what reports and status say of coverage. Filled by ingest from `counted_quarter_hours`; `logged_quarter_hours` adds the days that changed since.',
  grain: 'a day (UTC), server, file and quarter of an hour',
  columns: {
    day: { type: 'DATE', doc: 'The day of the requests (UTC).', notNull: true },
    quarter_at: { type: 'TIMESTAMP', doc: 'When the quarter began (UTC).', notNull: true },
    server: { type: 'VARCHAR', doc: 'The server that logged.' },
    file_id: { type: 'BIGINT', doc: 'The file, in `files`.' },
    requests: { type: 'BIGINT', doc: 'Requests of all kinds.' },
    first_at: { type: 'TIMESTAMP', doc: 'The first of them (UTC).' },
    last_at: { type: 'TIMESTAMP', doc: 'The last of them (UTC).' },
    back_rows: { type: 'BIGINT', doc: 'ActiveSync requests of the back tier.' },
    unpaired_rows: { type: 'BIGINT', doc: 'Those of them that found no front row.' },
  },
  unique: ['quarter_at', 'server', 'file_id'],
});
