import { defineModel } from './model.ts';

export default defineModel({
  name: 'device_owners',
  kind: 'view',
  listed: false,
  doc: 'Each device by its id alone, with what is said of its owner: the one heard of last, where there are several.',
  grain: 'one device',
  columns: {
    device_key: { type: 'VARCHAR', doc: 'device_id in upper case.' },
    device_no: {
      type: 'BIGINT',
      doc: 'Its number in `subjects` and `client_subjects`; NULL where it never came.',
    },
    device_id: { type: 'VARCHAR', doc: 'The device id as its earliest request spells it.' },
    mailbox: { type: 'VARCHAR', doc: 'The mailbox; see `mailboxes`.' },
    domain: { type: 'VARCHAR', doc: "The owner's domain." },
    ou: { type: 'VARCHAR', doc: "The owner's OU." },
    policy: { type: 'VARCHAR', doc: 'The EAS mailbox policy, as exported.' },
    os: { type: 'VARCHAR', doc: 'The operating system, the newest said.' },
  },
});
