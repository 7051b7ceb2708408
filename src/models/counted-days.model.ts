import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_days',
  kind: 'function',
  listed: false,
  doc: 'When each client came on each day, and what it asked for, counted from the requests of a period: the rows of `client_days`.',
  grain: 'a day (UTC), client, server and site, and answer',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
  },
  columns: {},
});
