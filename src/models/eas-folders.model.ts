import { defineModel, type Model } from './model.ts';
import { columnsNamed } from './request-layout.ts';

const counts = (side: string, what: Readonly<Record<string, string>>): Model['columns'] =>
  Object.fromEntries(
    Object.entries(what).map(([name, doc]) => [`${side}_${name}`, { type: 'BIGINT', doc }]),
  );

export default defineModel({
  name: 'eas_folders',
  kind: 'view',
  listed: true,
  doc: 'The collections (folders) that each real request synchronised, read from its log text when asked for.',
  grain: 'one collection of one request',
  columns: {
    ...columnsNamed([
      ...['requested_at', 'server', 'user_name', 'user_domain', 'user_claimed', 'device_id'],
      ...['device_type', 'command', 'status', 'is_probe', 'file_id', 'line_no'],
    ]),
    folder_no: { type: 'BIGINT', doc: 'Its place in the request, from 1.' },
    folder_id: { type: 'VARCHAR', doc: '`Fid`.' },
    class: { type: 'VARCHAR', doc: '`Ty`: Em e-mail, Co contacts, Ca calendar, Ta tasks, ...' },
    filter: { type: 'BIGINT', doc: '`Filt`: how far back, as a code.' },
    sms_filter: { type: 'BIGINT', doc: '`Filts`.' },
    sync_type: { type: 'VARCHAR', doc: '`St`: F first, S subsequent, R recovery, I invalid key.' },
    sync_key: { type: 'VARCHAR', doc: '`Sk`: the key the device sent; 0 starts over.' },
    server_sync_key: { type: 'VARCHAR', doc: '`Sks`: the key the server gave back.' },
    state_not_found: { type: 'BOOLEAN', doc: '`Ssnf:T`: the server no longer knew the state.' },
    ...counts('client', {
      adds: 'Items the device added.',
      changes: 'Items the device changed.',
      deletes: 'Items the device deleted.',
      fetches: 'Items the device fetched.',
    }),
    ...counts('server', {
      adds: 'Items sent to the device as new.',
      changes: 'Items sent as changed.',
      deletes: 'Items sent as deleted.',
      soft_deletes: 'Items that fell out of the age filter.',
      errors: 'Items that could not be sent.',
    }),
  },
  unique: ['file_id', 'line_no', 'folder_no'],
});
