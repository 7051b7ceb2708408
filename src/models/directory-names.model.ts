import { defineModel } from './model.ts';
import directoryRows from './directory-rows.model.ts';

export default defineModel({
  name: 'directory_names',
  kind: 'view',
  listed: false,
  doc: 'What directory exports say, with the names an account has.',
  grain: 'one row of one export',
  columns: {
    ...directoryRows.columns,
    mailbox: { type: 'VARCHAR', doc: 'Its name everywhere in the warehouse.' },
    account_key: { type: 'VARCHAR', doc: 'Which rows are of one account.' },
    place: { type: 'VARCHAR', doc: 'The canonical name, lower case.' },
    object_name: { type: 'VARCHAR', doc: "The object's own name (CN), lower case." },
    content_hash: { type: 'VARCHAR', doc: 'Of the file; see `files`.' },
  },
});
