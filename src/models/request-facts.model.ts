import { defineModel } from './model.ts';
import { columnsNamed, dimensions, factColumns } from './request-layout.ts';

export default defineModel({
  name: 'request_facts',
  kind: 'table',
  listed: false,
  doc: 'What differs from request to request; `request_rows` joins it with what does not.',
  grain: 'one line of one log file',
  columns: {
    ...columnsNamed(factColumns),
    ...Object.fromEntries(
      dimensions.map(({ id, table }) => [id, { type: 'BIGINT', doc: `Its row in \`${table}\`.` }]),
    ),
  },
});
