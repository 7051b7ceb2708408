import { is } from '../condition.ts';
import { defineReport, groupsSection, rowsSection, type MeasureColumn } from '../define-report.ts';
import { distinct, max, ratio, sum } from '../measure.ts';
import { commandColumns, talkers, usage } from './facts.ts';

const total = (column: string, title?: string): MeasureColumn => ({
  measure: sum(column),
  doc: usage.columns[column]?.doc ?? '',
  ...(title === undefined ? {} : { title }),
  ...(column.startsWith('bytes') ? { format: 'bytes' as const } : {}),
});
const hits = total('hits');
const devices: MeasureColumn = {
  measure: distinct('device_id', { where: is('has_device', true) }),
  doc: 'Different devices.',
};
const errorRate: MeasureColumn = {
  measure: ratio(sum('errors'), sum('hits')),
  doc: 'Errors a request.',
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
      measure: distinct('user_name'),
      doc: 'Different accounts.',
    },
    { id: 'sent', title: 'Bytes sent', facts: usage, ...total('bytes_sent') },
    { id: 'errors', title: 'Errors', facts: usage, ...errorRate, tone: 'warning' },
    {
      id: 'talkers',
      title: 'Busiest hour of a device',
      facts: talkers,
      measure: max('hits', { where: is('span', 'hour') }),
      doc: 'Requests of one device within one hour.',
      tone: 'warning',
    },
  ],
  sections: [
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
    rowsSection({
      id: 'busy-hours',
      title: 'Top talkers by the hour',
      facts: talkers,
      where: is('span', 'hour'),
      columns: talkerColumns,
      sort: busiest,
      notes: ['Hours in which one device asked 60 times or more; the 1,000 busiest.'],
    }),
    rowsSection({
      id: 'busy-minutes',
      title: 'Top talkers by the minute',
      facts: talkers,
      where: is('span', 'minute'),
      columns: talkerColumns,
      sort: busiest,
      notes: ['Minutes in which one device asked 20 times or more; the 1,000 busiest.'],
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
    groupsSection({
      id: 'days',
      title: 'By day',
      facts: usage,
      by: ['day'],
      measures: summary,
      chart: 'days.vl.json',
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
  ],
});
