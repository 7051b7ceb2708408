import { defineModel } from './model.ts';

export default defineModel({
  name: 'mailboxes',
  kind: 'view',
  listed: true,
  doc: 'Every mailbox that a device belongs to or that came in, however its account was spelled.',
  grain: 'one mailbox',
  columns: {
    mailbox: { type: 'VARCHAR', doc: 'Its name: the UPN, else account and domain.' },
    user_name: { type: 'VARCHAR', doc: 'The account: of the directory, else as logged.' },
    domain: { type: 'VARCHAR', doc: 'Its domain: the DNS name where that is known.' },
    ou: { type: 'VARCHAR', doc: 'Its OU in canonical form; of now, not of the time of a request.' },
    mail: { type: 'VARCHAR', doc: 'The SMTP address in the directory.' },
    user_principal_name: { type: 'VARCHAR', doc: 'The UPN in the directory.' },
    distinguished_name: { type: 'VARCHAR', doc: 'The DN in the directory.' },
    policy: { type: 'VARCHAR', doc: 'The EAS mailbox policy of its newest exported device.' },
    partnerships: { type: 'BIGINT', doc: 'How many devices it has.' },
    last_contact_at: { type: 'TIMESTAMP', doc: 'When one of them was last heard of (UTC).' },
    spellings: { type: 'VARCHAR[]', doc: 'The names under which it came in.' },
  },
  unique: ['mailbox'],
});
