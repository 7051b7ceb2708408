import { defineModel } from './model.ts';

export default defineModel({
  name: 'runs',
  kind: 'table',
  listed: false,
  doc: 'The ingest runs, for `easel status --runs`.',
  grain: 'one run of `easel ingest`',
  columns: {
    started_at: { type: 'TIMESTAMP', doc: 'When it began (UTC).' },
    finished_at: { type: 'TIMESTAMP', doc: 'When it ended (UTC).' },
    arguments: { type: 'VARCHAR', doc: 'What was asked for.' },
    files: { type: 'BIGINT', doc: 'Files read.' },
    unchanged: { type: 'BIGINT', doc: 'Files that had nothing new.' },
    refused: { type: 'BIGINT', doc: 'Files refused.' },
    rows: { type: 'BIGINT', doc: 'Rows added.' },
    filtered: { type: 'BIGINT', doc: 'Lines outside the kept traffic or period.' },
    rejects: { type: 'BIGINT', doc: 'Lines that could not be read.' },
    failed: { type: 'BIGINT', doc: 'Files and arguments that could not be read.' },
  },
});
