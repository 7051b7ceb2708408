import { defineModel } from './model.ts';

export default defineModel({
  name: 'directory_objects',
  kind: 'view',
  listed: false,
  doc: 'Each account of the directory as the newest export has it.',
  grain: 'one account',
  columns: {
    mailbox: { type: 'VARCHAR', doc: 'Its name everywhere in the warehouse.' },
    sam_account_name: { type: 'VARCHAR', doc: 'SamAccountName, lower case.' },
    user_principal_name: { type: 'VARCHAR', doc: 'UserPrincipalName, lower case.' },
    mail: { type: 'VARCHAR', doc: 'The SMTP address, lower case.' },
    distinguished_name: { type: 'VARCHAR', doc: 'DistinguishedName, as exported.' },
    object_path: { type: 'VARCHAR', doc: 'The canonical name.' },
    domain: { type: 'VARCHAR', doc: 'The DNS domain, lower case.' },
    ou: { type: 'VARCHAR', doc: 'The OU in canonical form.' },
    as_of: { type: 'TIMESTAMP', doc: 'The time of which the export speaks (UTC).' },
    account_key: { type: 'VARCHAR', doc: 'Which rows of exports are of one account.' },
    place: { type: 'VARCHAR', doc: 'The canonical name, lower case.' },
    object_name: { type: 'VARCHAR', doc: "The object's own name (CN), lower case." },
  },
  unique: ['mailbox'],
});
