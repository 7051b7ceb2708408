import { is, known, unknown } from '../condition.ts';
import {
  defineReport,
  groupsSection,
  rowsSection,
  type GroupsSection,
  type MeasureColumn,
} from '../define-report.ts';
import { count, ratio } from '../measure.ts';
import { bucketOrder, comebacks, partnerships } from './facts.ts';

const all: MeasureColumn = { measure: count(), doc: 'A mailbox with one of its devices.' };
const stale = count({ where: is('bucket', '31-90', '>90') });
const never = count({ where: is('bucket', 'never') });

const byBucket: GroupsSection['measures'] = {
  partnerships: all,
  ...Object.fromEntries(
    bucketOrder.map((bucket): [string, MeasureColumn] => [
      `n_${bucket.replace('>', 'over_').replace('-', '_')}`,
      {
        measure: count({ where: is('bucket', bucket) }),
        title: bucket === 'today' || bucket === 'never' ? bucket : `${bucket} days`,
        doc: `Partnerships in the bucket ${bucket}.`,
      },
    ]),
  ),
  stale_rate: {
    measure: ratio(stale, count()),
    title: 'Stale',
    doc: 'Part that synchronised once, but not within 30 days.',
    format: 'percent',
  },
};
const largest = [{ column: 'partnerships', descending: true }];

function split(id: string, title: string, by: string): GroupsSection {
  return groupsSection({
    id,
    title,
    facts: partnerships,
    by: [by],
    measures: byBucket,
    sort: largest,
  });
}

export default defineReport({
  name: 'last-sync',
  title: 'Last sync',
  question: 'Who is not synchronising?',
  figures: [
    { id: 'partnerships', title: 'Partnerships', facts: partnerships, ...all },
    {
      id: 'fresh',
      title: 'Synchronised within 7 days',
      facts: partnerships,
      measure: ratio(count({ where: is('bucket', 'today', '1-7') }), count()),
      doc: 'Part of all partnerships; good from 90 % on.',
      format: 'percent',
      tone: { is: 'good', from: 0.9 },
    },
    {
      id: 'stale',
      title: 'Not for more than 30 days',
      facts: partnerships,
      measure: stale,
      doc: 'Partnerships that have synchronised, but not since.',
      tone: { is: 'warning' },
    },
    {
      id: 'never',
      title: 'Never',
      facts: partnerships,
      measure: never,
      doc: 'Partnerships without any sync known.',
      tone: { is: 'warning' },
    },
    {
      id: 'obstructed',
      title: 'Reason known',
      facts: partnerships,
      measure: count({
        where: is('reason', 'wiped', 'blocked', 'quarantined', 'not provisioned', '401'),
      }),
      doc: 'Partnerships of which the logs or an export tell what stands in the way.',
    },
  ],
  sections: [
    groupsSection({
      id: 'buckets',
      title: 'Days since the last sync',
      facts: partnerships,
      by: ['bucket'],
      always: bucketOrder,
      measures: { partnerships: all },
      detailBy: ['reason'],
      chart: 'buckets.vl.json',
    }),
    groupsSection({
      id: 'histogram',
      title: 'Day by day',
      facts: partnerships,
      where: is('bucket', 'today', '1-7', '8-30', '31-90', '>90'),
      by: ['days_since'],
      measures: { partnerships: all },
      detailBy: ['os'],
      chart: 'histogram.vl.json',
    }),
    rowsSection({
      id: 'stale',
      title: 'Who does not synchronise, and why',
      facts: partnerships,
      where: is('bucket', '31-90', '>90', 'never'),
      columns: [
        ...['user_name', 'device_id', 'device_type', 'days_since', 'reason', 'last_sync_at'],
        ...['access_state', 'os', 'last_sync_attempt_at', 'bucket', 'server', 'policy'],
        ...['domain', 'ou'],
      ],
      sort: [{ column: 'days_since', descending: true }, { column: 'user_name' }],
      notes: ['Without a reason nothing was heard of the device since, or nothing that tells.'],
      empty: 'Everyone synchronised within the last 30 days.',
    }),
    split('by-ou', 'By OU', 'ou'),
    split('by-os', 'By operating system', 'os'),
    split('by-type', 'By device type', 'device_type'),
    split('by-policy', 'By policy', 'policy'),
    split('by-server', 'By server', 'server'),
    groupsSection({
      id: 'reasons',
      title: 'What stands in the way',
      facts: partnerships,
      where: known('reason'),
      by: ['reason', 'bucket'],
      measures: { partnerships: all },
      sort: largest,
      empty: 'Nothing is known to stand in the way of any partnership.',
      notes: [
        {
          text: 'Partnerships that did not synchronise for more than 30 days, or never, without a reason that is known: {n}.',
          measure: count({
            where: {
              kind: 'all',
              of: [is('bucket', '31-90', '>90', 'never'), unknown('reason')],
            },
          }),
        },
      ],
    }),
    rowsSection({
      id: 'comebacks',
      title: 'Back again',
      facts: comebacks,
      sort: [{ column: 'days_away', descending: true }, { column: 'back_at' }],
      notes: ['Partnerships that synchronised again after 30 days or more without a sync.'],
      empty: 'No partnership came back after 30 days or more without a sync.',
    }),
    rowsSection({
      id: 'removal',
      title: 'Removal list, to be reviewed',
      facts: partnerships,
      where: is('is_unused', true),
      columns: [
        ...['user_name', 'domain', 'ou', 'device_id', 'device_type', 'os', 'policy'],
        ...['last_sync_at', 'last_contact_at', 'days_silent', 'command'],
      ],
      sort: [{ column: 'days_silent', descending: true }, { column: 'user_name' }],
      empty: 'Nobody has been silent for more than 90 days: there is nothing to remove.',
      script: {
        column: 'command',
        extension: 'ps1',
        title: 'Download PowerShell',
        head: [
          'Removal list, to be reviewed: partnerships that nobody has used for more than 90 days.',
          'Run it in the Exchange Management Shell. Each line only shows what it would do: take -WhatIf away after review.',
          'Removing a partnership removes no data from the device, and its next sync makes a new one;',
          'to remove data, wipe the device.',
        ],
      },
      notes: [
        'Nobody has used these for more than 90 days. Removing a partnership removes no data from the device, and its next sync makes a new one; to remove data, wipe the device.',
        'Each line only shows what it would do: take -WhatIf away after review. On Exchange 2010 write Get-ActiveSyncDevice and Remove-ActiveSyncDevice; on 2007 Get-ActiveSyncDeviceStatistics tells the Identity that Remove-ActiveSyncDevice takes.',
        'Names that hold control characters get no line: look at those by hand.',
      ],
    }),
    rowsSection({
      id: 'devices',
      title: 'All partnerships',
      facts: partnerships,
      columns: [
        ...['user_name', 'device_id', 'device_type', 'os', 'last_sync_at', 'days_since', 'bucket'],
        ...['access_state', 'policy', 'reason', 'domain', 'ou', 'last_sync_attempt_at'],
        ...['server', 'source', 'mailbox', 'first_seen_at', 'user_agent'],
      ],
      sort: [{ column: 'days_since', descending: true }, { column: 'user_name' }],
    }),
  ],
});
