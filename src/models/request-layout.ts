import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { requestColumns } from './request-row-columns.ts';
import type { ModelColumn } from './model.ts';

/** Values that come together again and again: stored once, and named by a number in each row. */
export interface Dimension {
  readonly table: string;
  readonly id: string;
  readonly doc: string;
  readonly columns: readonly string[];
}

/**
 * What `request_rows` keeps apart from its facts (ADR 0018). A row of a dimension says nothing by
 * being there, and the same values may stand in several: only what the facts name counts.
 */
export const dimensions: readonly Dimension[] = [
  {
    table: 'request_clients',
    id: 'client_id',
    doc: 'Who asks, with which device: what requests of one account and device have in common.',
    columns: [
      ...['user_name', 'user_domain', 'user_claimed', 'user_as_logged', 'user_agent'],
      ...['user_agent_as_logged', 'is_probe', 'device_id', 'device_type', 'device_os'],
      ...['protocol_version', 'policy_key', 'access_state', 'access_reason', 'smtp_address'],
    ],
  },
  {
    table: 'request_endpoints',
    id: 'endpoint_id',
    doc: 'What is asked for, and where: what requests of one kind to one server have in common.',
    columns: [
      ...['server', 'site', 'source', 'tier', 'server_ip', 'server_port', 'host', 'method'],
      ...['uri_stem', 'is_eas', 'command', 'error', 'mailbox_server', 'domain_controller'],
      ...['proxied_to', 'proxied_from', 'auth_type', 'computer_as_logged', 'site_as_logged'],
      'version_as_logged',
    ],
  },
  {
    table: 'request_origins',
    id: 'origin_id',
    doc: 'From where: addresses and the page before.',
    columns: ['client_ip', 'forwarded_for', 'referer'],
  },
  {
    table: 'request_transfers',
    id: 'transfer_id',
    doc: 'What was synchronised and fetched: what of the log texts of many requests is the same.',
    columns: ['transfer_text'],
  },
];

/** Worked out of the others: reports read them by number, and no view shows them. */
const derivedColumns: Readonly<Record<string, ModelColumn>> = {
  transfer_text: {
    type: 'VARCHAR',
    doc: 'The tokens of the log text that tell of collections and of what was fetched, without ids and keys.',
  },
};

/** Rows that merging added to a dimension are numbered from here down; see merge-requests.ts. */
export const firstMergedId = -(2 ** 50);

const elsewhere = new Set(dimensions.flatMap(({ columns }) => columns));

/** The columns of `request_rows` that stand in `request_facts` itself. */
export const factColumns: readonly string[] = Object.keys(requestColumns).filter(
  (name) => !elsewhere.has(name) && name !== 'row_id',
);

/** These columns of the facts and dimensions, as a table has them. */
export function columnsNamed(names: readonly string[]): Record<string, ModelColumn> {
  return Object.fromEntries(
    names.map((name) => {
      const column = requestColumns[name] ?? derivedColumns[name];
      if (column === undefined) throw new Error(`request_rows has no column ${name}`);
      return [name, column];
    }),
  );
}

/** The SELECT of `request_rows`. */
export function requestRowsSql(): string {
  return joined('request_facts', Object.keys(requestColumns), []);
}

/** The SELECT of `merged_requests`: every real ActiveSync request with all that is known of it. */
export function mergedRequestsSql(): string {
  const ofPairing = new Set(['row_id', 'counted', 'group_file_id', 'group_line_no']);
  const names = Object.keys(requestColumns).filter((name) => !ofPairing.has(name));
  return joined('counted_facts', names, [
    'case when heartbeat_s is not null then coalesce(heartbeat_server, server) end as heartbeat_server',
  ]);
}

/** The columns named of `facts` and its dimensions, and `more` beside them. */
function joined(facts: string, names: readonly string[], more: readonly string[]): string {
  const homes = new Map(
    dimensions.flatMap(({ table, columns }) => columns.map((name) => [name, table])),
  );
  const columns = names.map((name) =>
    name === 'row_id'
      ? `${facts}.rowid as row_id`
      : `${homes.get(name) ?? facts}.${quotedIdentifier(name)}`,
  );
  const joins = dimensions
    .filter((dimension) => dimension.columns.some((name) => names.includes(name)))
    .map(({ table, id }) => `left join ${table} using (${id})`);
  return `select\n  ${[...columns, ...more].join(',\n  ')}\nfrom ${facts}\n${joins.join('\n')}\n`;
}
