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
    is_authenticated: { type: 'BOOLEAN', doc: 'The user is known and the answer was not 401.' },
    device_key: { type: 'VARCHAR', doc: 'device_id in upper case; NULL without a device.' },
    is_probe: { type: 'BOOLEAN', doc: 'A health probe or tester, not a person.' },
    first_rank: { type: 'HUGEINT', doc: 'Its place among all by the first row.' },
    last_rank: { type: 'HUGEINT', doc: 'Its place among all by the last row.' },
    first_seen_at: { type: 'TIMESTAMP', doc: 'The first request (UTC).' },
    last_seen_at: { type: 'TIMESTAMP', doc: 'The last request (UTC).' },
    last_sync_at: { type: 'TIMESTAMP', doc: 'The last good Sync (UTC).' },
    access_state_at: { type: 'TIMESTAMP', doc: 'When an access state was last said (UTC).' },
    access_rank: { type: 'HUGEINT', doc: 'The place of that row among all.' },
    device_id: { type: 'VARCHAR', doc: 'As its earliest row spells it.' },
    device_type: { type: 'VARCHAR', doc: 'The newest said.' },
    os: { type: 'VARCHAR', doc: 'The newest said.' },
    user_agent: { type: 'VARCHAR', doc: 'The newest said.' },
    access_state: { type: 'VARCHAR', doc: 'The newest said.' },
    access_reason: { type: 'VARCHAR', doc: 'The newest said beside a state.' },
  },
});
