import { bigPeriod } from '../big-period.ts';
import { defineFacts, lookupIn, type Counted, type FactColumn } from '../define-report.ts';
import { count, sum } from '../measure.ts';

/** Who or what a row is about, by its number in `from`. */
function subject(from: string, by: string): Record<string, FactColumn> {
  const own = lookupIn(from, by);
  return {
    device_id: own('device_id', {
      type: 'string',
      doc: 'The device id, as its earliest request spells it.',
      dimension: 'device',
    }),
    device_type: lookupIn('device_types', 'type_no')('device_type', {
      type: 'string',
      doc: 'DeviceType, as logged.',
      dimension: 'type',
    }),
    os: own('os', {
      type: 'string',
      title: 'OS',
      doc: 'The operating system, where known.',
      dimension: 'os',
    }),
    domain: own('domain', {
      type: 'string',
      doc: "The domain of the mailbox's user.",
      dimension: 'domain',
    }),
    ou: own('ou', {
      type: 'string',
      title: 'OU',
      doc: "The OU of the mailbox's user.",
      dimension: 'ou',
    }),
    policy: own('policy', {
      type: 'string',
      doc: 'The EAS mailbox policy.',
      dimension: 'policy',
    }),
  };
}
const person = subject('subjects', 'subject_no');
const device = subject('device_owners', 'device_no');
const ofSubject = lookupIn('subjects', 'subject_no');
const user = ofSubject('coalesce(account, user_name)', {
  type: 'string',
  title: 'User',
  doc: 'Who asked: the account, else the name claimed.',
  dimension: 'user',
});
const day: FactColumn = {
  type: 'date',
  doc: `The day, in the display zone; not known in ${bigPeriod}.`,
  dimension: 'day',
};
const server: FactColumn = {
  type: 'string',
  doc: 'The server that logged it.',
  dimension: 'server',
};
const heartbeat: FactColumn = {
  type: 'integer',
  title: 'Heartbeat asked for',
  unit: 's',
  doc: 'The heartbeat interval that the device asked for.',
};
const requests: FactColumn = { type: 'integer', doc: 'Real requests, each counted once.' };

const devices: Counted = { measure: count(), noun: ['device', 'devices'] };

export const bandOrder = ['<480', '480-899', '900-1800', '>1800'] as const;

export const pushes = defineFacts({
  sql: 'pushes.sql',
  grain: 'a device, day, server, user, interval, status, outcome and time held',
  counted: { measure: sum('requests'), noun: ['request', 'requests'] },
  columns: {
    day,
    server,
    user_name: user,
    ...person,
    status: { type: 'integer', title: 'HTTP status', doc: 'sc-status.', dimension: 'status' },
    heartbeat_s: heartbeat,
    band: {
      type: 'string',
      unit: 's',
      doc: 'The heartbeat asked for, in bands; 900 to 1,800 s is the aim.',
      order: bandOrder,
      lookup: {
        by: 'heartbeat_s',
        value: `case
    when heartbeat_s < 480 then '<480'
    when heartbeat_s < 900 then '480-899'
    when heartbeat_s <= 1800 then '900-1800'
    when heartbeat_s > 1800 then '>1800'
  end`,
      },
    },
    achieved: {
      type: 'string',
      title: 'Achieved',
      unit: 's',
      doc: 'How long the request was held open, in bands.',
      order: ['<60', '60-479', '480-539', '540-899', '900-1800', '>1800'],
      lookup: {
        by: 'achieved_no',
        value: "['<60', '60-479', '480-539', '540-899', '900-1800', '>1800'][achieved_no]",
      },
    },
    outcome: {
      type: 'string',
      doc: 'How it ended: error, dropped (the connection broke), expired (held to the end), changes (news came), unknown.',
      order: ['changes', 'expired', 'dropped', 'error', 'unknown'],
      lookup: {
        by: 'outcome_no',
        value: "['error', 'dropped', 'expired', 'changes', 'unknown'][outcome_no]",
      },
    },
    requests,
  },
});

export const newest = defineFacts({
  sql: 'newest.sql',
  grain: 'a device',
  counted: devices,
  columns: {
    ...person,
    user_name: user,
    server: lookupIn('request_endpoints', 'endpoint_id')('server', server),
    heartbeat_s: { ...heartbeat, doc: 'The newest heartbeat it asked for in the period.' },
    asked_at: { type: 'timestamp', title: 'Asked at', doc: 'When it asked for that.' },
    last_ping_heartbeat_s: ofSubject('last_ping_heartbeat_s', {
      type: 'integer',
      title: 'LastPingHeartbeat',
      unit: 's',
      doc: 'What Exchange remembers, from an export; not used in any figure.',
    }),
  },
});

export const modes = defineFacts({
  sql: 'modes.sql',
  grain: 'a device',
  counted: devices,
  columns: {
    ...device,
    mode: {
      type: 'string',
      doc: 'push, denied (every push refused), scheduled (regular pauses), manual; as far as logs tell.',
      order: ['push', 'scheduled', 'manual', 'denied'],
    },
  },
});

export const costs = defineFacts({
  sql: 'costs.sql',
  grain: 'a device and day',
  counted: { measure: sum('device_days'), noun: ['day of a device', 'days of devices'] },
  columns: {
    day,
    ...device,
    device_days: { type: 'integer', doc: 'Days on which the device pushed.' },
    requests,
    bytes: { type: 'integer', unit: 'bytes', doc: 'Bytes sent and received.' },
    extra_requests: {
      type: 'integer',
      doc: 'Pushes that ended without news, beyond what 900-s intervals would have needed.',
    },
    extra_bytes: { type: 'integer', unit: 'bytes', doc: 'What those cost in bytes.' },
  },
});

export const means = defineFacts({
  sql: 'means.sql',
  grain: 'a server and hour',
  columns: {
    hour: { type: 'timestamp', doc: 'The hour.' },
    server,
    mean_heartbeat_s: {
      type: 'number',
      unit: 's',
      doc: 'The mean of the last 200 client heartbeats at the end of the hour.',
    },
    lowest_mean_s: { type: 'number', unit: 's', doc: 'The lowest it was in that hour.' },
  },
});

export const alarm = defineFacts({
  sql: 'alarm.sql',
  grain: 'one time the alarm would have fired',
  columns: {
    server,
    at: { type: 'timestamp', doc: 'When it would have fired.' },
    mean_heartbeat_s: {
      type: 'number',
      unit: 's',
      doc: 'The mean of the last 200 client heartbeats then.',
    },
  },
});

export const cliffs = defineFacts({
  sql: 'cliffs.sql',
  isFew: true,
  grain: 'a server, client network and 10-second bin',
  columns: {
    server,
    client_network: {
      type: 'string',
      doc: 'The /24 or /48 of the clients; (all) = all networks together.',
    },
    cut_at_s: {
      type: 'number',
      unit: 's',
      doc: 'The median of the times at which these Pings ended.',
    },
    requests: { type: 'integer', doc: 'Pings that ended early at that time.' },
    devices: { type: 'integer', doc: 'Different devices among them.' },
  },
});
