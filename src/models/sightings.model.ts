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
    first_seen_at: { type: 'TIMESTAMP', doc: 'The first request (UTC).' },
    last_seen_at: { type: 'TIMESTAMP', doc: 'The last request (UTC).' },
    last_sync_at: { type: 'TIMESTAMP', doc: 'The last good Sync (UTC).' },
    first_rank: { type: 'HUGEINT', doc: 'The place of the first row among all.' },
    first_client: { type: 'BIGINT', doc: 'The client_id of that row.' },
    type_rank: { type: 'HUGEINT', doc: 'The place of the last row that said a device type.' },
    type_client: { type: 'BIGINT', doc: 'The client_id of that row.' },
    os_rank: { type: 'HUGEINT', doc: 'The place of the last row that said an operating system.' },
    os_client: { type: 'BIGINT', doc: 'The client_id of that row.' },
    agent_rank: { type: 'HUGEINT', doc: 'The place of the last row that said a user agent.' },
    agent_client: { type: 'BIGINT', doc: 'The client_id of that row.' },
    access_rank: { type: 'HUGEINT', doc: 'The place of the last row that said an access state.' },
    access_client: { type: 'BIGINT', doc: 'The client_id of that row.' },
  },
});
