import { bigPeriod } from '../big-period.ts';
import { commands } from '../../parsers/eas/commands.ts';
import { defineFacts, lookupIn, type FactColumn } from '../define-report.ts';
import { sum } from '../measure.ts';

/** The commands in the order of the table, the busy ones first; OPTIONS has its own column. */
const busyFirst = [
  ...['Ping', 'Sync', 'FolderSync', 'SendMail', 'SmartReply', 'SmartForward', 'MeetingResponse'],
  ...['GetAttachment', 'ItemOperations', 'Search', 'Find', 'Settings', 'Provision'],
];
export const commandColumns: Readonly<Record<string, string>> = Object.fromEntries(
  [...busyFirst, ...commands.filter((name) => !busyFirst.includes(name) && name !== 'OPTIONS')].map(
    (name) => [name.toLowerCase(), name],
  ),
);

const integer = (doc: string, more: Partial<FactColumn> = {}): FactColumn => ({
  type: 'integer',
  doc,
  ...more,
});
const who = {
  device_id: {
    type: 'string',
    title: 'Device',
    doc: 'The device id, as its earliest request spells it.',
    dimension: 'device',
  },
  os: { type: 'string', title: 'OS', doc: 'The operating system, where known.', dimension: 'os' },
  domain: { type: 'string', doc: "The domain of the mailbox's user.", dimension: 'domain' },
  ou: { type: 'string', title: 'OU', doc: "The OU of the mailbox's user.", dimension: 'ou' },
  policy: { type: 'string', doc: 'The EAS mailbox policy.', dimension: 'policy' },
} as const;
const user: FactColumn = {
  type: 'string',
  title: 'User',
  doc: 'The account, else the name that was claimed.',
  dimension: 'user',
};
const type: FactColumn = { type: 'string', doc: 'DeviceType, as logged.', dimension: 'type' };
const day: FactColumn = {
  type: 'date',
  doc: `The day, in the display zone; not known in ${bigPeriod}.`,
  dimension: 'day',
};
const bytes = { unit: 'bytes' } as const;
const ofClient = lookupIn('request_clients', 'client_id');
const ofSubject = lookupIn('subjects', 'subject_no');

export const usage = defineFacts({
  sql: 'usage.sql',
  grain: 'a mailbox, device type, device and user agent, by day, server and status',
  counted: { measure: sum('hits'), noun: ['request', 'requests'] },
  columns: {
    user_name: ofSubject('coalesce(account, user_name)', user),
    person_no: integer('A number for each account, with its domain.'),
    user_domain: { type: 'string', doc: 'The domain: its DNS name where known, else as logged.' },
    device_type: ofClient('device_type', type),
    user_agent: ofClient('user_agent', {
      type: 'string',
      doc: 'The user agent, as logged.',
    }),
    device_id: ofSubject("coalesce(device_id, '(no device)')", who.device_id),
    os: ofSubject('os', who.os),
    domain: ofSubject('domain', who.domain),
    ou: ofSubject('ou', who.ou),
    policy: ofSubject('policy', who.policy),
    has_device: ofSubject('device_key is not null', {
      type: 'boolean',
      title: 'With a device',
      doc: 'False where the request names no device.',
    }),
    day,
    server: { type: 'string', doc: 'The server that logged it.', dimension: 'server' },
    status: { type: 'integer', title: 'HTTP status', doc: 'sc-status.', dimension: 'status' },
    hits: integer('Requests, each counted once.'),
    ...Object.fromEntries(
      Object.entries(commandColumns).map(([column, name]) => [
        column,
        integer(`${name} requests.`),
      ]),
    ),
    options: integer('OPTIONS requests.'),
    other: integer('Requests without a command, or with one that is not known.'),
    bytes_sent: integer('Server to client.', bytes),
    bytes_received: integer('Client to server.', bytes),
    full_resyncs: integer(
      'Times the partnership started over: sync state lost, or sync key 0 for a collection that had a later one.',
    ),
    timed: integer('Requests with a known time, without those that wait by design.'),
    busy_ms: integer('The time these took together.', { unit: 'ms' }),
    longest_ms: integer('The longest of them.', { unit: 'ms' }),
    http_2xx: integer('Answers 200 to 299.'),
    http_3xx: integer('Answers 300 to 399.'),
    http_4xx: integer('Answers 400 to 499.'),
    http_5xx: integer('Answers of 500 and above.'),
    errors: integer(
      'Status 400 or above (not a 401 without a user that the device follows up within 60 s), an error token, or an EAS status that is no success.',
    ),
  },
});

export const talkers = defineFacts({
  sql: 'talkers.sql',
  grain: 'a device and an hour of 60 or more requests, or a minute of 20 or more',
  counted: { measure: sum('hits'), noun: ['request', 'requests'] },
  columns: {
    span: { type: 'string', doc: 'hour or minute.', order: ['hour', 'minute'] },
    began_at: { type: 'timestamp', title: 'From', doc: 'When the hour or minute began.' },
    user_name: user,
    device_type: type,
    ...who,
    day,
    hits: integer('Requests in that time, each counted once.'),
    sync: integer('Sync requests among them.'),
    ping: integer('Ping requests among them.'),
    failed: integer('Answers of 400 and above among them.'),
  },
});

const place: Record<string, FactColumn> = {
  day,
  server: { type: 'string', doc: 'The server that logged it.', dimension: 'server' },
  status: { type: 'integer', title: 'HTTP status', doc: 'sc-status.', dimension: 'status' },
};

export const classOrder = ['e-mail', 'calendar', 'contacts', 'tasks', 'notes', 'SMS'] as const;

export const items = defineFacts({
  sql: 'items.sql',
  grain: 'a mailbox, device type, device and item class, by day, server and status',
  counted: { measure: sum('items_sent'), noun: ['item sent', 'items sent'] },
  columns: {
    user_name: {
      ...user,
      doc: `The account; not known in ${bigPeriod}.`,
    },
    device_type: type,
    ...who,
    ...place,
    class: {
      type: 'string',
      title: 'Class',
      doc: 'What kind of item: the class (`Ty`) that the log names.',
      order: classOrder,
    },
    items_sent: integer('Items sent to devices as new, changed or deleted.'),
    items_received: integer('Items that devices added, changed or deleted.'),
    client_adds: integer('Items that devices added.'),
    client_changes: integer('Items that devices changed.'),
    client_deletes: integer('Items that devices deleted.'),
    server_adds: integer('Items sent to devices as new.'),
    server_changes: integer('Items sent as changed.'),
    server_deletes: integer('Items sent as deleted.'),
    server_soft_deletes: integer('Items taken off the device because they grew too old for it.'),
  },
});

export const documents = defineFacts({
  sql: 'documents.sql',
  grain: 'a mailbox, device type and device, by day, server and status',
  counted: { measure: sum('attachments'), noun: ['attachment', 'attachments'] },
  columns: {
    user_name: user,
    device_type: type,
    ...who,
    ...place,
    attachments: integer('Attachments fetched (`Att`, `ItOfa`).'),
    attachment_bytes: integer('Their bytes (`Attb`).', bytes),
    sharepoint: integer('SharePoint documents fetched (`Ssp`).'),
    sharepoint_bytes: integer('Their bytes (`Sspb`).', bytes),
    file_share: integer('Files fetched from file shares (`Unc`).'),
    file_share_bytes: integer('Their bytes (`Uncb`).', bytes),
  },
});
