import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_quarter_hours',
  kind: 'function',
  listed: false,
  doc: 'What each server logged into each file, counted from the requests of a period: the rows of `quarter_hours`.',
  grain: 'a day (UTC), server, file and quarter of an hour',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
  },
  columns: {},
});
