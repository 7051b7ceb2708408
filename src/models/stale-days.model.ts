import { defineModel } from './model.ts';

export default defineModel({
  name: 'stale_days',
  kind: 'table',
  listed: false,
  doc: 'Days (UTC) whose requests changed since `client_days` and the other tables by day were filled; of these the requests themselves are read.',
  grain: 'one day',
  columns: { day: { type: 'DATE', doc: 'The day (UTC).', notNull: true } },
  unique: ['day'],
});
