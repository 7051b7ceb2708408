import { is } from '../../../src/reports/condition.ts';
import {
  defineFacts,
  defineReport,
  groupsSection,
  rowsSection,
} from '../../../src/reports/define-report.ts';
import { distinct, quantile, ratio, share, sum } from '../../../src/reports/measure.ts';

const commands = ['Sync', 'SendMail', 'Ping'];

const requests = defineFacts({
  sql: 'requests.sql',
  grain: 'a day, server, status, command and device',
  counted: { measure: sum('requests'), noun: ['request', 'requests'] },
  columns: {
    day: { type: 'date', doc: 'The day of the request.', dimension: 'day' },
    server: { type: 'string', doc: 'The server that logged it.', dimension: 'server' },
    status: { type: 'integer', doc: 'The HTTP status.', dimension: 'status' },
    device_type: { type: 'string', doc: 'DeviceType, as logged.', dimension: 'type' },
    device_id: { type: 'string', doc: 'The device id in upper case.', dimension: 'device' },
    command: { type: 'string', doc: 'The ActiveSync command.', order: commands },
    requests: { type: 'integer', doc: 'How often.' },
    bytes_sent: { type: 'integer', doc: 'Server to client.', unit: 'bytes' },
  },
});

const failed = sum('requests', { where: is('status', 401, 500, 503) });

export default defineReport({
  name: 'example',
  title: 'Example',
  question: 'Which device types ask for what, and how often are they refused?',
  figures: [
    { id: 'requests', title: 'Requests', facts: requests, measure: sum('requests'), doc: 'All.' },
    {
      id: 'devices',
      title: 'Devices',
      facts: requests,
      measure: distinct('device_id'),
      doc: 'All.',
    },
    {
      id: 'failed',
      title: 'Refused',
      facts: requests,
      measure: ratio(failed, sum('requests')),
      format: 'percent',
      tone: { is: 'warning' },
      doc: 'Part of the requests.',
    },
  ],
  sections: [
    groupsSection({
      id: 'types',
      title: 'Device types',
      facts: requests,
      by: ['device_type'],
      measures: {
        requests: { measure: sum('requests'), doc: 'Requests.' },
        share: { measure: share(sum('requests')), doc: 'Part of all.', format: 'percent' },
        devices: { measure: distinct('device_id'), doc: 'Devices.' },
        failure_rate: {
          measure: ratio(failed, sum('requests')),
          doc: 'Refused.',
          format: 'percent',
        },
        median_bytes: {
          measure: quantile('bytes_sent', 50, { weight: 'requests' }),
          doc: 'Half of the requests.',
          unit: 'bytes',
        },
      },
      sort: [{ column: 'requests', descending: true }],
      chart: 'devices.vl.json',
      detailBy: ['day', 'server'],
      notes: [
        {
          text: '{n} requests name no device type.',
          measure: sum('requests', { where: is('device_type', null) }),
        },
      ],
    }),
    groupsSection({
      id: 'commands',
      title: 'Commands',
      facts: requests,
      by: ['command'],
      always: commands,
      measures: {
        requests: { measure: sum('requests'), doc: 'Requests.' },
        share: { measure: share(sum('requests')), doc: 'Part of all.', format: 'percent' },
        median_bytes: {
          measure: quantile('bytes_sent', 50, { weight: 'requests' }),
          doc: 'Half of the requests.',
          unit: 'bytes',
        },
      },
      detailBy: ['day'],
    }),
    groupsSection({
      id: 'days',
      title: 'Days',
      facts: requests,
      by: ['day'],
      measures: { requests: { measure: sum('requests'), doc: 'Requests.' } },
      chart: 'days.vl.json',
    }),
    rowsSection({
      id: 'rows',
      title: 'Rows',
      facts: requests,
      sort: [{ column: 'requests', descending: true }],
    }),
  ],
});
