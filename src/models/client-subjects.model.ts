import { defineModel } from './model.ts';
import { columnsNamed } from './request-layout.ts';

export default defineModel({
  name: 'client_subjects',
  kind: 'view',
  listed: false,
  doc: 'Whose the requests of each client are: what joins `counted_facts` to `subjects` by numbers.',
  grain: 'one row of `request_clients`',
  columns: {
    client_id: { type: 'BIGINT', doc: 'Its row in `request_clients`.' },
    ...columnsNamed(['is_probe']),
    subject_no: { type: 'BIGINT', doc: 'Its row in `subjects`.' },
    device_no: { type: 'BIGINT', doc: 'The same for all clients of one device; NULL without.' },
    type_no: { type: 'BIGINT', doc: 'The place of the device type among all, by its name.' },
    like_id: {
      type: 'BIGINT',
      doc: 'The first client of the same subject, device type, user agent and kind of traffic.',
    },
  },
  unique: ['client_id'],
});
