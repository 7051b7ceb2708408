import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_push_hours',
  kind: 'function',
  listed: false,
  doc: "The mean of each server's last 200 client heartbeats within each day, counted from the requests of a period: the rows of `push_hours`.",
  grain: 'a server and hour (UTC) with heartbeats',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
  },
  columns: {},
});
