import { defineModel } from './model.ts';

export default defineModel({
  name: 'device_sightings',
  kind: 'function',
  listed: false,
  doc: 'Who came with which device, from the requests up to a time.',
  grain: 'one person as logged, with or without a device, authenticated or not',
  parameters: { until_time: 'The last moment looked at.' },
  columns: {},
});
