import { defineModel } from './model.ts';

export default defineModel({
  name: 'heartbeat_hours',
  kind: 'function',
  listed: false,
  doc: "The mean of each server's last 200 client heartbeats, which Exchange's alarm looks at, and when it would have fired.",
  grain: 'a server and hour with heartbeats, once 200 were there',
  parameters: {
    since_time: 'The first moment looked at, a TIMESTAMP in UTC.',
    until_time: 'The first moment after that.',
    with_probes: 'Whether health probes count too.',
  },
  columns: {},
});
