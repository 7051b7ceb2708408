import { defineFacts, type FactColumn } from '../define-report.ts';
import { count } from '../measure.ts';

const who: Record<string, FactColumn> = {
  user_name: { type: 'string', title: 'User', doc: 'The account.', dimension: 'user' },
  domain: { type: 'string', doc: "The domain of the mailbox's user.", dimension: 'domain' },
  ou: { type: 'string', title: 'OU', doc: "The OU of the mailbox's user.", dimension: 'ou' },
  device_id: { type: 'string', title: 'Device', doc: 'The device id.', dimension: 'device' },
  device_type: { type: 'string', doc: 'The device type, the newest said.', dimension: 'type' },
  os: {
    type: 'string',
    title: 'OS',
    doc: 'The operating system, the newest said.',
    dimension: 'os',
  },
};
const policy: FactColumn = {
  type: 'string',
  doc: 'The EAS mailbox policy applied, from an export.',
  dimension: 'policy',
};
const lastSync: FactColumn = {
  type: 'timestamp',
  doc: 'Newest of LastSuccessSync of an export and a Sync in the logs with status 200 and no or good EAS status.',
};

export const bucketOrder = ['today', '1-7', '8-30', '31-90', '>90', 'never'] as const;

export const partnerships = defineFacts({
  sql: 'partnerships.sql',
  grain: 'a partnership: a mailbox and a device',
  counted: { measure: count(), noun: ['partnership', 'partnerships'] },
  asOf: true,
  columns: {
    ...who,
    user_agent: { type: 'string', doc: 'The user agent, the newest said.' },
    access_state: { type: 'string', doc: 'Allowed, Blocked, Quarantined ...: the newest said.' },
    policy,
    last_sync_at: lastSync,
    last_sync_attempt_at: {
      type: 'timestamp',
      doc: 'Newest of LastSyncAttemptTime and any authenticated request.',
    },
    days_since: {
      type: 'integer',
      title: 'Days since',
      unit: 'days',
      doc: 'Calendar days, in the display zone, from the last sync to the as-of time.',
    },
    bucket: {
      type: 'string',
      unit: 'days',
      doc: 'Days since the last sync, in buckets; never = no sync known.',
      order: bucketOrder,
      dimension: 'status',
    },
    source: { type: 'string', doc: 'Where the last sync is known from: log or export.' },
    mailbox: { type: 'string', doc: 'The mailbox: the UPN where known, else account and domain.' },
    server: {
      type: 'string',
      doc: 'The server that they came to last with the device.',
      dimension: 'server',
    },
    first_seen_at: { type: 'timestamp', title: 'First seen', doc: 'First request or sync known.' },
    reason: {
      type: 'string',
      doc: 'What stands in the way, where known: wiped, blocked, quarantined, or the newest refusal since the last sync (not provisioned, 401).',
    },
    last_contact_at: { type: 'timestamp', doc: 'The last time anything was heard of it.' },
    days_silent: {
      type: 'integer',
      title: 'Silent',
      unit: 'days',
      doc: 'Calendar days from the last contact to the as-of time; empty where there never was one.',
    },
    is_unused: {
      type: 'boolean',
      title: 'Unused',
      doc: 'Silent for more than 90 days, or always.',
    },
    command: {
      type: 'string',
      title: 'PowerShell',
      doc: 'What to run to see what removing it would do; nothing is removed while -WhatIf is there.',
    },
  },
});

export const comebacks = defineFacts({
  sql: 'comebacks.sql',
  grain: 'one return of a partnership',
  counted: { measure: count(), noun: ['return', 'returns'] },
  columns: {
    ...who,
    policy,
    away_from: { type: 'timestamp', title: 'Last sync before', doc: 'The sync before the pause.' },
    back_at: { type: 'timestamp', title: 'Back', doc: 'The first sync after it.' },
    days_away: { type: 'integer', title: 'Away', unit: 'days', doc: 'Calendar days between.' },
  },
});
