import { defineModel } from './model.ts';

export default defineModel({
  name: 'rejects',
  kind: 'table',
  listed: true,
  doc: 'Data lines that could not be read, and why.',
  grain: 'one line of one file',
  columns: {
    file_id: { type: 'BIGINT', doc: 'The file, in `files`.', notNull: true },
    line_no: { type: 'BIGINT', doc: 'The line in that file, from 1.' },
    byte_offset: { type: 'BIGINT', doc: 'Where the line begins in the decompressed file.' },
    reason: { type: 'VARCHAR', doc: 'What is wrong, as one word.' },
    detail: { type: 'VARCHAR', doc: 'What is wrong, in words.' },
    text: { type: 'VARCHAR', doc: 'The line, its secrets left out.' },
  },
});
