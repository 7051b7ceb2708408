import { bigPeriod, bigPeriodNote } from '../big-period.ts';
import { is, known } from '../condition.ts';
import {
  defineReport,
  groupsSection,
  rowsSection,
  type Facts,
  type MeasureColumn,
} from '../define-report.ts';
import { distinct, max, ratio, sum } from '../measure.ts';
import { classOrder, commandColumns, documents, items, talkers, usage } from './facts.ts';

const total = (column: string, title?: string, facts: Facts = usage): MeasureColumn => ({
  measure: sum(column),
  doc: facts.columns[column]?.doc ?? '',
  ...(title === undefined ? {} : { title }),
  ...(facts.columns[column]?.unit === 'bytes' ? { format: 'bytes' as const } : {}),
});
const hits = total('hits');
const devices: MeasureColumn = {
  measure: distinct('device_id', { where: is('has_device', true) }),
  doc: 'Different devices.',
};
const errorRate: MeasureColumn = {
  measure: ratio(sum('errors'), sum('hits')),
  doc: 'Part of the requests that failed.',
  format: 'percent',
};
const average: MeasureColumn = {
  measure: ratio(sum('busy_ms'), sum('timed')),
  title: 'Average time',
  doc: 'Average time of a request, without those that wait by design.',
  unit: 'ms',
};
const longest: MeasureColumn = {
  measure: max('longest_ms'),
  title: 'Longest time',
  doc: 'The longest request, without those that wait by design.',
  unit: 'ms',
};
const commands = Object.fromEntries(
  Object.entries(commandColumns).map(([column, name]) => [column, total(column, name)]),
);
const traffic = {
  hits,
  ...commands,
  options: total('options', 'OPTIONS'),
  other: total('other'),
  bytes_sent: total('bytes_sent'),
  bytes_received: total('bytes_received'),
  full_resyncs: total('full_resyncs'),
  errors: total('errors'),
};
const summary = {
  hits,
  devices,
  sync: total('sync'),
  ping: total('ping'),
  bytes_sent: total('bytes_sent'),
  bytes_received: total('bytes_received'),
  average_ms: average,
  longest_ms: longest,
  errors: total('errors'),
  error_rate: errorRate,
};
const operations = {
  server_adds: total('server_adds', 'Sent: new', items),
  server_changes: total('server_changes', 'Sent: changed', items),
  server_deletes: total('server_deletes', 'Sent: deleted', items),
  server_soft_deletes: total('server_soft_deletes', 'Aged out', items),
  client_adds: total('client_adds', 'Received: new', items),
  client_changes: total('client_changes', 'Received: changed', items),
  client_deletes: total('client_deletes', 'Received: deleted', items),
};
const byClass = Object.fromEntries(
  classOrder.flatMap((name): [string, MeasureColumn][] =>
    (['sent', 'received'] as const).map((direction) => [
      `${name.toLowerCase().replace('-', '')}_${direction}`,
      {
        measure: sum(`items_${direction}`, { where: is('class', name) }),
        title: `${name.charAt(0).toUpperCase()}${name.slice(1)} ${direction}`,
        doc: `Items ${direction}, of the class ${name}: new, changed and deleted.`,
      },
    ]),
  ),
);
const fetched = {
  attachments: total('attachments', 'Attachments', documents),
  attachment_bytes: total('attachment_bytes', 'Attachment bytes', documents),
  sharepoint: total('sharepoint', 'SharePoint', documents),
  sharepoint_bytes: total('sharepoint_bytes', 'SharePoint bytes', documents),
  file_share: total('file_share', 'File shares', documents),
  file_share_bytes: total('file_share_bytes', 'File share bytes', documents),
};
const busiest = [{ column: 'hits', descending: true }];
const talkerColumns = [
  ...['began_at', 'user_name', 'device_id', 'device_type', 'hits', 'sync', 'ping', 'failed'],
  ...['os', 'domain', 'ou', 'policy'],
];

