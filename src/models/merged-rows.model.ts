import { defineModel, type Model } from './model.ts';
import requestRows from './request-rows.model.ts';

export default defineModel({
  name: 'merged_rows',
  kind: 'table',
  listed: false,
  doc: 'The counted row of every request that has several, with what only the others know filled in. Written by pairing.',
  grain: 'one request seen by more than one server',
  columns: {
    ...stored(requestRows.columns),
    heartbeat_server: { type: 'VARCHAR', doc: 'The server whose row logged the heartbeat.' },
  },
});

/** What request_rows computes from its log text can here come from another row's: it is stored. */
function stored(columns: Model['columns']): Model['columns'] {
  return Object.fromEntries(
    Object.entries(columns).map(([name, { type, doc, unit, default: value }]) => [
      name,
      {
        type,
        doc,
        ...(unit === undefined ? {} : { unit }),
        ...(value === undefined ? {} : { default: value }),
      },
    ]),
  );
}
