import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_busy_hours',
  kind: 'function',
  listed: false,
  doc: 'Hours in which one device, or one person without a device, asked 20 times or more, counted from the requests of a period: the rows of `busy_hours`.',
  grain: 'an hour (UTC) and client',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
  },
  columns: {},
});
