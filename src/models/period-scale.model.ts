import { defineModel } from './model.ts';

export default defineModel({
  name: 'period_scale',
  kind: 'function',
  listed: false,
  doc: 'Whether reports leave out day, server and status of each client, as there would be too many rows.',
  grain: 'one period',
  parameters: { since_time: 'The first moment.', until_time: 'The first moment behind it.' },
  columns: {},
});
