import { defineModel } from './model.ts';

export default defineModel({
  name: 'file_loads',
  kind: 'table',
  listed: false,
  doc: 'Which lines of a file were offered to which filter: a line is new when it fits the present filter and none of these.',
  grain: 'one load of one file',
  columns: {
    file_id: { type: 'BIGINT', doc: 'The file, in `files`.', notNull: true },
    first_line: { type: 'BIGINT', doc: 'The first line of the load.' },
    last_line: { type: 'BIGINT', doc: 'Its last line.' },
    traffic: { type: 'VARCHAR', doc: 'The kept traffic.', oneOf: ['mobile', 'web', 'all'] },
    since_at: { type: 'TIMESTAMP', doc: 'The beginning of the kept period (UTC), if any.' },
    until_at: { type: 'TIMESTAMP', doc: 'Its end, not included (UTC), if any.' },
  },
});