export default defineReport({
  name: 'activity',
  title: 'Activity',
  question: 'Who uses what, and who hammers us?',
  figures: [
    { id: 'hits', title: 'Requests', facts: usage, ...hits },
    { id: 'devices', title: 'Devices', facts: usage, ...devices },
    {
      id: 'users',
      title: 'Users',
      facts: usage,
      measure: distinct('person_no'),
      doc: 'Different accounts, each with its domain.',
    },
    { id: 'sent', title: 'Bytes sent', facts: usage, ...total('bytes_sent') },
    {
      id: 'errors',
      title: 'Errors',
      facts: usage,
      ...errorRate,
      doc: 'Part of the requests that failed; a warning from 5 % on.',
      tone: { is: 'warning', from: 0.05 },
    },
    {
      id: 'talkers',
      title: 'Busiest hour of a device',
      facts: talkers,
      measure: max('hits', { where: is('span', 'hour') }),
      doc: 'Requests of one device within one hour; not known where none asked 60 times.',
      tone: { is: 'warning' },
    },
  ],
  sections: [
    groupsSection({
      id: 'days',
      title: 'By day',
      facts: usage,
      by: ['day'],
      measures: summary,
      notes: [bigPeriodNote('day', 'hits')],
      chart: 'days.vl.json',
    }),
    groupsSection({
      id: 'types',
      title: 'By device type',
      facts: usage,
      by: ['device_type'],
      measures: summary,
      sort: busiest,
      chart: 'types.vl.json',
    }),
    rowsSection({
      id: 'busy-hours',
      title: 'Top talkers by the hour',
      facts: talkers,
      where: is('span', 'hour'),
      columns: talkerColumns,
      sort: busiest,
      notes: ['Hours in which one device asked 60 times or more; the 1,000 busiest.'],
      empty: 'No device asked 60 times or more within one hour.',
    }),
    rowsSection({
      id: 'busy-minutes',
      title: 'Top talkers by the minute',
      facts: talkers,
      where: is('span', 'minute'),
      columns: talkerColumns,
      sort: busiest,
      notes: ['Minutes in which one device asked 20 times or more; the 1,000 busiest.'],
      empty: 'No device asked 20 times or more within one minute.',
    }),
    groupsSection({
      id: 'items',
      title: 'Items by class and direction',
      facts: items,
      by: ['class'],
      measures: {
        items_sent: total('items_sent', 'Sent', items),
        items_received: total('items_received', 'Received', items),
        ...operations,
      },
      notes: [
        'Sent = from the server to devices, received = from devices to the server, as the log text of each Sync counts them.',
      ],
      detailBy: ['device_type'],
      chart: 'items.vl.json',
    }),
    groupsSection({
      id: 'documents',
      title: 'Attachments and documents',
      facts: documents,
      by: ['user_name', 'device_id', 'device_type'],
      measures: fetched,
      sort: [{ column: 'attachments', descending: true }],
      empty: 'No request says that it fetched an attachment or a document.',
      notes: [
        {
          text: 'Attachments, and documents of SharePoint and of file shares, as the log text of each request counts them; attachments here: {n}.',
          measure: sum('attachments'),
        },
      ],
    }),
    groupsSection({
      id: 'by-ou',
      title: 'By OU',
      facts: usage,
      by: ['ou'],
      measures: summary,
      sort: busiest,
    }),
    groupsSection({
      id: 'users',
      title: 'By user',
      facts: usage,
      by: ['user_name', 'user_domain'],
      measures: summary,
      sort: busiest,
    }),
    groupsSection({
      id: 'item-devices',
      title: 'Items by user and device',
      facts: items,
      where: known('device_id'),
      by: ['user_name', 'device_id', 'device_type'],
      measures: {
        items_sent: total('items_sent', 'Sent', items),
        items_received: total('items_received', 'Received', items),
        ...byClass,
      },
      sort: [{ column: 'items_sent', descending: true }],
      empty: `No items. Of ${bigPeriod} they are counted by class only: narrow it with --since and --until to see users and devices.`,
    }),
    groupsSection({
      id: 'devices',
      title: 'Users and devices',
      facts: usage,
      by: ['user_name', 'user_domain', 'device_type', 'device_id', 'user_agent'],
      measures: {
        ...traffic,
        average_ms: average,
        longest_ms: longest,
        http_2xx: total('http_2xx', '2xx'),
        http_3xx: total('http_3xx', '3xx'),
        http_4xx: total('http_4xx', '4xx'),
        http_5xx: total('http_5xx', '5xx'),
        error_rate: errorRate,
      },
      sort: busiest,
      detailBy: ['day'],
    }),
  ],
});
