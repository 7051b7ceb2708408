import { defineModel } from './model.ts';

export default defineModel({
  name: 'client_runs',
  kind: 'function',
  listed: false,
  doc: 'When each client came, up to a time: whole days from `client_days`, others from the requests.',
  grain: 'a day (UTC), client, server and site, and answer',
  parameters: { until_time: 'The last moment looked at.' },
  columns: {},
});
