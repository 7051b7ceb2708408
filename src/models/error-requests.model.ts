import { defineModel } from './model.ts';
import errorFacts from './error-facts.model.ts';

export default defineModel({
  name: 'error_requests',
  kind: 'table',
  listed: false,
  doc: 'The real requests that are errors: few among many. Filled by ingest from `counted_errors`; `error_facts` adds those of days that changed since.',
  grain: 'one request',
  columns: {
    day: {
      type: 'DATE',
      doc: 'The day (UTC) a minute after the request, as it hangs on what follows.',
      notNull: true,
    },
    ...errorFacts.columns,
  },
  unique: ['file_id', 'line_no'],
});
