import { defineModel } from './model.ts';

export default defineModel({
  name: 'meta',
  kind: 'table',
  listed: false,
  doc: 'What a warehouse says about itself: `schema_version`, `created_at`, and `kept_views` while the kept rows of views are those of the views.',
  grain: 'one fact',
  columns: {
    name: { type: 'VARCHAR', doc: 'The fact.', notNull: true },
    value: { type: 'VARCHAR', doc: 'Its value.' },
  },
  unique: ['name'],
});
