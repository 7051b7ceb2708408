import { defineModel } from './model.ts';

export default defineModel({
  name: 'directory_places',
  kind: 'view',
  listed: false,
  doc: 'Who stood at a place of the directory last, by any export.',
  grain: 'one place',
  columns: {
    place: { type: 'VARCHAR', doc: 'The canonical name, lower case.' },
    mailbox: { type: 'VARCHAR', doc: 'The account, by its name now; see `directory_objects`.' },
  },
  unique: ['place'],
});
