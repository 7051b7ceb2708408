import { defineModel } from './model.ts';

export default defineModel({
  name: 'events',
  kind: 'table',
  listed: true,
  doc: 'Windows events from exports as XML, without their binary data.',
  grain: 'one event of one export',
  columns: {
    file_id: { type: 'BIGINT', doc: 'The file, in `files`.' },
    line_no: { type: 'BIGINT', doc: 'The line on which the event begins, from 1.' },
    logged_at: { type: 'TIMESTAMP', doc: 'TimeCreated (UTC), to the microsecond.' },
    log_name: { type: 'VARCHAR', doc: 'Channel: the log it was written to.' },
    record_no: { type: 'BIGINT', doc: 'EventRecordID: its number in that log.' },
    provider: { type: 'VARCHAR', doc: 'The source; its classic name where it has one.' },
    event_id: { type: 'BIGINT', doc: 'EventID, without qualifiers.' },
    qualifiers: { type: 'BIGINT', doc: 'The qualifiers of a classic event id.' },
    level: {
      type: 'BIGINT',
      doc: 'Level as logged: 1 critical, 2 error, 3 warning, 4 information.',
    },
    event_type: {
      type: 'VARCHAR',
      doc: 'Its classic type: error, warning, information, success audit, failure audit.',
    },
    task: { type: 'BIGINT', doc: 'Task: the category as a number.' },
    task_name: { type: 'VARCHAR', doc: 'The category in words, where the export renders events.' },
    keywords: { type: 'VARCHAR', doc: 'Keywords as logged, a hexadecimal mask.' },
    server: { type: 'VARCHAR', doc: 'Computer.' },
    user_sid: { type: 'VARCHAR', doc: 'The SID of the account that logged it.' },
    message: { type: 'VARCHAR', doc: 'The message, where the export renders events.' },
    strings: { type: 'VARCHAR[]', doc: 'The insertion strings in their order.' },
    named_strings: {
      type: 'MAP(VARCHAR, VARCHAR)',
      doc: "Those that have a name: `named_strings['IpAddress']`.",
    },
  },
});
