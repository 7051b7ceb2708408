import { expect, it } from 'vitest';
import { reportSections } from './report-json.ts';
import { warehouseWith } from './warehouse.ts';

const greatest = 2n ** 63n - 1n;

it('takes what sums up to more than a BIGINT for the greatest one', async () => {
  const db = await warehouseWith([
    { requested_at: '2024-05-01 07:00:00', bytes_sent: greatest },
    { requested_at: '2024-05-02 07:00:00', bytes_sent: greatest, device_id: 'APPL2' },
    { requested_at: '2024-05-03 07:00:00', bytes_sent: 5 },
  ]);
  const activity = await reportSections(db, 'activity');
  const sent = (id: string): unknown[] =>
    activity.get(id)?.rows.map(({ bytes_sent }) => bytes_sent) ?? [];
  expect(sent('types')).toEqual([String(greatest)]);
  expect(sent('days')).toEqual([String(greatest), String(greatest), 5]);
  db.close();
});
