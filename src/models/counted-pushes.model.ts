import { defineModel } from './model.ts';

export default defineModel({
  name: 'counted_pushes',
  kind: 'function',
  listed: false,
  doc: 'The real requests of a period that wait for news, looked for among all: the rows of `push_requests`.',
  grain: 'one request',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
  },
  columns: {},
});
