import type { Model } from './model.ts';

/** What tells the rows apart of tables that count the requests of clients by day. */
export const clientDayKeys: Model['columns'] = {
  day: { type: 'DATE', doc: 'The day of the requests (UTC).', notNull: true },
  client_id: { type: 'BIGINT', doc: 'Its row in `request_clients`.' },
  endpoint_id: {
    type: 'BIGINT',
    doc: 'A row in `request_endpoints` that names the server and site.',
  },
  status: { type: 'INTEGER', doc: 'sc-status.' },
};
