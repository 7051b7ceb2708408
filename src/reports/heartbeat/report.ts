import { bigPeriodNote } from '../big-period.ts';
import { is, known, unknown } from '../condition.ts';
import { defineReport, groupsSection, rowsSection, type MeasureColumn } from '../define-report.ts';
import { count, distinct, quantile, ratio, share, sum } from '../measure.ts';
import { alarm, bandOrder, cliffs, costs, means, modes, newest, pushes } from './facts.ts';

const requests: MeasureColumn = { measure: sum('requests'), doc: 'Requests, each counted once.' };
const devices: MeasureColumn = { measure: distinct('device_id'), doc: 'Different devices.' };
const asked = { where: known('heartbeat_s') };
const part = {
  measure: share(sum('requests')),
  doc: 'Part of all pushes.',
  format: 'percent',
} as const;
const percentile = (percent: number): MeasureColumn => ({
  measure: quantile('heartbeat_s', percent, { weight: 'requests' }),
  title: percent === 50 ? 'Median' : `${percent} %`,
  doc: `${percent} % of the requests asked for no more.`,
  unit: 's',
});
const quantiles = {
  requests: { measure: sum('requests', asked), doc: 'Requests with a known heartbeat.' },
  devices: { measure: distinct('device_id', asked), doc: 'Devices that asked for one.' },
  p10_s: percentile(10),
  p50_s: percentile(50),
  p90_s: percentile(90),
};
const byRequests = [{ column: 'requests', descending: true }];
const withoutHeartbeat = {
  text: 'Requests without a heartbeat that could be read, which are not in these rows: {n}.',
  measure: sum('requests', { where: unknown('heartbeat_s') }),
};
const dropped = sum('requests', { where: is('outcome', 'dropped') });
const aim = sum('requests', { where: is('band', '900-1800') });

