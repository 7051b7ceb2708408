import { defineModel } from './model.ts';

export default defineModel({
  name: 'client_counts',
  kind: 'function',
  listed: false,
  doc: 'What each client asked for in a period: whole days from `client_days`, others from the requests.',
  grain: 'a day, client, server and site, and answer; a client may have several rows of a day',
  parameters: {
    since_time: 'The first moment.',
    until_time: 'The first moment behind it.',
    zone: 'The zone of the days; with NULL they are not told apart, and the day is NULL.',
  },
  columns: {},
});
