import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_zone_push_days',
  kind: 'function',
  listed: false,
  doc: 'What the pushes of each client came to on each day of a zone, counted from the requests of a period: the columns of `push_days`.',
  grain: 'a day of the zone, client, server and site, and status',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
    zone: 'The zone of the days.',
  },
  columns: {},
});
