import { defineModel } from './model.ts';

export default defineModel({
  name: 'followed_401s',
  kind: 'function',
  listed: false,
  doc: 'Each 401 without a user that the same device followed with another status within 60 s: no error.',
  grain: 'one request',
  parameters: { since_time: 'From this moment on.', until_time: 'Up to this moment, exclusive.' },
  columns: {
    file_id: { type: 'BIGINT', doc: 'The file of its counted row.' },
    line_no: { type: 'BIGINT', doc: 'And its line.' },
  },
});
