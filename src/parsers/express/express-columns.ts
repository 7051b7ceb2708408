/** How a field is carried over into its column, in the order of the row. */
type Carry = 'raw' | 'spaced' | number;
export interface CarriedField {
  readonly column: string;
  readonly type: string;
  readonly from: number;
  readonly carry: Carry;
}

// Most decimal digits that surely fit the type.
export const integer = 9;
export const bigint = 18;
export const carried: readonly (readonly [
  field: string,
  column: string,
  type: string,
  carry: Carry,
])[] = [
  ['s-ip', 'server_ip', 'VARCHAR', 'raw'],
  ['s-port', 'server_port', 'INTEGER', integer],
  ['c-ip', 'client_ip', 'VARCHAR', 'raw'],
  ['cs-method', 'method', 'VARCHAR', 'raw'],
  ['cs-uri-stem', 'uri_stem', 'VARCHAR', 'raw'],
  ['cs(User-Agent)', 'user_agent', 'VARCHAR', 'spaced'],
  ['cs-host', 'host', 'VARCHAR', 'raw'],
  ['cs(Referer)', 'referer', 'VARCHAR', 'raw'],
  ['sc-status', 'status', 'INTEGER', integer],
  ['sc-substatus', 'substatus', 'INTEGER', integer],
  ['sc-win32-status', 'win32_status', 'BIGINT', bigint],
  ['sc-bytes', 'bytes_sent', 'BIGINT', bigint],
  ['cs-bytes', 'bytes_received', 'BIGINT', bigint],
  ['time-taken', 'time_taken_ms', 'BIGINT', bigint],
  ['s-computername', 's-computername', 'VARCHAR', 'raw'],
  ['s-sitename', 's-sitename', 'VARCHAR', 'raw'],
];
/** What --keep-query keeps as logged. */
export const keptFields: readonly (readonly [string, string])[] = [
  ['cs-uri-query', 'uri_query'],
  ['cs-username', 'user_as_logged'],
  ['cs(User-Agent)', 'user_agent_as_logged'],
  ['s-computername', 'computer_as_logged'],
  ['s-sitename', 'site_as_logged'],
  ['cs-version', 'version_as_logged'],
];

/** What the query, the account and the stem tell, in the order in which they are written. */
export const told = {
  user_name: 'VARCHAR',
  user_domain: 'VARCHAR',
  user_claimed: 'VARCHAR',
  device_id: 'VARCHAR',
  device_type: 'VARCHAR',
  command: 'VARCHAR',
  protocol_version: 'VARCHAR',
  heartbeat_s: 'INTEGER',
  eas_status: 'INTEGER',
  policy_key: 'VARCHAR',
  policy_ack: 'INTEGER',
  access_state: 'VARCHAR',
  access_reason: 'VARCHAR',
  smtp_address: 'VARCHAR',
  mailbox_server: 'VARCHAR',
  domain_controller: 'VARCHAR',
  proxied_to: 'VARCHAR',
  proxied_from: 'VARCHAR',
  error: 'VARCHAR',
  device_os: 'VARCHAR',
  ldap_count: 'BIGINT',
  ldap_ms: 'BIGINT',
  rpc_count: 'BIGINT',
  rpc_ms: 'BIGINT',
  throttle_ms: 'BIGINT',
  folder_count: 'BIGINT',
  log_text: 'VARCHAR',
  request_id: 'VARCHAR',
  tier: 'VARCHAR',
  is_eas: 'BOOLEAN',
  is_probe: 'BOOLEAN',
} as const;

/** Whether a field has a place of its own, or none on purpose; others are custom fields. */
export function isCarried(field: string): boolean {
  return (
    ['date', 'time', 'cs-uri-query', 'cs-username', 'cs-version', 'cs(Cookie)'].includes(field) ||
    carried.some(([name]) => name === field)
  );
}
