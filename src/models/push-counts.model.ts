import { defineModel } from './model.ts';

export default defineModel({
  name: 'push_counts',
  kind: 'function',
  listed: false,
  doc: 'What the pushes of each client came to in a period: whole days from `push_days`, others from the requests.',
  grain: 'a day of the zone, client, server and site, and status',
  parameters: {
    since_time: 'The first moment.',
    until_time: 'The first moment behind it.',
    zone: 'The zone of the days.',
  },
  columns: {},
});
