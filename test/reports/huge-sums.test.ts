import { expect, it } from 'vitest';
import { reportSections } from './report-json.ts';
import { warehouseWith } from './warehouse.ts';

const greatest = 2n ** 63n - 1n;

it('takes what sums up to more than a BIGINT for the greatest one', async () => {
  const db = await warehouseWith([
    { requested_at: '2024-05-01 07:00:00', bytes_sent: greatest },
    { requested_at: '2024-05-02 07:00:00', bytes_sent: greatest, device_id: 'APPL2' },
    { requested_at: '2024-05-03 07:00:00', bytes_sent: 5 },
    ...['01 08', '01 09', '02 08'].map((time) => ({
      requested_at: `2024-05-${time}:00:00`,
      bytes_sent: greatest,
      command: 'Ping',
    })),
  ]);
  const sums = async (report: string, section: string, column: string): Promise<unknown[]> =>
    (await reportSections(db, report)).get(section)?.rows.map((row) => row[column]) ?? [];
  expect(await sums('activity', 'types', 'bytes_sent')).toEqual([String(greatest)]);
  expect(await sums('activity', 'days', 'bytes_sent')).toEqual([
    ...[String(greatest), String(greatest), 5],
  ]);
  expect(await sums('heartbeat', 'costs', 'bytes')).toEqual([String(greatest), String(greatest)]);
  db.close();
});
