import { defineModel } from './model.ts';

export default defineModel({
  name: 'period_days',
  kind: 'function',
  listed: false,
  doc: 'The days of a period, and whether `client_days` and the other tables by day speak for them.',
  grain: 'a day (UTC)',
  parameters: {
    since_time: 'The first moment.',
    until_time: 'The first moment behind it.',
  },
  columns: {},
});
