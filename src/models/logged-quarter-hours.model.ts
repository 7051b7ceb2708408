import { defineModel } from './model.ts';

export default defineModel({
  name: 'logged_quarter_hours',
  kind: 'function',
  listed: false,
  doc: 'What each server logged into each file in a period: whole days from `quarter_hours`, others from the requests.',
  grain: 'a day (UTC), server, file and quarter of an hour',
  parameters: {
    since_time: 'The first moment.',
    until_time: 'The first moment behind it.',
  },
  columns: {},
});
