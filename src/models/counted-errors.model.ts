import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_errors',
  kind: 'function',
  listed: false,
  doc: 'The real requests that are errors and a minute later lie in a period, looked for among all: the rows of `error_requests`.',
  grain: 'one request',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
  },
  columns: {},
});
