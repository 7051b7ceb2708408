import { defineModel } from './model.ts';

export default defineModel({
  name: 'accounts',
  kind: 'view',
  listed: true,
  doc: 'Which mailbox a person is, however spelled. Join it on coalesce(user_name, user_claimed) and lower(user_domain), NULL for a name that is only claimed.',
  grain: 'one spelling: a user name with or without a domain',
  columns: {
    user_name: { type: 'VARCHAR', doc: 'user_name of the requests, else user_claimed.' },
    user_domain: { type: 'VARCHAR', doc: 'user_domain in lower case; NULL for a bare name.' },
    mailbox: {
      type: 'VARCHAR',
      doc: 'The mailbox: its UPN where a directory export has the account, else name and domain.',
    },
    domain: { type: 'VARCHAR', doc: 'The domain meant: its DNS name where that is known.' },
    ou: { type: 'VARCHAR', doc: 'The OU of the mailbox in canonical form, where an export says.' },
    policy: { type: 'VARCHAR', doc: 'The EAS mailbox policy of its newest exported device.' },
    in_directory: { type: 'BOOLEAN', doc: 'A directory export has the account.' },
    is_authenticated: { type: 'BOOLEAN', doc: 'Some request came in under this name.' },
  },
});
