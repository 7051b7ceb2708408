import { defineModel } from './model.ts';

export default defineModel({
  name: 'known_busy_hours',
  kind: 'function',
  listed: false,
  doc: 'Hours of the days of a period in which one device or person asked 20 times or more: days from `busy_hours`, those that changed since from the requests.',
  grain: 'an hour (UTC) and client',
  parameters: {
    since_time: 'The first moment.',
    until_time: 'The first moment behind it.',
  },
  columns: {},
});
