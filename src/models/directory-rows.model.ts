import { defineModel } from './model.ts';

export default defineModel({
  name: 'directory_rows',
  kind: 'table',
  listed: false,
  doc: 'What directory exports (`SamAccountName,UserPrincipalName,DistinguishedName,mail`) say.',
  grain: 'one row of one export',
  columns: {
    file_id: { type: 'BIGINT', doc: 'The file, in `files`.' },
    line_no: { type: 'BIGINT', doc: 'The line on which the row begins, from 1.' },
    as_of: { type: 'TIMESTAMP', doc: 'The time of which the export speaks (UTC).' },
    sam_account_name: { type: 'VARCHAR', doc: 'SamAccountName, lower case.' },
    user_principal_name: { type: 'VARCHAR', doc: 'UserPrincipalName, lower case.' },
    distinguished_name: { type: 'VARCHAR', doc: 'DistinguishedName, as exported.' },
    mail: { type: 'VARCHAR', doc: 'The SMTP address, lower case.' },
    object_path: { type: 'VARCHAR', doc: 'The canonical name: `contoso.com/Sales/Anna`.' },
    domain: { type: 'VARCHAR', doc: 'The DNS domain, lower case.' },
    ou: { type: 'VARCHAR', doc: 'The OU in canonical form: `contoso.com/Sales`.' },
    extra: { type: 'MAP(VARCHAR, VARCHAR)', doc: 'All other columns, by their own names.' },
  },
});
