import type { Model, ModelColumn } from './model.ts';
import { columnsNamed } from './request-layout.ts';

type Columns = Model['columns'];

const startedAt: ModelColumn = {
  type: 'TIMESTAMP',
  doc: 'requested_at less the time taken; NULL where that is not logged.',
};

/** The columns of `requests`, in the order in which they are shown. */
export const httpColumns: Columns = {
  ...columnsNamed(['requested_at']),
  started_at: startedAt,
  ...columnsNamed([
    ...['server', 'site', 'source', 'tier', 'server_ip', 'server_port', 'client_ip'],
    ...['forwarded_for', 'method', 'uri_stem', 'user_name', 'user_domain', 'user_claimed'],
    ...['user_agent', 'host', 'referer', 'uri_query', 'user_as_logged', 'user_agent_as_logged'],
    ...['status', 'substatus', 'win32_status', 'bytes_sent', 'bytes_received', 'time_taken_ms'],
    ...['auth_type', 'request_id', 'is_probe', 'custom', 'file_id', 'line_no'],
  ]),
};

/** The columns of `eas_requests` and `eas_requests_merged`. */
export const easColumns: Columns = {
  ...httpColumns,
  ...columnsNamed([
    ...['device_id', 'device_type', 'device_os', 'command', 'protocol_version', 'heartbeat_s'],
    ...['policy_key', 'policy_ack', 'eas_status', 'error', 'access_state', 'access_reason'],
    ...['smtp_address', 'mailbox_server', 'domain_controller', 'proxied_to', 'proxied_from'],
    ...['ldap_count', 'ldap_ms', 'rpc_count', 'rpc_ms', 'throttle_ms', 'folder_count'],
  ]),
  log_tokens: {
    type: 'MAP(VARCHAR, VARCHAR)',
    doc: 'Every token of the log text without a column of its own, read when asked for.',
  },
  request_group_id: {
    type: 'VARCHAR',
    doc: 'The same for all rows of one request: content hash and line of the counted one.',
  },
  ...columnsNamed(['counted']),
};
