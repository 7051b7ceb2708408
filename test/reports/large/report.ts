import { is } from '../../../src/reports/condition.ts';
import {
  defineFacts,
  defineReport,
  groupsSection,
  rowsSection,
} from '../../../src/reports/define-report.ts';
import { count, distinct, quantile, ratio, sum } from '../../../src/reports/measure.ts';

const doc = 'Of a made-up fleet.';

const devices = defineFacts({
  sql: 'devices.sql',
  grain: 'a device',
  counted: { measure: count(), noun: ['device', 'devices'] },
  asOf: true,
  columns: {
    user_name: { type: 'string', doc, dimension: 'user' },
    domain: { type: 'string', doc, dimension: 'domain' },
    ou: { type: 'string', doc, dimension: 'ou', title: 'OU' },
    device_id: { type: 'string', doc, dimension: 'device' },
    device_type: { type: 'string', doc, dimension: 'type' },
    os: { type: 'string', doc, dimension: 'os', title: 'OS' },
    user_agent: { type: 'string', doc },
    access_state: { type: 'string', doc },
    policy: { type: 'string', doc, dimension: 'policy' },
    last_sync_at: { type: 'timestamp', doc },
    last_sync_attempt_at: { type: 'timestamp', doc },
    days_since: { type: 'integer', doc },
    bucket: {
      type: 'string',
      doc,
      dimension: 'status',
      order: ['today', '1-7', '8-30', '31-90', '>90', 'never'],
    },
    source: { type: 'string', doc },
    requests: { type: 'integer', doc },
  },
});

const stale = count({ where: is('bucket', '>90') });

export default defineReport({
  name: 'large',
  title: 'A large fleet',
  question: 'Does a page of 200,000 devices stay small and quick?',
  figures: [
    { id: 'devices', title: 'Devices', facts: devices, measure: count(), doc },
    { id: 'users', title: 'Users', facts: devices, measure: distinct('user_name'), doc },
    {
      id: 'stale',
      title: 'Stale',
      facts: devices,
      measure: ratio(stale, count()),
      doc,
      format: 'percent',
    },
    {
      id: 'median',
      title: 'Median age',
      facts: devices,
      measure: quantile('days_since', 50),
      doc,
      unit: 'days',
    },
  ],
  sections: [
    groupsSection({
      id: 'buckets',
      title: 'Buckets',
      facts: devices,
      by: ['bucket'],
      measures: { partnerships: { measure: count(), doc } },
      chart: 'buckets.vl.json',
    }),
    groupsSection({
      id: 'ous',
      title: 'OUs',
      facts: devices,
      by: ['ou'],
      measures: {
        devices: { measure: distinct('device_id'), doc },
        stale: { measure: stale, doc },
        requests: { measure: sum('requests'), doc },
      },
      sort: [{ column: 'stale', descending: true }],
    }),
    groupsSection({
      id: 'users',
      title: 'Users',
      facts: devices,
      by: ['user_name', 'domain'],
      measures: {
        devices: { measure: distinct('device_id'), doc },
        requests: { measure: sum('requests'), doc },
      },
      sort: [{ column: 'requests', descending: true }],
    }),
    rowsSection({
      id: 'devices',
      title: 'Devices',
      facts: devices,
      sort: [{ column: 'days_since', descending: true }],
    }),
  ],
});
