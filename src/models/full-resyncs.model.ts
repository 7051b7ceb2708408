import { defineModel } from './model.ts';

export default defineModel({
  name: 'full_resyncs',
  kind: 'view',
  listed: true,
  doc: 'Times a partnership starts over: the server lost its state, or a collection that had a later key before comes with key 0 or as a first synchronisation. Requests less than 10 minutes apart are one time.',
  grain: 'one time a partnership starts over',
  columns: {
    mailbox: { type: 'VARCHAR', doc: 'Whose partnership; see `mailboxes`.' },
    device_key: { type: 'VARCHAR', doc: 'The device id in upper case; see `devices`.' },
    started_at: { type: 'TIMESTAMP', doc: 'The first such request (UTC).' },
    ended_at: { type: 'TIMESTAMP', doc: 'The last of them (UTC).' },
    folders: { type: 'BIGINT', doc: 'How many collections started over.' },
    server: { type: 'VARCHAR', doc: 'The server that saw it; the first by name of several.' },
    is_probe: { type: 'BOOLEAN', doc: 'A probe did it.' },
  },
});
