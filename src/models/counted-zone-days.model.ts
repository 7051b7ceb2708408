import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_zone_days',
  kind: 'function',
  listed: false,
  doc: 'When each client came on each day of a zone, and what it asked for, counted from the requests of a period: the columns of `client_days`.',
  grain: 'a day of the zone, client, server and site, and answer',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
    zone: 'The zone of the days; with NULL they are not told apart, and the day is NULL.',
  },
  columns: {},
});