export default defineReport({
  name: 'heartbeat',
  title: 'Heartbeat intervals',
  question: 'What heartbeat intervals do devices ask for, what do they get, and who cuts them?',
  figures: [
    { id: 'pushes', title: 'Pushes', facts: pushes, ...requests },
    { id: 'devices', title: 'Devices that push', facts: pushes, ...devices },
    { id: 'median', facts: pushes, ...percentile(50), title: 'Median asked for' },
    {
      id: 'aim',
      title: 'Ask for 15 to 30 minutes',
      facts: pushes,
      measure: ratio(aim, sum('requests', asked)),
      doc: 'Part of the requests with a known heartbeat that ask for 900 to 1,800 s; good from 80 % on.',
      format: 'percent',
      tone: { is: 'good', from: 0.8 },
    },
    {
      id: 'dropped',
      title: 'Cut off',
      facts: pushes,
      measure: ratio(dropped, sum('requests')),
      doc: 'Part of the pushes whose connection broke before the server answered; a warning from 5 % on.',
      format: 'percent',
      tone: { is: 'warning', from: 0.05 },
    },
    {
      id: 'alarms',
      title: 'Alarms replayed',
      facts: alarm,
      measure: count(),
      doc: 'How often event 3033 (2003) or 1040 (2007 and later) would have been logged.',
      tone: { is: 'critical' },
    },
    {
      id: 'extra',
      title: 'Extra requests a device and day',
      facts: costs,
      measure: ratio(sum('extra_requests'), sum('device_days')),
      doc: 'Requests that intervals of 900 s would have saved.',
    },
  ],
  sections: [
    groupsSection({
      id: 'requested',
      title: 'Asked for',
      facts: pushes,
      where: known('heartbeat_s'),
      by: ['heartbeat_s'],
      measures: { requests, devices },
      notes: [
        withoutHeartbeat,
        'The lines stand at 480, 540, 900 and 1,800 s; 15 to 30 minutes is the aim.',
      ],
      detailBy: ['device_type'],
      chart: 'requested.vl.json',
    }),
    groupsSection({
      id: 'bands',
      title: 'Bands',
      facts: pushes,
      where: known('heartbeat_s'),
      by: ['band'],
      always: bandOrder,
      measures: { requests, devices },
      notes: [withoutHeartbeat],
      detailBy: ['server'],
    }),
    groupsSection({
      id: 'newest',
      title: 'What devices ask for now',
      facts: newest,
      by: ['heartbeat_s'],
      measures: { devices: { measure: count(), doc: 'Devices whose newest heartbeat this is.' } },
      notes: ['Devices of which no heartbeat could be read are not here.'],
      detailBy: ['device_type'],
      chart: 'newest.vl.json',
    }),
    groupsSection({
      id: 'outcomes',
      title: 'How pushes ended',
      facts: pushes,
      by: ['outcome'],
      measures: { requests, share: part, devices },
      detailBy: ['server'],
      chart: 'outcomes.vl.json',
    }),
    groupsSection({
      id: 'achieved',
      title: 'Asked for against achieved',
      facts: pushes,
      where: known('heartbeat_s'),
      by: ['heartbeat_s', 'achieved'],
      measures: { requests, devices },
      chart: 'achieved.vl.json',
    }),
    rowsSection({
      id: 'alarm',
      title: 'The alarm, replayed',
      facts: alarm,
      sort: [{ column: 'at' }, { column: 'server' }],
      empty:
        'The alarm would not have fired: of no server was the mean of 200 client heartbeats 540 s or less.',
      notes: [
        'A server complains when the mean of its last 200 client heartbeats is 540 s or less, once, until the mean was above again.',
      ],
    }),
    rowsSection({
      id: 'means',
      title: 'The mean the alarm looks at',
      facts: means,
      // A chart of more than it draws has the newest.
      sort: [{ column: 'hour', descending: true }, { column: 'server' }],
      chart: 'means.vl.json',
    }),
    rowsSection({
      id: 'cliffs',
      title: 'Cliffs: idle timeouts on the way',
      facts: cliffs,
      sort: byRequests,
      empty: 'No cliff: no server and network ends many Pings after the same time.',
      notes: [
        'Many Pings that end early after the same time name a firewall, proxy or load balancer that closes idle connections. Allow 15 to 30 minutes there.',
      ],
    }),
    groupsSection({
      id: 'by-os',
      title: 'By operating system',
      facts: pushes,
      where: known('heartbeat_s'),
      by: ['os'],
      measures: quantiles,
      sort: byRequests,
    }),
    groupsSection({
      id: 'by-type',
      title: 'By device type',
      facts: pushes,
      where: known('heartbeat_s'),
      by: ['device_type'],
      measures: quantiles,
      sort: byRequests,
    }),
    groupsSection({
      id: 'by-server',
      title: 'By server',
      facts: pushes,
      by: ['server'],
      measures: {
        ...quantiles,
        dropped: { measure: dropped, doc: 'Pushes whose connection broke.' },
        dropped_rate: {
          measure: ratio(dropped, sum('requests')),
          doc: 'Part of its pushes.',
          format: 'percent',
        },
      },
      notes: [bigPeriodNote('server', 'requests')],
      sort: byRequests,
    }),
    groupsSection({
      id: 'modes',
      title: 'How devices get their mail',
      facts: modes,
      by: ['mode', 'os', 'policy'],
      measures: { devices: { measure: count(), doc: 'Devices.' } },
      notes: [
        'Read from the logs: push = a push that was not refused; denied = every push refused; scheduled = no push, but synchronisations at regular pauses; manual = neither.',
      ],
    }),
    groupsSection({
      id: 'costs',
      title: 'What short intervals cost',
      facts: costs,
      by: ['day'],
      measures: {
        devices,
        requests,
        bytes: { measure: sum('bytes'), doc: 'Bytes of all pushes.', format: 'bytes' },
        extra_requests: {
          measure: sum('extra_requests'),
          doc: 'Pushes without news beyond what 900-s intervals would have needed.',
        },
        extra_bytes: { measure: sum('extra_bytes'), doc: 'Their bytes.', format: 'bytes' },
        extra_per_device: {
          measure: ratio(sum('extra_requests'), sum('device_days')),
          title: 'Extra a device',
          doc: 'Extra requests a device and day.',
        },
        extra_bytes_per_device: {
          measure: ratio(sum('extra_bytes'), sum('device_days')),
          title: 'Extra bytes a device',
          doc: 'Extra bytes a device and day.',
          format: 'bytes',
        },
      },
      notes: [bigPeriodNote('day', 'requests')],
      detailBy: ['device_type'],
    }),
    rowsSection({
      id: 'devices',
      title: 'Devices',
      facts: newest,
      sort: [{ column: 'heartbeat_s' }, { column: 'device_id' }],
      notes: ['LastPingHeartbeat comes from an export and enters no figure.'],
    }),
  ],
});
