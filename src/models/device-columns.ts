import type { Model } from './model.ts';

/** The columns of `devices` and `devices_as_of`. */
export const deviceColumns: Model['columns'] = {
  mailbox: { type: 'VARCHAR', doc: 'Whose it is; see `mailboxes`.' },
  owner_path: {
    type: 'VARCHAR',
    doc: 'What Exchange calls that mailbox, as exported, where no directory export tells its names.',
  },
  user_name: { type: 'VARCHAR', doc: 'The account: of the directory, else as logged or exported.' },
  domain: { type: 'VARCHAR', doc: "The owner's domain: of the directory, an export or the logs." },
  ou: { type: 'VARCHAR', doc: "The owner's OU in canonical form: `contoso.com/Sales/Field`." },
  device_id: { type: 'VARCHAR', doc: 'As the earliest request spells it, else as exported.' },
  device_key: { type: 'VARCHAR', doc: 'device_id in upper case: what devices are compared by.' },
  device_type: { type: 'VARCHAR', doc: 'The newest said.' },
  device_model: { type: 'VARCHAR', doc: 'As exported.' },
  friendly_name: { type: 'VARCHAR', doc: 'As exported.' },
  imei: { type: 'VARCHAR', doc: 'As exported.' },
  phone_number: { type: 'VARCHAR', doc: 'As exported.' },
  mobile_operator: { type: 'VARCHAR', doc: 'As exported.' },
  os: { type: 'VARCHAR', doc: 'The newest said.' },
  user_agent: { type: 'VARCHAR', doc: 'The newest said.' },
  access_state: { type: 'VARCHAR', doc: 'Allowed, Blocked, Quarantined, ...: the newest said.' },
  access_reason: { type: 'VARCHAR', doc: 'Why: Global, Individual, DeviceRule, Policy, ...' },
  access_rule: { type: 'VARCHAR', doc: 'The device access rule, as exported.' },
  policy: { type: 'VARCHAR', doc: 'The EAS mailbox policy applied, as exported.' },
  policy_status: {
    type: 'VARCHAR',
    doc: 'How far: AppliedInFull, PartiallyApplied, NotApplied, ExternallyManaged.',
  },
  last_policy_update_at: { type: 'TIMESTAMP', doc: 'When the device last took its policy (UTC).' },
  last_ping_heartbeat_s: {
    type: 'BIGINT',
    doc: 'The heartbeat of its last Ping, as exported.',
    unit: 's',
  },
  folders_synced: { type: 'BIGINT', doc: 'How many folders it synchronises, as exported.' },
  first_seen_at: { type: 'TIMESTAMP', doc: 'The first request or first sync known (UTC).' },
  last_seen_at: { type: 'TIMESTAMP', doc: 'The last authenticated request in the logs (UTC).' },
  last_sync_at: {
    type: 'TIMESTAMP',
    doc: 'Newest of LastSuccessSync and a Sync with status 200 and no or good EAS status (UTC).',
  },
  last_sync_attempt_at: {
    type: 'TIMESTAMP',
    doc: 'Newest of LastSyncAttemptTime and any authenticated request (UTC).',
  },
  last_contact_at: { type: 'TIMESTAMP', doc: 'The last time anything was heard of it (UTC).' },
  source: {
    type: 'VARCHAR',
    doc: 'Where last_sync_at comes from; NULL where it never synchronised.',
    oneOf: ['log', 'export'],
  },
  exported_sync_at: { type: 'TIMESTAMP', doc: 'LastSuccessSync of the newest export (UTC).' },
  logged_sync_at: { type: 'TIMESTAMP', doc: 'The newest good Sync in the logs (UTC).' },
  exported_at: { type: 'TIMESTAMP', doc: 'The time of which the newest export speaks (UTC).' },
  is_probe: { type: 'BOOLEAN', doc: 'Only probes came with it.' },
};
