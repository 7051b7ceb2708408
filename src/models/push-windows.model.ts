import { defineModel } from './model.ts';

export default defineModel({
  name: 'push_windows',
  kind: 'function',
  listed: false,
  doc: "The mean of each server's last 200 client heartbeats, which Exchange's alarm looks at, and when it would have fired: over a whole period, or within each day of it.",
  grain: 'a server and hour with heartbeats',
  parameters: {
    since_time: 'The first moment looked at, a TIMESTAMP in UTC.',
    until_time: 'The first moment after that.',
    with_probes: 'Whether health probes count too.',
    by_day:
      'Whether each day (UTC) stands for itself, counted from the requests, as `push_hours` keeps it.',
  },
  columns: {},
});
