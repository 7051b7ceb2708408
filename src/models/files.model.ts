import { defineModel } from './model.ts';

export default defineModel({
  name: 'files',
  kind: 'table',
  listed: true,
  doc: 'The ledger of what was read: lines = directives + blank + data, data = rows + filtered + rejects + pending.',
  grain: 'one log file or export, however often it was read',
  columns: {
    file_id: { type: 'BIGINT', doc: 'Its number; not the same in two warehouses.', notNull: true },
    path: { type: 'VARCHAR', doc: 'Where it was last read.' },
    server: { type: 'VARCHAR', doc: 'The server taken for rows that name none.' },
    format: { type: 'VARCHAR', doc: 'The format found by its content.' },
    state: { type: 'VARCHAR', doc: 'What became of it: `loaded`, `refused`, `pruned`, ...' },
    reason: { type: 'VARCHAR', doc: 'Why, where it is not loaded.' },
    lines: { type: 'BIGINT', doc: 'Lines read.' },
    directives: { type: 'BIGINT', doc: 'Header lines.' },
    blank: { type: 'BIGINT', doc: 'Empty lines.' },
    data: { type: 'BIGINT', doc: 'All other lines.' },
    rows: { type: 'BIGINT', doc: 'Data lines kept.' },
    filtered: { type: 'BIGINT', doc: 'Data lines outside the kept traffic or period.' },
    rejects: { type: 'BIGINT', doc: 'Data lines that could not be read; see `rejects`.' },
    pending: { type: 'BIGINT', doc: 'An unfinished last line, loaded when it is whole.' },
    first_at: { type: 'TIMESTAMP', doc: 'The earliest row (UTC).' },
    last_at: { type: 'TIMESTAMP', doc: 'The latest row (UTC).' },
    content_hash: {
      type: 'VARCHAR',
      doc: 'sha256 of the decompressed bytes through the first data line.',
    },
    loaded_at: { type: 'TIMESTAMP', doc: 'When it was last read (UTC).' },
  },
  unique: ['file_id'],
});
