import { defineModel } from './model.ts';

export default defineModel({
  name: 'directory_lone_names',
  kind: 'view',
  listed: false,
  doc: 'Accounts whose name is unique in their domain.',
  grain: 'a name and a domain',
  columns: {
    object_name: { type: 'VARCHAR', doc: "The object's own name (CN), lower case." },
    domain: { type: 'VARCHAR', doc: 'The DNS domain, lower case.' },
    mailbox: { type: 'VARCHAR', doc: 'The account; see `directory_objects`.' },
  },
});
