/** What a file of `sample-logs/` has to give when everything is loaded. */
export interface Sample {
  readonly path: string;
  readonly rows: number;
  /** Columns of the first row; of `eas_requests` where `command` is among them, else of `requests`. */
  readonly first?: Readonly<Record<string, string | number | boolean | null>>;
  /** Line and reason of every reject; none but in `broken-*` files. */
  readonly rejects?: readonly (readonly [line: number, reason: string])[];
}

const anna = { user_name: 'anna', device_id: 'ApplDN6F1KQ2', device_type: 'iPhone' };
const otto = { user_name: 'otto', user_domain: 'FABRIKAM', device_type: 'PocketPC' };
const sync = { ...anna, command: 'Sync', protocol_version: '14.1', eas_status: 1 };

export const samples: readonly Sample[] = [
  { path: 'iisw3c/iis6-default-fields.log', rows: 1, first: { ...otto, command: 'Sync', site: 'W3SVC1' } },
  { path: 'iisw3c/iis7-default-fields.log', rows: 2, first: { ...anna, command: 'Ping', heartbeat_s: 900, time_taken_ms: 900_031 } },
  { path: 'iisw3c/iis10-default-fields.log', rows: 1, first: { ...anna, command: 'FolderSync', tier: 'single' } },
  { path: 'iisw3c/all-standard-fields.log', rows: 1, first: { ...sync, server: 'CAS01', host: 'mail.contoso.com', bytes_sent: 4211, bytes_received: 911 } },
  { path: 'iisw3c/minimal-fields-no-query.log', rows: 2, first: { method: 'GET', status: 401, client_ip: '198.51.100.9', user_name: null } },
  { path: 'iisw3c/fields-change-mid-file.log', rows: 3, first: { ...anna, command: 'Ping', bytes_sent: null } },
  { path: 'iisw3c/header-block-repeated.log', rows: 3, first: sync },
  { path: 'iisw3c/date-from-directive.log', rows: 2, first: { requested_at: '2024-05-01 23:59:51' } },
  { path: 'iisw3c/directives-in-another-order.log', rows: 1, first: { ...anna, command: 'Sync' } },
  { path: 'iisw3c/custom-fields-x-forwarded-for.log', rows: 2, first: { client_ip: '10.1.0.5', forwarded_for: '203.0.113.7, 10.1.0.6' } },
  { path: 'iisw3c/quotes-and-hash-in-values.log', rows: 2, first: { uri_stem: '/owa/', referer: 'https://mail.contoso.com/owa/#path=/mail', status: 200 } },
  { path: 'iisw3c/runs-of-spaces.log', rows: 2, first: { ...anna, command: 'Sync', status: 200 } },
  { path: 'iisw3c/lf-line-ends.log', rows: 2, first: sync },
  { path: 'iisw3c/mixed-line-ends.log', rows: 3, first: sync },
  { path: 'iisw3c/nul-tail.log', rows: 2, first: sync },
  { path: 'iisw3c/utf8-bom.log', rows: 1, first: { user_name: 'zoë', command: 'Sync' } },
  { path: 'iisw3c/utf16-with-bom.log', rows: 2, first: { user_name: 'zoë', command: 'Sync' } },
  { path: 'iisw3c/windows-1252.log', rows: 1, first: { user_name: 'zoë', command: 'Sync' } },
  { path: 'iisw3c/utf8-raw-url-bytes.log', rows: 2, first: { uri_stem: '/arabic/صفحة', status: 404 } },
  { path: 'iisw3c/ipv6-addresses.log', rows: 2, first: { client_ip: '2001:db8:40:7::1a2b', server_ip: 'fe80::c4b1:22ff:fe01:31%12' } },
  { path: 'iisw3c/win32-status-wide.log', rows: 2, first: { win32_status: 2_148_074_254, status: 401, user_name: null } },
  { path: 'iisw3c/user-spellings.log', rows: 6, first: { ...anna, command: 'Sync', user_domain: null } },
  { path: 'iisw3c/many-blocks-no-rows.log', rows: 0 },
  { path: 'iisw3c/long-lines.log', rows: 2, first: sync },
  { path: 'iisw3c/no-mobile-traffic.log', rows: 3, first: { uri_stem: '/owa/14.3/themes/0.gif' } },
  { path: 'iisw3c/compressed.log.gz', rows: 2, first: sync },
  { path: 'iisw3c/broken-wrong-number-of-values.log', rows: 2, first: sync, rejects: [[6, 'field-count'], [7, 'field-count']] },
  { path: 'iisw3c/broken-unreadable-date.log', rows: 2, first: sync, rejects: [[6, 'bad-date'], [7, 'bad-time']] },
  { path: 'iisw3c/broken-no-fields-yet.log', rows: 1, first: sync, rejects: [[4, 'no-fields']] },
  { path: 'iisw3c/broken-no-time.log', rows: 0, rejects: [[5, 'no-time']] },
  { path: 'iisw3c/broken-unreadable-status.log', rows: 1, first: sync, rejects: [[6, 'bad-value']] },
  { path: 'eas-2003/counters-and-heartbeat.log', rows: 4, first: { ...otto, command: 'Sync', protocol_version: '2.5' } },
  { path: 'eas-2003/double-ampersand-log.log', rows: 1, first: { ...otto, command: 'Sync', protocol_version: '2.5' } },
  { path: 'eas-2003/user-disabled-for-sync.log', rows: 1, first: { ...otto, command: 'Sync', status: 403 } },
  { path: 'eas-2003/back-end-dav-noise.log', rows: 4, first: { method: 'PROPFIND', status: 401, win32_status: 2_148_074_254 } },
  { path: 'eas-2010/ping-with-heartbeat.log', rows: 3, first: { ...anna, command: 'Ping', heartbeat_s: 900, eas_status: 1, ldap_count: 2, rpc_ms: 33 } },
  { path: 'eas-2010/sync-of-several-folders.log', rows: 1, first: { ...sync, folder_count: 3, smtp_address: 'anna@contoso.com' } },
  { path: 'eas-2010/unknown-tokens.log', rows: 1, first: sync },
  { path: 'eas-2010/provisioning-449.log', rows: 4, first: { ...anna, command: 'Sync', status: 449, eas_status: 142, error: 'DeviceNotProvisioned', protocol_version: '12.1' } },
  { path: 'eas-2010/access-states.log', rows: 4, first: { ...sync, access_state: 'Allowed', access_reason: 'Global' } },
  { path: 'eas-2010/throttled-503.log', rows: 2, first: { ...anna, command: 'Sync', status: 503, error: 'TooManyJobsQueued', throttle_ms: 3000 } },
  { path: 'eas-2010/proxied-to-another-server.log', rows: 1, first: { ...anna, command: 'Ping', tier: 'front', proxied_to: 'cas03.branch.contoso.com' } },
  { path: 'eas-2010/proxied-from-another-server.log', rows: 1, first: { ...anna, command: 'Ping', tier: 'back', proxied_from: '10.1.0.21', heartbeat_s: 900 } },
  { path: 'eas-2010/base64-query.log', rows: 3, first: { user_name: 'anna', command: 'Ping', device_id: '6F1C88A0D2B34E579A0B1C2D3E4F5061', device_type: 'WP', heartbeat_s: 900 } },
  { path: 'eas-2010/parameters-in-any-order-and-case.log', rows: 4, first: { user_name: 'anna', command: 'Sync', device_id: 'androidc1234567890' } },
  { path: 'eas-2010/options.log', rows: 2, first: { ...anna, command: 'OPTIONS' } },
  { path: 'eas-2010/health-probe.log', rows: 1, first: { command: 'FolderSync', is_probe: true } },
  { path: 'eas-2010/negotiate-first-leg.log', rows: 2, first: { user_name: null, command: 'Sync', status: 401, user_claimed: 'anna' } },
  { path: 'eas-2010/hostile-values.log', rows: 2, first: { user_name: null, user_claimed: '<script>alert(1)</script>', user_agent: '<img src=x onerror=alert(1)>', command: 'Sync' } },
  { path: 'eas-2016/front-end.log', rows: 3, first: { ...anna, command: 'Ping', tier: 'front', request_id: '5f0c7a52-96c1-4d0e-8a37-0b1c22de9f01' } },
  { path: 'eas-2016/back-end.log', rows: 1, first: { ...anna, command: 'Ping', tier: 'back', heartbeat_s: 600, policy_key: '4016830080', protocol_version: '16.1', device_os: 'iOS 17.4.1 21E236', mailbox_server: 'EX16A.contoso.com' } },
  { path: 'eas-2016/transitional-versions.log', rows: 1, first: { ...anna, command: 'Sync', protocol_version: '16.0' } },
  { path: 'eas-2016/policy-refresh.log', rows: 2, first: { ...anna, command: 'Sync', eas_status: 143, error: 'PolicyRefresh' } },
  { path: 'eas-2016/health-mailbox.log', rows: 1, first: { command: 'Settings', is_probe: true } },
  { path: 'eas-2016/early-2013-front-end.log', rows: 1, first: { ...anna, command: 'Sync', tier: 'single' } },
  { path: 'ftp/iis7-ftp-service.log', rows: 2, first: { method: 'ControlChannelOpened', client_ip: '198.51.100.9' } },
  { path: 'httperr/connections-dropped.log', rows: 2 },
];
