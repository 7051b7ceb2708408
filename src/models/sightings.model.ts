import { defineModel } from './model.ts';

export default defineModel({
  name: 'sightings',
  kind: 'view',
  listed: false,
  doc: 'Who came with which device, from all requests; reports look it up once for all that hangs on it.',
  grain: 'one person as logged, with or without a device, authenticated or not',
  columns: {
    user_name: { type: 'VARCHAR', doc: 'user_name of the requests, else user_claimed.' },
    user_domain: { type: 'VARCHAR', doc: 'user_domain in lower case; NULL for a bare name.' },
    device_key: { type: 'VARCHAR', doc: 'device_id in upper case; NULL without a device.' },
    first_rank: { type: 'BIGINT', doc: 'Its place among all by the first row.' },
    last_rank: { type: 'BIGINT', doc: 'Its place among all by the last row.' },
    device_id: { type: 'VARCHAR', doc: 'As its earliest row spells it.' },
    os: { type: 'VARCHAR', doc: 'The newest said.' },
  },
});
