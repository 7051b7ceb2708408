import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_push_days',
  kind: 'function',
  listed: false,
  doc: 'What the pushes of each client came to on each day, counted from the requests of a period: the rows of `push_days`.',
  grain: 'a day (UTC), client, server and site, and status',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
  },
  columns: {},
});
