import { defineModel } from './model.ts';

export default defineModel({
  name: 'logon_legs',
  kind: 'function',
  listed: false,
  doc: 'Answers of 401 in a period to a device without a user that goes on with another status within a minute.',
  grain: 'one request',
  parameters: {
    since_time: 'The first moment looked at.',
    until_time: 'The last moment looked at.',
  },
  columns: {},
});
