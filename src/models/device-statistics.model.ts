import { defineModel } from './model.ts';

export default defineModel({
  name: 'device_statistics',
  kind: 'function',
  listed: false,
  doc: 'What the exports say of each device of a mailbox, up to a time; of each fact the newest.',
  grain: 'one device of one mailbox as exported',
  parameters: { until_time: 'The last export looked at.' },
  columns: {},
});
